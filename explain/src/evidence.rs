//! How much speaks for a reading of some bytes, found out by changing the bytes.

use data_driver::Decode;
use data_driver_host::{Driver, Error};
use serde_json::Value;

use crate::refusal;

/// At how many places, spread evenly, the bytes are changed.
const PLACES: usize = 32;

/// What became of copies of the bytes, each with one change, and what else is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evidence {
    /// How many copies were tried.
    pub tried: usize,
    /// Copies that are not of the type.
    pub refused: usize,
    /// Copies that mean the same: what was changed is not used.
    pub same: usize,
    /// Whether encoding the value gives these bytes again; not known of results and events.
    pub returns: Option<bool>,
    /// Whether the driver itself carries these bytes as a golden vector.
    pub is_example: bool,
}

/// Changes the bytes at some places and looks at what they are then.
pub(crate) fn gather(
    driver: &Driver,
    what: Decode,
    name: &str,
    bytes: &[u8],
    value: &Value,
) -> Result<Evidence, Error> {
    let tried = PLACES.min(bytes.len());
    let mut evidence = Evidence {
        tried,
        ..Evidence::default()
    };
    let mut changed = bytes.to_vec();
    for index in 0..tried {
        let at = index * bytes.len() / tried;
        // Highest and lowest bits by turns: small numbers and positions have zeros above.
        let change = if index % 2 == 0 { 0x80 } else { 0x01 };
        changed[at] ^= change;
        match refusal(driver.decode(what, name, &changed))? {
            None => evidence.refused += 1,
            Some(result) if result == *value => evidence.same += 1,
            Some(_) => {}
        }
        changed[at] ^= change;
    }
    Ok(evidence)
}

impl Evidence {
    /// A number by which readings are ranked. That encoding gives the bytes again is no merit, since
    /// only of arguments it can be known.
    #[must_use]
    pub fn weight(&self) -> f64 {
        let share = |count: usize| match self.tried {
            0 => 0.0,
            // There are no more than PLACES.
            tried => {
                f64::from(u32::try_from(count).unwrap_or(0))
                    / f64::from(u32::try_from(tried).unwrap_or(1))
            }
        };
        let example = match self.is_example {
            // A few bytes are like an example's by chance.
            true if self.tried < PLACES => 0.5,
            true => 10.0,
            false => 0.0,
        };
        let other = if self.returns == Some(false) {
            1.0
        } else {
            0.0
        };
        example + 3.0 * share(self.refused) - 3.0 * share(self.same) - other
    }

    /// The evidence in words; `length` is the number of the bytes.
    #[must_use]
    pub fn reasons(&self, length: usize) -> String {
        let Self {
            tried,
            refused,
            same,
            returns,
            is_example,
        } = *self;
        let mut found = Vec::new();
        if is_example {
            found.push("a golden vector of the driver's own".to_owned());
        }
        if length == 0 {
            found.push("it takes no bytes".to_owned());
        } else if tried > 0 && refused == 0 && same == 0 {
            found.push(match length {
                1 => "any byte would do".to_owned(),
                length => format!("any {length} bytes would do"),
            });
        } else if refused > 0 {
            found.push(format!(
                "{refused} of {tried} changed copies would be refused"
            ));
        }
        if same > tried / 2 {
            found.push("most of the bytes would mean nothing".to_owned());
        }
        match returns {
            Some(false) => found.push("the value is encoded with other bytes".to_owned()),
            Some(true) if refused > 0 && !is_example => {
                found.push("the value is encoded with just these bytes".to_owned());
            }
            _ => {}
        }
        found.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refuses_changes_is_likelier() {
        let strict = Evidence {
            tried: 32,
            refused: 20,
            ..Evidence::default()
        };
        let lax = Evidence {
            tried: 32,
            ..Evidence::default()
        };
        let blind = Evidence {
            tried: 32,
            same: 30,
            ..Evidence::default()
        };
        let example = Evidence {
            is_example: true,
            ..lax
        };
        assert!(example.weight() > strict.weight());
        assert!(strict.weight() > lax.weight() && lax.weight() > blind.weight());
        assert_eq!(lax.reasons(8), "any 8 bytes would do");
        assert_eq!(
            strict.reasons(40),
            "20 of 32 changed copies would be refused"
        );
        assert_eq!(Evidence::default().reasons(0), "it takes no bytes");
    }
}
