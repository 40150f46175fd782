//! `docs/json.md`: where our stake driver is stricter or takes more than the deployed one.

use std::collections::BTreeMap;

use data_driver::{ConvertibleContract, Decode, Kind};
use dusk_core::stake::{StakeData, StakeKeys};
use dusk_stake_contract_dd::ContractDriver;
use host_tests::golden;
use host_tests::operation::Question;
use host_tests::oracle::Oracle;
use host_tests::runner::{Answer, Runner, Rust};
use stake_driver::StakeDriver;

use crate::document;

/// What the deployed driver answers, and ours.
fn ask(question: &Question) -> [Answer; 2] {
    let question = std::slice::from_ref(question);
    let mut answers = Oracle(ContractDriver).ask(question).expect("it answers");
    answers.extend(Rust(StakeDriver).ask(question).expect("it answers"));
    answers.try_into().expect("one answer each")
}

/// A call with this amount and these further members.
fn receive(value: &str, more: &str) -> Question {
    let contract = "07".repeat(32);
    let json = format!(r#"{{"contract":"{contract}","value":{value},"data":"00ff"{more}}}"#);
    Question::encode("stake_from_contract", &json)
}

#[test]
fn what_the_deployed_driver_lets_pass_is_an_error() {
    for (words, question) in [
        ("unknown members", receive("\"5\"", r#","datum":1"#)),
        ("`\"05\"` and `\"+5\"`", receive("\"05\"", "")),
        ("`\"05\"` and `\"+5\"`", receive("\"+5\"", "")),
        ("no parameter", Question::encode("get_config", "{}")),
        (
            "returns nothing",
            Question::decode(Decode::Output, "unstake", b"junk"),
        ),
        (
            "too many",
            Question::decode(Decode::Output, "burnt_amount", &[1; 16]),
        ),
    ] {
        assert!(document("docs/json.md").contains(words), "{words}");
        let [deployed, ours] = ask(&question);
        assert!(deployed.is_ok(), "{words}: {deployed:?}");
        assert!(ours.is_err(), "{words}: {ours:?}");
    }
}

#[test]
fn members_are_not_left_out() {
    assert!(document("docs/json.md").contains("a member left out"));
    let golden = golden::read("stake").expect("golden values");
    let golden = golden.iter().find(|golden| golden.file() == "insert_stake");
    let json = &golden.expect("a golden value").json;
    StakeDriver
        .encode_input_fn("insert_stake", json)
        .expect("all members are there");
    let start = json.find(r#""amount":"#).expect("a member");
    let end = json.find(r#""reward":"#).expect("the next one");
    let without = format!("{}{}", &json[..start], &json[end..]);
    dusk_data_driver::json_to_rkyv::<(StakeKeys, StakeData)>(&without)
        .expect("it is taken for null");
    let error = StakeDriver.encode_input_fn("insert_stake", &without);
    let report = error.expect_err("a member is missing").report();
    assert_eq!(report.kind, Kind::MissingMember);
    assert_eq!(report.pointer.as_deref(), Some("/1"));
}

#[test]
fn what_the_deployed_driver_refuses_is_taken_in_the_form_it_means() {
    let [usual, ours] = ask(&receive("\"5\"", ""));
    assert_eq!(usual, ours);
    let [deployed, ours] = ask(&receive("5", ""));
    assert!(deployed.is_err());
    assert_eq!(usual, ours);
    let contract = "07".repeat(32);
    for json in [
        format!(r#"{{"contract":"0x{contract}","value":"5","data":"0x00ff"}}"#),
        format!(r#"{{"contract":"{contract}","value":"5","data":[0,255]}}"#),
    ] {
        let [deployed, ours] = ask(&Question::encode("stake_from_contract", &json));
        assert!(deployed.is_err(), "{json}");
        assert_eq!(usual, ours, "{json}");
    }
}

#[test]
fn members_come_in_the_order_of_their_declaration() {
    let question = Question::decode(Decode::Output, "get_config", &[1; 16]);
    let [deployed, ours] = ask(&question);
    let text = |answer: Answer| String::from_utf8(answer.expect("a value")).expect("UTF-8");
    let (deployed, ours) = (text(deployed), text(ours));
    assert!(deployed.find("minimum_stake") < deployed.find("warnings"));
    assert!(ours.find("warnings") < ours.find("minimum_stake"));
}

/// The helpers of the same names.
#[test]
fn the_helpers_differ_too() {
    let words = r#""1"2"#;
    let twelve = dusk_data_driver::json_to_rkyv_u64(words).expect("quotes are stripped");
    assert_eq!(twelve, 12_u64.to_le_bytes());
    assert!(data_driver::json_to_rkyv_u64(words).is_err());

    type Map = BTreeMap<String, u32>;
    let twice = r#"{"a":1,"a":2}"#;
    assert!(dusk_data_driver::json_to_rkyv::<Map>(twice).is_ok());
    assert!(data_driver::json_to_rkyv::<Map>(twice).is_err());

    let wide = u128::MAX.to_le_bytes();
    assert!(dusk_data_driver::rkyv_to_json::<u128>(&wide).is_err());
    let value = data_driver::rkyv_to_json::<u128>(&wide).expect("a value");
    assert_eq!(value, u128::MAX.to_string());

    let list = r#"["7"]"#;
    assert!(dusk_data_driver::json_to_rkyv::<Vec<u64>>(list).is_err());
    assert!(data_driver::json_to_rkyv::<Vec<u64>>(list).is_ok());
}
