//! Drivers of which a part is missing or another one.

use data_driver_host::{Error, Host, LoadError};
use hostile_drivers::Corpus;

fn harmless() -> Vec<u8> {
    let corpus = Corpus::read();
    corpus.wasm(corpus.item("harmless").expect("the item harmless"))
}

#[test]
fn a_driver_that_is_cut_at_any_byte_is_refused() {
    let host = Host::shared().expect("a host");
    let whole = harmless();
    let mut loaded = 0;
    for length in 0..whole.len() {
        match host.load(&whole[..length]) {
            // Where it ends between two sections, it is a module with fewer of them: one without its names or its texts.
            Ok(driver) => {
                loaded += 1;
                assert_eq!(driver.decode_event("echo", b"17").expect("an event"), 17);
            }
            Err(Error::Load(error)) => assert!(
                matches!(
                    *error,
                    LoadError::Invalid(_) | LoadError::Exports(_) | LoadError::Start(_)
                ),
                "{length}: {error}"
            ),
            Err(error) => panic!("{length}: {error}"),
        }
    }
    assert!(loaded <= 2, "{loaded}");
    assert!(host.load(&whole).is_ok());
}
