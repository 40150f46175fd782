//! Many values at once: the items of a feed, and events.

use data_driver::abi::Code;
use data_driver::{Decode, JsonValue, Kind, Place, Report};

use crate::{Driver, Error};

/// The items of a feed from bytes in which they stand one behind the other, with nothing between them.
///
/// [`Driver::feed`] makes one. Bytes come in pieces of any size:
///
/// ```
/// # std::env::set_current_dir("..")?; // where the workspace builds its drivers
/// let stake = data_driver_host::Driver::from_file("target/drivers/stake.wasm")?;
/// let mut feed = stake.feed("stakes")?;
/// # let answer: [&[u8]; 0] = [];
/// for bytes in answer {
///     for item in feed.push(bytes) {
///         println!("{}", item?);
///     }
/// }
/// feed.end()?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Feed {
    driver: Driver,
    function: String,
    size: usize,
    /// The first bytes of an item whose others have not come yet.
    rest: Vec<u8>,
    /// How many items have been given.
    count: usize,
}

impl Feed {
    /// How many bytes each item takes.
    #[must_use]
    pub fn item_size(&self) -> usize {
        self.size
    }

    /// Takes more bytes and gives the items that are whole. One that is wrong is an error that says
    /// which one it is, and those behind it are given all the same.
    pub fn push<'a>(
        &'a mut self,
        bytes: &'a [u8],
    ) -> impl Iterator<Item = Result<JsonValue, Error>> + 'a {
        let mut bytes = bytes;
        std::iter::from_fn(move || {
            let missing = self.size - self.rest.len();
            if bytes.len() < missing {
                self.rest.extend_from_slice(bytes);
                bytes = &[];
                return None;
            }
            let (head, tail) = bytes.split_at(missing);
            bytes = tail;
            let item = if self.rest.is_empty() {
                self.driver.decode_output(&self.function, head)
            } else {
                self.rest.extend_from_slice(head);
                let item = self.driver.decode_output(&self.function, &self.rest);
                self.rest.clear();
                item
            };
            let number = self.count;
            self.count += 1;
            Some(item.map_err(|error| error.of_item(number)))
        })
    }

    /// There are no more bytes.
    ///
    /// # Errors
    /// The last item is not whole.
    pub fn end(self) -> Result<(), Error> {
        if self.rest.is_empty() {
            return Ok(());
        }
        let expected = format!("items of {} bytes", self.size);
        let found = format!("{} bytes at the end", self.rest.len());
        let message = format!("expected {expected}, found {found}");
        let mut report = Report::new(Code::OperationError, Kind::WrongLength, message);
        report.offset = u32::try_from(self.count.saturating_mul(self.size)).ok();
        report.expected = Some(expected);
        report.found = Some(found);
        Err(rejected(report, &self.function))
    }
}

/// Whether a function of a schema has this name or alias.
fn is_called(function: &JsonValue, name: &str) -> bool {
    let aliases = function["aliases"].as_array();
    function["name"] == name || aliases.is_some_and(|aliases| aliases.iter().any(|one| one == name))
}

impl Driver {
    /// The items of a feed, whose bytes come one behind the other.
    ///
    /// They can be told apart where all are of one size, which the driver's schema says (`itemSize`).
    ///
    /// # Errors
    /// [`Error::Rejected`] where the driver's schema has no such function, it is no feed, or nothing
    /// says how long an item is; and as [`Driver::schema`].
    pub fn feed(&self, function: &str) -> Result<Feed, Error> {
        let schema = self.schema()?.unwrap_or_default();
        let found = schema["functions"]
            .as_array()
            .map(|functions| functions.iter().find(|one| is_called(one, function)));
        let (kind, why) = match found {
            None => (
                Kind::Unsupported,
                "the driver has no schema that says how long an item is".to_owned(),
            ),
            Some(None) => (
                Kind::UnknownFunction,
                "the driver's schema has no such function".to_owned(),
            ),
            Some(Some(one)) => {
                let size = one["itemSize"].as_u64().unwrap_or_default();
                match (usize::try_from(size), one["kind"].as_str()) {
                    (Ok(size @ 1..), _) => {
                        return Ok(Feed {
                            driver: self.clone(),
                            function: function.to_owned(),
                            size,
                            rest: Vec::new(),
                            count: 0,
                        });
                    }
                    (_, Some(kind @ ("transaction" | "query"))) => {
                        (Kind::Unsupported, format!("it is a {kind} and no feed"))
                    }
                    _ => (
                        Kind::Unsupported,
                        "the driver's schema has no itemSize for it: its items have no fixed size, or the driver is \
                         older than that member, and nothing else tells where an item ends"
                            .to_owned(),
                    ),
                }
            }
        };
        Err(rejected(
            Report::new(Code::OperationError, kind, why),
            function,
        ))
    }

    /// All items of a feed, of bytes that are all there.
    ///
    /// # Errors
    /// As [`Driver::feed`]; and the first item's that is wrong or not whole.
    pub fn decode_feed(&self, function: &str, bytes: &[u8]) -> Result<Vec<JsonValue>, Error> {
        let mut feed = self.feed(function)?;
        let items = feed.push(bytes).collect::<Result<_, _>>()?;
        feed.end()?;
        Ok(items)
    }

    /// Events, topics and data, in order; one that is wrong is an error, and those behind it are decoded
    /// all the same.
    pub fn decode_events<'a, T, D>(
        &'a self,
        events: impl IntoIterator<Item = (T, D)> + 'a,
    ) -> impl Iterator<Item = Result<JsonValue, Error>> + 'a
    where
        T: AsRef<str>,
        D: AsRef<[u8]>,
    {
        events
            .into_iter()
            .map(|(topic, data)| self.decode(Decode::Event, topic.as_ref(), data.as_ref()))
    }
}

fn rejected(report: Report, function: &str) -> Error {
    Error::Rejected(Box::new(report)).in_place(Place::Function(function))
}
