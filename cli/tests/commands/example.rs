//! `example`.

use data_driver::Decode;
use data_driver_build::schema::Document;
use data_driver_conformance::sample;
use data_driver_host::Driver;

use crate::support::{driver, run};

#[test]
fn an_example_is_encoded_as_it_is() {
    let stake = driver("stake");
    let example = run(&["example", &stake, "stake"]);
    let encoded = run(&["encode", &stake, "stake", example.text()]);
    assert_eq!(encoded.code, 0, "{}", encoded.err);
    // The same seed gives the same, another gives another.
    assert_eq!(
        run(&["example", &stake, "stake", "--seed", "0"]).text(),
        example.out
    );
    assert_ne!(
        run(&["example", &stake, "stake", "--seed", "1"]).text(),
        example.out
    );
    let object = run(&["example", &stake, "stake", "--json"]).object();
    assert_eq!(
        object,
        serde_json::from_str::<serde_json::Value>(&example.out).expect("JSON")
    );
}

#[test]
fn outputs_and_events_have_examples() {
    let stake = driver("stake");
    assert!(
        run(&["example", &stake, "reward"])
            .text()
            .contains("\"reason\"")
    );
    let output = run(&["example", &stake, "burnt_amount", "--of", "output"]);
    assert!(output.text().starts_with('"'));
    assert!(
        run(&["example", &stake, "stke"])
            .fails(3)
            .contains("did you mean stake?")
    );
}

/// Functions of smart rollups that ask for more of texts, bytes and numbers than a schema can say: an expression
/// of Michelson, a hash with its tag, a whole message.
const MORE_THAN_A_SCHEMA_SAYS: [&str; 10] = [
    "inbox_message",
    "outbox_message",
    "outbox_transaction",
    "outbox_output",
    "reveal_request",
    "reveal_hash",
    "dac_page",
    "micheline",
    "micheline_text",
    "host_result",
];

#[test]
fn every_function_takes_its_examples() {
    for name in [
        "stake",
        "transfer",
        "drc20",
        "drc721",
        "standard-bridge",
        "shapes",
        "ballot",
        "generated",
        "pink-runtime",
        "preimage-oracle",
        "smart-rollup",
    ] {
        let driver = Driver::from_file(driver(name)).expect("a driver");
        let document = Document::read(driver.schema_text().expect("a schema").expect("one"));
        let document = document.expect("a document").expect("with types");
        let functions = document.functions.iter();
        for function in functions.filter(|one| !MORE_THAN_A_SCHEMA_SAYS.contains(&&*one.name)) {
            for seed in 0..12 {
                let value = match sample(&document, &function.input_schema, Decode::Input, seed) {
                    Ok(value) => value,
                    Err(error) => panic!("{name} {}: {error}", function.name),
                };
                let bytes = driver.encode_input(&function.name, &value);
                let bytes = bytes.unwrap_or_else(|error| panic!("{name} {error}: {value}"));
                let text = driver
                    .decode_text(Decode::Input, &function.name, &bytes)
                    .expect("it comes back");
                let again = driver.encode_input(&function.name, &text);
                let again = again.unwrap_or_else(|error| panic!("{name} {error}: {text}"));
                assert_eq!(again, bytes, "{name} {}: {value}", function.name);
            }
        }
    }
}
