//! A codec other than the default, named in one place: what the driver says of it, and its errors.

use anyhow::Result;
use ballot_driver::BallotDriver;
use data_driver::{ConvertibleContract, Decode, Kind};
use data_driver_host::{Driver, inspect};
use host_tests::files;
use serde_json::Value;

#[test]
fn schema_and_section_name_the_codec() -> Result<()> {
    let file = files::driver("ballot")?;
    let sections = inspect(&file)?;
    let meta: Value = serde_json::from_str(sections.meta.unwrap_or_default())?;
    assert_eq!(meta["codec"], "borsh-1");
    let schema = Driver::from_bytes(&file)?.schema()?.unwrap_or_default();
    assert_eq!(schema["codec"], "borsh-1");
    // Every part of a contract goes by it.
    assert_eq!(
        BallotDriver
            .encode_input_fn(
                "vote",
                r#"[1, {"voter": "00000000", "choice": "Abstain", "weight": 0}]"#
            )?
            .len(),
        4 + 4 + 1 + 16
    );
    assert!(BallotDriver.encode_input_fn("close", "null")?.is_empty());
    assert!(!sections.types.unwrap_or_default().is_empty());
    Ok(())
}

/// Everything that stands in an error of rkyv's stands in one of Borsh, natively and in wasmtime.
#[test]
fn errors_have_facts_and_places() -> Result<()> {
    let module = Driver::from_bytes(&files::driver("ballot")?)?;
    for (what, name, bytes, kind, offset, message) in [
        (
            Decode::Event,
            "voted",
            &[1, 0, 0, 0, 7, 7, 7, 7, 9][..],
            Kind::InvalidBytes,
            9,
            "voted: at byte 9: expected a value in Borsh, found Unexpected variant tag: 9",
        ),
        (
            Decode::Event,
            "closed",
            &[0],
            Kind::WrongLength,
            0,
            "closed: at byte 0: expected the end of the bytes, found 1 more",
        ),
        (
            Decode::Output,
            "title",
            &[0, 1, 2],
            Kind::WrongLength,
            1,
            "title: at byte 1: expected the end of the bytes, found 2 more",
        ),
        (
            Decode::Input,
            "count",
            &[1],
            Kind::InvalidBytes,
            0,
            "count: at byte 0: expected a value in Borsh, found Unexpected length of input",
        ),
    ] {
        let native = BallotDriver
            .decode_to_text(what, name, bytes, &mut String::new())
            .expect_err(name)
            .report();
        assert_eq!(
            (native.kind, native.offset, native.message.as_str()),
            (kind, Some(offset), message)
        );
        assert!(native.expected.is_some() && native.found.is_some());
        let hosted = module.decode(what, name, bytes).expect_err(name).report();
        assert_eq!(hosted, native);
    }
    Ok(())
}
