//! Values in SCALE with their JSON, written side by side: nothing of the driver and of its codec's crate
//! takes part.

/// A value's bytes and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scaled {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The JSON text.
    pub json: String,
}

fn scaled(bytes: impl Into<Vec<u8>>, json: impl Into<String>) -> Scaled {
    Scaled {
        bytes: bytes.into(),
        json: json.into(),
    }
}

/// A number of things: two bits say how many bytes it takes, in the fewest that it fits into.
#[must_use]
pub fn compact(number: u32) -> Vec<u8> {
    let wide = u64::from(number) << 2;
    let bytes = wide.to_le_bytes();
    match number {
        0..=0x3f => bytes[..1].to_vec(),
        0x40..=0x3fff => [bytes[0] | 1, bytes[1]].to_vec(),
        0x4000..=0x3fff_ffff => [bytes[0] | 2, bytes[1], bytes[2], bytes[3]].to_vec(),
        _ => [&[3][..], &number.to_le_bytes()].concat(),
    }
}

fn length(of: usize) -> Vec<u8> {
    compact(u32::try_from(of).expect("samples are short"))
}

/// `()`.
#[must_use]
pub fn unit() -> Scaled {
    scaled([], "null")
}

/// `true` or `false`.
#[must_use]
pub fn boolean(value: bool) -> Scaled {
    scaled([u8::from(value)], value.to_string())
}

/// Integers that are numbers in JSON.
macro_rules! narrow {
    ($($name:ident)*) => {$(
        /// An integer that is a number in JSON.
        #[must_use]
        pub fn $name(value: $name) -> Scaled {
            scaled(value.to_le_bytes(), value.to_string())
        }
    )*};
}

/// Integers that are decimal strings in JSON.
macro_rules! wide {
    ($($name:ident)*) => {$(
        /// An integer that is a decimal string in JSON.
        #[must_use]
        pub fn $name(value: $name) -> Scaled {
            scaled(value.to_le_bytes(), format!("\"{value}\""))
        }
    )*};
}

narrow! { u8 u16 u32 i32 }
wide! { u64 u128 }

/// Bytes that stand for themselves.
#[must_use]
pub fn fixed(bytes: impl AsRef<[u8]>) -> Scaled {
    let bytes = bytes.as_ref();
    scaled(bytes, format!("\"0x{}\"", hex::encode(bytes)))
}

/// Bytes behind their number.
#[must_use]
pub fn bytes(bytes: impl AsRef<[u8]>) -> Scaled {
    let Scaled { bytes, json } = fixed(bytes);
    scaled([length(bytes.len()), bytes].concat(), json)
}

/// Text.
#[must_use]
pub fn text(text: &str) -> Scaled {
    let json = serde_json::Value::from(text).to_string();
    scaled([length(text.len()), text.into()].concat(), json)
}

/// The value, if there is one.
#[must_use]
pub fn option(value: Option<Scaled>) -> Scaled {
    match value {
        None => scaled([0], "null"),
        Some(Scaled { bytes, json }) => scaled([vec![1], bytes].concat(), json),
    }
}

fn concat(values: &[Scaled]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.bytes.clone())
        .collect()
}

/// Values of several types.
#[must_use]
pub fn tuple(values: impl AsRef<[Scaled]>) -> Scaled {
    let values = values.as_ref();
    let texts: Vec<&str> = values.iter().map(|value| value.json.as_str()).collect();
    scaled(concat(values), format!("[{}]", texts.join(",")))
}

/// Values of one type.
#[must_use]
pub fn list(values: impl AsRef<[Scaled]>) -> Scaled {
    let values = values.as_ref();
    let Scaled { bytes, json } = tuple(values);
    scaled([length(values.len()), bytes].concat(), json)
}

/// Values with names.
#[must_use]
pub fn members(members: impl IntoIterator<Item = (&'static str, Scaled)>) -> Scaled {
    let (names, values): (Vec<_>, Vec<_>) = members.into_iter().unzip();
    let texts: Vec<String> = names
        .iter()
        .zip(&values)
        .map(|(name, value)| format!("\"{name}\":{}", value.json))
        .collect();
    scaled(concat(&values), format!("{{{}}}", texts.join(",")))
}

/// A variant without content.
#[must_use]
pub fn name(index: u8, name: &str) -> Scaled {
    scaled([index], format!("\"{name}\""))
}

/// A variant with content.
#[must_use]
pub fn variant(index: u8, name: &str, content: Scaled) -> Scaled {
    let Scaled { bytes, json } = content;
    scaled(
        [vec![index], bytes].concat(),
        format!("{{\"{name}\":{json}}}"),
    )
}

/// What there is, or why there is nothing.
#[must_use]
pub fn result(value: Result<Scaled, Scaled>) -> Scaled {
    match value {
        Ok(value) => variant(0, "Ok", value),
        Err(error) => variant(1, "Err", error),
    }
}
