//! The deployed driver's bytes, of arguments that were handed to it as they stand in `deployed.txt`:
//! a function, its arguments, and what that driver made of them.

use data_driver::{ConvertibleContract, Error};
use drc721_driver::Drc721Driver;

#[test]
fn arguments_have_the_bytes_of_the_deployed_driver() -> Result<(), Error> {
    let mut cases = 0;
    for case in include_str!("deployed.txt").lines() {
        let [name, json, hex] = parts(case);
        let bytes = Drc721Driver.encode_input_fn(name, json)?;
        let found: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, hex, "{name} {json}");
        let text = Drc721Driver.decode_input_fn(name, &bytes)?.to_string();
        assert_eq!(Drc721Driver.encode_input_fn(name, &text)?, bytes, "{text}");
        cases += 1;
    }
    assert!(cases > 10, "{cases}");
    Ok(())
}

/// What stands between the first two spaces and behind them; where there are no bytes, nothing does.
fn parts(case: &str) -> [&str; 3] {
    let (name, rest) = case.split_once(' ').expect("a function and its arguments");
    let (json, hex) = rest.split_once(' ').unwrap_or((rest, ""));
    [name, json, hex]
}
