//! What is kept of what a call changes.

use cross_call::Executing;

use crate::overlay::Shared;

/// Keeps what calls by `&mut self` change, drops what others do.
#[derive(Debug)]
pub(crate) struct Executor(Shared);

impl Executor {
    pub(crate) const fn new(state: Shared) -> Self {
        Self(state)
    }
}

impl Executing for Executor {
    fn execute<T>(&self, f: impl FnOnce() -> T) -> T {
        let result = f();
        self.0.with(|state| state.drop_changes());
        result
    }

    fn execute_mut<T>(&mut self, f: impl FnOnce() -> T) -> T {
        let result = f();
        self.0.with(|state| match state.refusal {
            None => state.commit(),
            Some(_) => state.drop_changes(),
        });
        result
    }
}

#[cfg(test)]
mod tests {
    use pink_boundary::{Handler, Host, NativeRuntime, Refusal, Runtime, Version};
    use pink_protocol::ocalls::id2name;

    use super::*;

    /// Writes in every ecall, read-only ones among them.
    struct Writes;

    impl Runtime for Writes {
        const VERSION: Version = (1, 0);

        fn ecall(host: Host, id: u32, _: &[u8]) -> Result<Vec<u8>, Refusal> {
            let state = Shared::new(host);
            let mut executor = Executor::new(state.clone());
            let write = || {
                state.with(|state| state.set(b"key".to_vec(), b"value".to_vec()));
                state.with(|state| state.get(b"key"))
            };
            let seen = match id {
                1 => executor.execute(write),
                2 => executor.execute_mut(write),
                _ => executor.execute_mut(|| {
                    state.with(|state| state.refusal = Some("no".to_owned()));
                    write()
                }),
            };
            Ok(seen.unwrap_or_default())
        }
    }

    /// An empty storage; writes down what is asked.
    #[derive(Default)]
    struct Empty(Vec<&'static str>);

    impl Handler for Empty {
        fn ocall(&mut self, id: u32, _: &[u8]) -> Result<Vec<u8>, String> {
            self.0.push(id2name(id));
            Ok(if id == 3 { Vec::new() } else { vec![0] })
        }
    }

    #[test]
    fn read_only_calls_and_refused_ones_commit_nothing() {
        let runtime = NativeRuntime::in_process::<Writes>().unwrap();
        let asked = |id| {
            let mut empty = Empty::default();
            // The call sees what it wrote, whatever becomes of it.
            assert_eq!(runtime.ecall(&mut empty, id, &[]), Ok(b"value".to_vec()));
            empty.0
        };
        assert_eq!(asked(1), Vec::<&str>::new());
        assert_eq!(asked(2), ["storage_get", "storage_root", "storage_commit"]);
        assert_eq!(asked(3), Vec::<&str>::new());
    }
}
