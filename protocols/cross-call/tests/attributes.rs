//! What stands beside the document's form: ids, versions, a data driver, and what is left alone.

use cross_call::{CrossCall, CrossCallMut, DispatchError, IdentExecute, cross_call};
use data_driver::{ConvertibleContract, Decode};
use parity_scale_codec::Encode;

/// A place.
#[data_driver::data(codec(Encode, parity_scale_codec::Decode))]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// Its name.
    pub name: String,
    /// How high it is.
    pub height: i32,
}

mod numbered {
    use super::{CrossCall, Place, cross_call};

    /// What carries the calls of `Atlas`.
    pub(crate) trait Maps: CrossCall {}

    /// Knows places.
    #[cross_call(Maps, driver = "atlas")]
    pub(crate) trait Atlas {
        /// Is left alone.
        const PAGES: u32 = 7;

        /// The place that has this name.
        #[xcall(id = 7)]
        fn find(&self, name: String) -> Option<Place>;

        /// Adds a place, with its neighbours.
        #[xcall(id = 3, since = "1.1")]
        #[allow(clippy::needless_pass_by_value, reason = "attributes stay")]
        fn add(
            &mut self,
            place: Place,
            neighbours: Vec<Place>,
            executor: u64,
        ) -> Result<u32, String>;

        /// Forgets everything.
        #[xcall(id = 4294967295, since = "2.10")]
        fn r#move(&mut self);
    }
}

use numbered::{Atlas, AtlasAvailable, AtlasDriver, CALLS, dispatch, id2name, try_dispatch};

struct Book;

impl Atlas for Book {
    fn find(&self, name: String) -> Option<Place> {
        let height = i32::try_from(name.len()).unwrap();
        (height > 1).then_some(Place { name, height })
    }

    fn add(&mut self, place: Place, neighbours: Vec<Place>, executor: u64) -> Result<u32, String> {
        match u32::try_from(neighbours.len()).unwrap() {
            0 => Err(format!("{} is alone, {executor}", place.name)),
            count => Ok(count + <Self as Atlas>::PAGES),
        }
    }

    fn r#move(&mut self) {}
}

/// An argument's name is no name of the dispatcher's own.
#[test]
fn ids_are_those_that_stand_there() {
    let ids: Vec<(u32, &str)> = CALLS.iter().map(|call| (call.id, call.name)).collect();
    assert_eq!(ids, [(7, "find"), (3, "add"), (u32::MAX, "move")]);
    assert_eq!(id2name(u32::MAX), "move");
    let place = Place {
        name: "é".into(),
        height: -1,
    };
    let data = (place, Vec::<Place>::new(), 9_u64).encode();
    let result = dispatch(&mut IdentExecute, &mut Book, 3, &data);
    assert_eq!(result, Err::<u32, _>("é is alone, 9".to_owned()).encode());
    assert_eq!(CALLS[1].arguments[1].ty, "Vec<Place>");
    assert_eq!(CALLS[1].output, "Result<u32, String>");
    assert_eq!(CALLS[2].output, "()");
}

#[test]
fn a_version_has_the_calls_that_came_until_then() {
    let had = |version| {
        [
            AtlasAvailable::find(version),
            AtlasAvailable::add(version),
            AtlasAvailable::r#move(version),
        ]
    };
    assert_eq!(had((0, 99)), [false, false, false]);
    assert_eq!(had((1, 0)), [true, false, false]);
    assert_eq!(had((2, 9)), [true, true, false]);
    assert_eq!(had((2, 10)), [true, true, true]);
    assert!(
        CALLS
            .iter()
            .map(|call| call.is_available((2, 9)))
            .eq(had((2, 9)))
    );
}

/// The bytes are those of the bridge, and the JSON that of the types.
#[test]
fn the_driver_knows_the_calls() {
    let json = r#"[{"name":"Ararat","height":5137},[],"9"]"#;
    let bytes = AtlasDriver.encode_input_fn("atlas.add", json).unwrap();
    let place = Place {
        name: "Ararat".into(),
        height: 5137,
    };
    assert_eq!(bytes, (place, Vec::<Place>::new(), 9_u64).encode());
    let mut read = String::new();
    AtlasDriver
        .decode_to_text(Decode::Input, "atlas.3", &bytes, &mut read)
        .unwrap();
    assert_eq!(read, json);
    let result = try_dispatch(&mut IdentExecute, &mut Book, 3, &bytes).unwrap();
    let output = AtlasDriver.decode_output_fn("atlas.add", &result).unwrap();
    assert_eq!(output.to_string(), r#"{"Err":"Ararat is alone, 9"}"#);

    let error = AtlasDriver
        .decode_input_fn("atlas.find", &[8, b'a'])
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "atlas.find: at byte 1: expected 2 bytes, found 1 byte"
    );
    let error = try_dispatch(&mut IdentExecute, &mut Book, 7, &[8, b'a']).unwrap_err();
    assert_eq!(
        error.to_string(),
        "call 7 (find): name: at byte 1: expected 2 bytes, found 1 byte"
    );

    let schema: serde_json::Value = serde_json::from_str(&AtlasDriver.get_schema()).unwrap();
    assert_eq!(schema["name"], "Atlas");
    assert_eq!(schema["doc"], "Knows places.");
    let add = &schema["functions"][1];
    assert_eq!(add["doc"], "Adds a place, with its neighbours.");
    assert_eq!(add["kind"], "transaction");
    assert_eq!(add["mutability"], "read-write");
    assert_eq!((&add["id"], &add["since"]), (&3.into(), &"1.1".into()));
    assert_eq!(schema["functions"][0]["kind"], "query");
    let types = data_driver_build::types::types(&AtlasDriver.get_schema())
        .unwrap()
        .unwrap();
    assert!(types.contains("\"atlas.add\""), "{types}");
}

mod tolerant {
    use super::cross_call;

    /// Without a bound, whatever carries calls is a caller; bytes behind the arguments are passed over.
    #[cross_call(driver, lenient)]
    pub(crate) trait Tolerant {
        fn double(&self, number: u16) -> u32;
        fn nothing(&mut self);
    }
}

use tolerant::{Tolerant, TolerantDriver, TolerantRo};

/// A way that adds bytes behind the arguments.
struct Sloppy;

impl CrossCall for Sloppy {
    fn cross_call(&self, call_id: u32, data: &[u8]) -> Vec<u8> {
        let data = [data, &[1, 2, 3]].concat();
        tolerant::try_dispatch(&mut IdentExecute, &mut Doubler, call_id, &data).unwrap()
    }
}

impl CrossCallMut for Sloppy {
    fn cross_call_mut(&mut self, call_id: u32, data: &[u8]) -> Vec<u8> {
        self.cross_call(call_id, data)
    }
}

struct Doubler;

impl Tolerant for Doubler {
    fn double(&self, number: u16) -> u32 {
        2 * u32::from(number)
    }

    fn nothing(&mut self) {}
}

#[test]
fn a_lenient_end_passes_over_more_bytes() {
    assert_eq!(TolerantRo::double(&Sloppy, 40_000), 80_000);
    assert_eq!(Tolerant::double(&Sloppy, 1), 2);
    Sloppy.nothing();
    let error = tolerant::try_dispatch(&mut IdentExecute, &mut Doubler, 1, &[1]).unwrap_err();
    assert!(matches!(error, DispatchError::Argument { .. }), "{error}");
    assert_eq!(
        TolerantDriver.encode_input_fn("double", "513").unwrap(),
        [1, 2]
    );
    assert_eq!(TolerantDriver.encode_input_fn("1", "513").unwrap(), [1, 2]);
}
