//! A contract that has the functions and events of other declared contracts.

use data_driver::declared::Contract;
use data_driver::{ConvertibleContract, Decode};

mod parts {
    data_driver::contract! {
        /// Has an owner.
        pub OwnedDriver("Owned") {
            /// Gives it to another.
            transaction fn transfer_ownership | "own.1"(to: u32);
            /// Whose it is.
            query fn owner() -> Option<u32>;
            /// It was given.
            event "owned": (u32, u32);
        }
    }

    data_driver::contract! {
        /// Can be halted.
        pub HaltedDriver("Halted") {
            query fn is_halted() -> bool;
            event "halted" | "resumed": u64;
        }
    }

    data_driver::contract! {
        /// Has nothing.
        pub EmptyDriver("Empty") {}
    }
}

data_driver::contract! {
    /// A vault.
    pub VaultDriver("Vault") {
        transaction fn put(amount: u64);
        event "put": u64;
        use parts::OwnedDriver;
        use parts::EmptyDriver;
        query fn total() -> u64;
        use parts::HaltedDriver;
        event "taken": u64;
    }
}

data_driver::contract! {
    /// Nothing of its own.
    pub AllDriver("All") {
        use VaultDriver;
    }
}

fn names(contract: &Contract) -> (Vec<&'static str>, Vec<&'static str>) {
    (
        contract
            .functions
            .iter()
            .map(|function| function.name)
            .collect(),
        contract.events.iter().map(|event| event.topic).collect(),
    )
}

#[test]
fn each_stands_where_it_was_used() {
    let functions = ["put", "transfer_ownership", "owner", "total", "is_halted"];
    let events = ["put", "owned", "halted", "resumed", "taken"];
    assert_eq!(
        names(VaultDriver::CONTRACT),
        (functions.to_vec(), events.to_vec())
    );
    assert_eq!(names(AllDriver::CONTRACT), names(VaultDriver::CONTRACT));
    assert_eq!(AllDriver::CONTRACT.name, "All");
}

#[test]
fn they_convert_as_in_their_own_contract() {
    let bytes = VaultDriver.encode_input_fn("own.1", "7").unwrap();
    assert_eq!(
        bytes,
        parts::OwnedDriver
            .encode_input_fn("transfer_ownership", "7")
            .unwrap()
    );
    let event = VaultDriver::encode_value(Decode::Event, "owned", "[1, 2]").unwrap();
    assert_eq!(
        VaultDriver
            .decode_event("owned", &event)
            .unwrap()
            .to_string(),
        "[1,2]"
    );
    let output = AllDriver::encode_value(Decode::Output, "owner", "9").unwrap();
    assert_eq!(AllDriver.decode_output_fn("owner", &output).unwrap(), 9);
    let own = AllDriver::encode_value(Decode::Event, "taken", "\"5\"").unwrap();
    assert_eq!(own, 5_u64.to_le_bytes());
}

#[test]
fn errors_and_the_schema_know_them() {
    let error = VaultDriver.encode_input_fn("ownr", "null").unwrap_err();
    assert!(
        error.to_string().ends_with("did you mean owner?"),
        "{error}"
    );
    let error = VaultDriver::encode_value(Decode::Event, "halt", "1").unwrap_err();
    assert!(error.to_string().contains("halted"), "{error}");
    let schema: serde_json::Value = serde_json::from_str(&VaultDriver.get_schema()).unwrap();
    assert_eq!(schema["functions"][1]["doc"], "Gives it to another.");
    assert_eq!(schema["functions"][1]["aliases"][0], "own.1");
    assert_eq!(schema["events"][3]["topic"], "resumed");
}
