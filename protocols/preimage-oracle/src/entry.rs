//! Where a program in WebAssembly begins.

/// Exports a function without arguments and results as `_start`, where a host of WebAssembly begins. A panic is printed where errors
/// go. On other targets it says nothing: `fn main` calls the function there.
///
/// ```
/// fn run() {}
///
/// preimage_oracle::entry!(run);
/// ```
#[macro_export]
macro_rules! entry {
    ($run:path) => {
        #[cfg(target_family = "wasm")]
        const _: () = {
            extern crate std;

            #[unsafe(no_mangle)]
            extern "C" fn _start() {
                std::panic::set_hook(std::boxed::Box::new(|info| {
                    $crate::io::print_err(&std::format!("{info}\n"));
                }));
                $run();
            }
        };
    };
}
