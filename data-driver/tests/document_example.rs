//! The example implementation of the document that the project comes from, but for the crate's name.

use data_driver::{ConvertibleContract, Error, JsonValue, json_to_rkyv, rkyv_to_json};

type EVMAddress = [u8; 20];

mod events {
    use bytecheck::CheckBytes;
    use rkyv::{Archive, Deserialize, Serialize};

    #[derive(Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize)]
    #[archive_attr(derive(CheckBytes))]
    pub(crate) struct Withdrawal {
        pub(crate) account: [u8; 20],
        pub(crate) value: u64,
    }
}

struct ContractDriver;

impl ConvertibleContract for ContractDriver {
    fn encode_input_fn(&self, fn_name: &str, json: &str) -> Result<Vec<u8>, Error> {
        match fn_name {
            "deposit_to" => json_to_rkyv::<(EVMAddress, u64, u64, Vec<u8>)>(json),
            // Unsupported
            name => Err(Error::Unsupported(format!("fn_name {name}"))),
        }
    }

    fn decode_input_fn(&self, fn_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        match fn_name {
            "deposit_to" => rkyv_to_json::<(EVMAddress, u64, u64, Vec<u8>)>(rkyv),
            // Unsupported
            name => Err(Error::Unsupported(format!("fn_name {name}"))),
        }
    }

    fn decode_output_fn(&self, fn_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        let _ = rkyv;
        match fn_name {
            "deposit_to" => Ok(JsonValue::Null),
            "finalize_withdrawal" => Ok(JsonValue::Null),
            // Unsupported
            name => Err(Error::Unsupported(format!("fn_name {name}"))),
        }
    }

    fn decode_event(&self, event_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        match event_name {
            "Withdrawal" => rkyv_to_json::<events::Withdrawal>(rkyv),
            event => Err(Error::Unsupported(format!("event {event}"))),
        }
    }

    fn get_schema(&self) -> String {
        "".to_string()
    }
}

const ADDRESS: &str = "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]";

#[test]
fn arguments_become_the_bytes_that_rkyv_gives_and_come_back() -> Result<(), Error> {
    let json = format!("[{ADDRESS},\"18446744073709551615\",7,[1,2,3]]");
    let bytes = ContractDriver.encode_input_fn("deposit_to", &json)?;
    let address = core::array::from_fn(|i| u8::try_from(i + 1).unwrap_or(0));
    let value: (EVMAddress, u64, u64, Vec<u8>) = (address, u64::MAX, 7, vec![1, 2, 3]);
    assert_eq!(
        bytes,
        rkyv::to_bytes::<_, 256>(&value)
            .expect("serializes")
            .into_vec()
    );
    let back = ContractDriver.decode_input_fn("deposit_to", &bytes)?;
    assert_eq!(back, serde_json::to_value(&value).expect("has a JSON form"));
    Ok(())
}

#[test]
fn events_and_outputs_are_decoded() -> Result<(), Error> {
    let event = events::Withdrawal {
        account: [9; 20],
        value: 5,
    };
    let bytes = rkyv::to_bytes::<_, 256>(&event).expect("serializes");
    let json = ContractDriver.decode_event("Withdrawal", &bytes)?;
    assert_eq!(json["value"], 5);
    assert_eq!(
        ContractDriver.decode_output_fn("finalize_withdrawal", &[])?,
        JsonValue::Null
    );
    Ok(())
}

#[test]
fn what_it_does_not_know_is_unsupported() {
    let error = ContractDriver
        .encode_input_fn("mint", "null")
        .expect_err("unknown");
    assert_eq!(error, Error::Unsupported("fn_name mint".into()));
    assert_eq!(error.to_string(), "fn_name mint");
}
