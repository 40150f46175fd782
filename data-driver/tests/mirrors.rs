//! Types of other crates, described by mirrors.

#![allow(missing_docs, reason = "a test")]

use data_driver::testing::{assert_mirrors, mirrors};
use data_driver::{ConvertibleContract, JsonValue};

/// Another crate, which knows nothing of this one.
mod chain {
    #[derive(
        Debug,
        Clone,
        rkyv::Archive,
        rkyv::Serialize,
        rkyv::Deserialize,
        serde::Serialize,
        serde::Deserialize,
    )]
    #[archive(check_bytes)]
    pub struct Receipt {
        pub gas: u64,
        pub block: Option<u32>,
        pub outcome: Outcome,
    }

    #[derive(
        Debug,
        Clone,
        rkyv::Archive,
        rkyv::Serialize,
        rkyv::Deserialize,
        serde::Serialize,
        serde::Deserialize,
    )]
    #[archive(check_bytes)]
    pub enum Outcome {
        Done,
        Failed(String),
    }
}

data_driver::foreign_types! {
    /// The types of the chain.
    pub Chain {}
}

/// What a transaction cost.
#[derive(data_driver::Describe)]
#[describe(remote = chain::Receipt, types = Chain)]
#[serde(rename = "Receipt")]
#[allow(dead_code, reason = "a mirror")]
struct ReceiptMirror {
    /// The gas that was spent.
    gas: u64,
    block: Option<u32>,
    outcome: chain::Outcome,
}

#[derive(data_driver::Describe)]
#[describe(remote = chain::Outcome, types = Chain)]
#[serde(rename = "Outcome")]
#[allow(dead_code, reason = "a mirror")]
enum OutcomeMirror {
    Done,
    Failed(String),
}

/// A type of the author's in which one of the chain stands.
#[data_driver::data]
pub struct Receipts {
    all: Vec<chain::Receipt>,
}

data_driver::contract! {
    pub LedgerDriver("Ledger", types = Chain) {
        query fn receipts() -> Receipts;
        event "done": chain::Receipt;
    }
}

fn samples() -> Vec<chain::Receipt> {
    use chain::{Outcome, Receipt};
    vec![
        Receipt {
            gas: 7,
            block: None,
            outcome: Outcome::Done,
        },
        Receipt {
            gas: u64::MAX,
            block: Some(1),
            outcome: Outcome::Failed("why".into()),
        },
    ]
}

#[test]
fn a_type_of_another_crate_is_used_by_its_mirror() {
    let json = r#"{"gas":"18446744073709551615","block":1,"outcome":{"Failed":"why"}}"#;
    let bytes = LedgerDriver::encode_value(data_driver::Decode::Event, "done", json).unwrap();
    let given: JsonValue = serde_json::from_str(json).unwrap();
    assert_eq!(LedgerDriver.decode_event("done", &bytes).unwrap(), given);
    let schema: JsonValue = serde_json::from_str(&LedgerDriver.get_schema()).unwrap();
    assert_eq!(
        schema["$defs"]["Receipt"]["description"],
        "What a transaction cost."
    );
    assert_eq!(schema["$defs"]["Outcome"]["oneOf"][0]["const"], "Done");
}

#[test]
fn a_right_mirror_is_right() {
    assert_mirrors::<Chain, chain::Receipt>(&samples());
    let all: Vec<Vec<chain::Receipt>> = vec![samples()];
    assert_mirrors::<Chain, Vec<chain::Receipt>>(&all);
}

#[test]
fn what_no_sample_shows_is_said() {
    let difference = mirrors::<Chain, chain::Receipt>(&samples()[..1]).unwrap_err();
    assert_eq!(difference, "no sample shows a value at Receipt.block");
    let mut one_outcome = samples();
    one_outcome[1].outcome = chain::Outcome::Done;
    let difference = mirrors::<Chain, chain::Receipt>(&one_outcome).unwrap_err();
    assert_eq!(
        difference,
        "no sample shows the variant \"Failed\" of Outcome"
    );
}

/// Mirrors with one mistake each.
macro_rules! wrong {
    ($($name:ident: $marker:ident { $($members:tt)* } => $difference:expr,)*) => {$(
        #[test]
        fn $name() {
            data_driver::foreign_types! { pub $marker {} }

            #[derive(data_driver::Describe)]
            #[describe(remote = chain::Outcome, types = $marker)]
            #[allow(dead_code, reason = "a mirror")]
            enum Right { Done, Failed(String) }

            #[derive(data_driver::Describe)]
            #[describe(remote = chain::Receipt, types = $marker)]
            #[allow(dead_code, reason = "a mirror")]
            struct Wrong { $($members)* }

            let difference = mirrors::<$marker, chain::Receipt>(&samples()).unwrap_err();
            assert!(difference.starts_with($difference), "{difference}");
        }
    )*};
}

wrong! {
    a_member_less: Less { gas: u64, block: Option<u32> }
        => ": the description has no member \"outcome\"",
    a_member_more: More { gas: u64, block: Option<u32>, outcome: chain::Outcome, fee: u64 }
        => ": the value has no member \"fee\"",
    a_narrower_integer: Narrower { gas: u32, block: Option<u32>, outcome: chain::Outcome }
        => "/gas: the description says an integer of 32 bits without a sign, as a number",
    another_form: Other { gas: u64, block: Option<String>, outcome: chain::Outcome }
        => "/block: the description says text",
    no_option: NoOption { gas: u64, block: u32, outcome: chain::Outcome }
        => "/block: the description says an integer",
}
