//! Loaders that know nothing of this project drive the same driver, each by its own convention.
//!
//! The JavaScript package has the same two loaders among its tests.

mod deployed;
mod specified;

use std::error::Error;

use data_driver::{ConvertibleContract, Decode};
use host_tests::contract::{Contract, everything};
use host_tests::files;
use host_tests::golden::{self, Golden};
use host_tests::operation::{Operation, Question};
use host_tests::stake::StakeContract;
use serde_json::Value;
use stake_driver::StakeDriver;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What both loaders can do.
trait Loader {
    fn convert(&mut self, method: &str, name: &str, data: &[u8]) -> Result<Vec<u8>>;
    fn tell(&mut self, method: &str) -> Result<String>;
}

macro_rules! loaders {
    ($($module:ident)*) => {$(
        impl Loader for $module::Loader {
            fn convert(&mut self, method: &str, name: &str, data: &[u8]) -> Result<Vec<u8>> {
                self.convert(method, name, data)
            }

            fn tell(&mut self, method: &str) -> Result<String> {
                self.tell(method)
            }
        }
    )*};
}

loaders!(specified deployed);

fn goldens() -> Result<Vec<Golden>> {
    let goldens = golden::read("stake")?;
    assert!(goldens.len() > everything::<StakeContract>().count());
    Ok(goldens)
}

/// All goldens, the version, the schema and an error.
fn drive(loader: &mut dyn Loader) -> Result<()> {
    for golden in goldens()? {
        let decode = Operation::Decode(golden.what).export();
        let text = loader.convert(decode, golden.name(), &golden.bytes)?;
        assert_eq!(String::from_utf8(text)?, golden.json, "{}", golden.file());
        if golden.what == Decode::Input {
            let encode = Operation::Encode.export();
            let bytes = loader.convert(encode, golden.name(), golden.json.as_bytes())?;
            assert_eq!(hex::encode(bytes), hex::encode(&golden.bytes));
        }
    }
    assert_eq!(loader.tell("get_version")?, StakeDriver.get_version());
    assert!(loader.tell("get_schema")? == StakeDriver.get_schema());
    for question in mistakes() {
        let name = &question.name;
        let error = loader
            .convert(question.operation.export(), name, &question.input)
            .expect_err(name)
            .to_string();
        let expected = native_error(&question);
        assert!(error.contains(&expected), "{error}: {expected}");
    }
    // A call that succeeds after all of these.
    assert!(loader.tell("get_last_error").is_ok());
    loader.convert("encode_input_fn", "get_version", b"null")?;
    assert_eq!(loader.tell("get_last_error")?, "");
    Ok(())
}

/// A mistake in each of the four conversions, and a name that does not fit into 1 KiB.
fn mistakes() -> Vec<Question> {
    vec![
        Question::encode("stake", "{}"),
        Question::encode("stke", "null"),
        Question::encode(&"x".repeat(3000), "null"),
        Question::decode(Decode::Input, "get_stake", b"short"),
        Question::decode(Decode::Output, "burnt_amount", b"too long for a u64"),
        Question::decode(Decode::Event, "rewards", b""),
    ]
}

fn native_error(question: &Question) -> String {
    let Question {
        operation,
        name,
        input,
    } = question;
    let error = match operation {
        Operation::Encode => {
            let json = str::from_utf8(input).expect("UTF-8");
            StakeDriver.encode_input_fn(name, json).map(drop)
        }
        Operation::Decode(what) => {
            StakeDriver.decode_to_text(*what, name, input, &mut String::new())
        }
    };
    error.expect_err(name).to_string()
}

#[test]
fn the_specification_s_loader_drives_our_driver() -> Result<()> {
    drive(&mut specified::Loader::load(&files::driver("stake")?)?)
}

#[test]
fn the_deployed_loader_drives_our_driver() -> Result<()> {
    drive(&mut deployed::Loader::load(&files::driver("stake")?)?)
}

/// Shows that the loader does what the deployed ones do. Its driver sorts the members of objects.
#[test]
fn the_deployed_loader_drives_the_deployed_driver() -> Result<()> {
    let mut loader = deployed::Loader::load(&files::deployed_stake()?)?;
    let mut compared = 0;
    let is_deployed = |golden: &Golden| StakeContract::is_deployed(golden.what, golden.name());
    for golden in goldens()?.into_iter().filter(is_deployed) {
        let decode = Operation::Decode(golden.what).export();
        let text = match loader.convert(decode, golden.name(), &golden.bytes) {
            // It is older than these two.
            Err(error) if ["stakes", "prev_state_changes"].contains(&golden.name()) => {
                assert!(error.to_string().contains("Unsupported"), "{error}");
                continue;
            }
            text => text?,
        };
        let value: Value = serde_json::from_slice(&text)?;
        assert_eq!(value, serde_json::from_str::<Value>(&golden.json)?);
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
    Ok(())
}

/// D1: a loader that grows its buffer by what the error says.
#[test]
fn a_loader_that_goes_by_the_words_of_the_error_gets_results_of_any_size() -> Result<()> {
    let rewards = goldens()?
        .into_iter()
        .find(|golden| {
            golden.what == Decode::Event && golden.name() == "reward" && golden.bytes.len() > 4
        })
        .ok_or("no rewards")?;
    let one = StakeDriver.decode_event("reward", &rewards.bytes)?;
    let reward = one.get(0).ok_or("no reward")?;
    let many = Value::Array(vec![reward.clone(); 1500]);
    let bytes = StakeDriver::encode_value(Decode::Event, "reward", &many.to_string())?;
    let mut text = String::new();
    StakeDriver.decode_to_text(Decode::Event, "reward", &bytes, &mut text)?;
    assert!(text.len() > 4 * 64 * 1024, "{}", text.len());

    let load = || deployed::Loader::load(&files::driver("stake")?);
    let given = load()?
        .growing_to(1 << 20)
        .convert("decode_event", "reward", &bytes)?;
    assert!(given == text.as_bytes());
    // The others say what was wrong.
    let error = load()?
        .convert("decode_event", "reward", &bytes)
        .expect_err("64 KiB");
    assert!(
        error.to_string().starts_with("FFI returned 4: reward: "),
        "{error}"
    );
    Ok(())
}

/// The deployed driver wants `init`, of which the specification says nothing.
#[test]
fn the_specification_s_loader_cannot_drive_the_deployed_driver() -> Result<()> {
    let mut loader = specified::Loader::load(&files::deployed_stake()?)?;
    let error = loader.tell("get_version").expect_err("no init");
    assert_eq!(error.to_string(), "get_version returns 3");
    Ok(())
}

#[test]
fn init_in_the_middle_switches_the_dialect_and_may_come_twice() -> Result<()> {
    let mut specified = specified::Loader::load(&files::driver("stake")?)?;
    drive(&mut specified)?;
    let specified::Loader {
        mut store,
        instance,
    } = specified;
    let init = instance.get_typed_func::<(), ()>(&mut store, "init")?;
    init.call(&mut store, ())?;
    let mut deployed = deployed::Loader::start(store, instance)?;
    drive(&mut deployed)
}

#[test]
fn init_twice_on_a_fresh_instance_does_no_harm() -> Result<()> {
    let specified::Loader {
        mut store,
        instance,
    } = specified::Loader::load(&files::driver("stake")?)?;
    let init = instance.get_typed_func::<(), ()>(&mut store, "init")?;
    init.call(&mut store, ())?;
    drive(&mut deployed::Loader::start(store, instance)?)
}
