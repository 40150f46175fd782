//! What the exports do, natively: the same logic that runs in WebAssembly, over a piece of memory.

use data_driver::abi::{Code, Dialect};
use data_driver::export::{Block, Instance};
use data_driver::{ConvertibleContract, Decode, Error, JsonValue, Kind, Report, json};

/// Returns its input, or as many characters as the input says.
struct Driver;

impl ConvertibleContract for Driver {
    fn encode_input_fn(&self, fn_name: &str, json: &str) -> Result<Vec<u8>, Error> {
        match fn_name {
            "echo" => Ok(json.into()),
            "many" => Ok(vec![b'x'; json::from_str(json)?]),
            "fail" => Err(Error::Other("e".repeat(json::from_str(json)?))),
            _ => Err(Error::Unsupported(format!("no function {fn_name}"))),
        }
    }

    fn decode_input_fn(&self, fn_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        match fn_name {
            "echo" => Ok(String::from_utf8_lossy(rkyv).into()),
            _ => Err(Error::Rkyv("no archive".into())),
        }
    }

    fn decode_output_fn(&self, _fn_name: &str, rkyv: &[u8]) -> Result<JsonValue, Error> {
        Ok(rkyv.len().into())
    }

    fn decode_event(&self, event_name: &str, _rkyv: &[u8]) -> Result<JsonValue, Error> {
        Ok(event_name.into())
    }

    fn get_schema(&self) -> String {
        "{}".into()
    }

    fn get_version(&self) -> &'static str {
        "7.8.9"
    }
}

/// Size of the memory in bytes.
const MEMORY: u32 = 4096;

const NAME: u32 = 64;
const DATA: u32 = 256;
const OUT: Block = Block {
    ptr: 2048,
    len: 1024,
};

/// An export that tells something.
type Tell = fn(&mut Instance<Driver>, &mut [u8], Block) -> Code;

/// An instance and its memory.
struct Guest {
    instance: Instance<Driver>,
    memory: Vec<u8>,
    dialect: Dialect,
}

impl Guest {
    fn new() -> Self {
        Self {
            instance: Instance::new(Driver),
            // So that what the driver writes can be told from what was there.
            memory: vec![0xaa; MEMORY as usize],
            dialect: Dialect::Specified,
        }
    }

    fn put(&mut self, ptr: u32, bytes: impl AsRef<[u8]>) -> Block {
        let bytes = bytes.as_ref();
        self.memory[ptr as usize..][..bytes.len()].copy_from_slice(bytes);
        let len = u32::try_from(bytes.len()).expect("short");
        Block { ptr, len }
    }

    fn encode(&mut self, name: &str, json: impl AsRef<[u8]>, out: Block) -> Code {
        let name = self.put(NAME, name);
        let json = self.put(DATA, json);
        let memory = self.memory.as_mut_slice();
        self.instance.encode_input_fn(memory, name, json, out)
    }

    fn decode(&mut self, what: Decode, name: &str, bytes: impl AsRef<[u8]>) -> Code {
        let name = self.put(NAME, name);
        let bytes = self.put(DATA, bytes);
        let memory = self.memory.as_mut_slice();
        self.instance.decode(memory, what, name, bytes, OUT)
    }

    /// The length that stands in front of a result.
    fn length(&self, out: Block) -> u32 {
        let field = &self.memory[out.ptr as usize..][..4];
        self.dialect
            .length_from_bytes(field.try_into().expect("4 bytes"))
    }

    fn result(&self) -> &str {
        let bytes = &self.memory[OUT.ptr as usize + 4..][..self.length(OUT) as usize];
        str::from_utf8(bytes).expect("UTF-8")
    }

    fn last_error(&mut self) -> &str {
        let code = self.instance.get_last_error(&mut *self.memory, OUT);
        assert_eq!(code, Code::Ok);
        self.result()
    }

    fn details(&mut self) -> Option<Report> {
        let code = self.instance.get_last_error_details(&mut *self.memory, OUT);
        assert_eq!(code, Code::Ok);
        let text = self.result();
        (!text.is_empty()).then(|| serde_json::from_str(text).expect("a report"))
    }
}

#[test]
fn each_conversion_gives_its_result() {
    let mut guest = Guest::new();
    assert_eq!(guest.encode("echo", "[1, 2]", OUT), Code::Ok);
    assert_eq!(guest.result(), "[1, 2]");
    assert_eq!(guest.decode(Decode::Input, "echo", "in"), Code::Ok);
    assert_eq!(guest.result(), r#""in""#);
    assert_eq!(guest.decode(Decode::Output, "echo", "four"), Code::Ok);
    assert_eq!(guest.result(), "4");
    assert_eq!(guest.decode(Decode::Event, "happened", ""), Code::Ok);
    assert_eq!(guest.result(), r#""happened""#);
}

#[test]
fn texts_are_the_driver_s_own() {
    let mut guest = Guest::new();
    assert_eq!(
        guest.instance.get_version(&mut *guest.memory, OUT),
        Code::Ok
    );
    assert_eq!(guest.result(), "7.8.9");
    assert_eq!(guest.instance.get_schema(&mut *guest.memory, OUT), Code::Ok);
    assert_eq!(guest.result(), "{}");
}

#[test]
fn lengths_are_big_endian_until_init() {
    let mut guest = Guest::new();
    let field = OUT.ptr as usize..OUT.ptr as usize + 4;
    guest.encode("many", "258", OUT);
    assert_eq!(guest.memory[field.clone()], [0, 0, 1, 2]);
    // Any number of times.
    for _ in 0..2 {
        guest.instance.init();
        guest.encode("many", "258", OUT);
        assert_eq!(guest.memory[field.clone()], [2, 1, 0, 0]);
    }
    // The needed length and errors, too.
    guest.encode("many", "2000", OUT);
    assert_eq!(guest.memory[field.clone()], 2000_u32.to_le_bytes());
    guest.encode("fail", "258", OUT);
    guest.instance.get_last_error(&mut *guest.memory, OUT);
    // The message and the function in front of it.
    assert_eq!(guest.memory[field], 264_u32.to_le_bytes());
}

#[test]
fn a_result_that_just_fits_is_written_and_a_longer_one_reports_its_length() {
    let mut guest = Guest::new();
    let room = OUT.len - 4;
    assert_eq!(guest.encode("many", room.to_string(), OUT), Code::Ok);
    assert_eq!(guest.length(OUT), room);
    assert_eq!(guest.memory[(OUT.ptr + OUT.len) as usize], 0xaa);

    let code = guest.encode("many", (room + 1).to_string(), OUT);
    assert_eq!(code, Code::BufferTooSmall);
    assert_eq!(guest.length(OUT), room + 1);
    let report = guest.details().expect("an error");
    assert_eq!(
        (report.code, report.kind),
        (Code::BufferTooSmall as i32, Kind::BufferTooSmall)
    );
    assert_eq!(
        guest.last_error(),
        "many: the buffer is too small: the result takes 1025 bytes, the buffer has 1024"
    );
}

#[test]
fn a_buffer_without_room_for_a_length_is_left_alone() {
    let mut guest = Guest::new();
    for len in 0..4 {
        let out = Block { len, ..OUT };
        for json in ["0", "1"] {
            assert_eq!(guest.encode("many", json, out), Code::BufferTooSmall);
        }
        assert_eq!(guest.memory[OUT.ptr as usize..][..4], [0xaa; 4]);
    }
    // Room for the length is room for nothing.
    let out = Block { len: 4, ..OUT };
    assert_eq!(guest.encode("many", "0", out), Code::Ok);
    assert_eq!(guest.length(out), 0);
}

#[test]
fn a_failed_call_leaves_an_empty_result() {
    let mut guest = Guest::new();
    let failing: [&dyn Fn(&mut Guest) -> Code; 4] = [
        &|guest| guest.encode("none", "", OUT),
        &|guest| guest.encode("echo", [0xff], OUT),
        &|guest| guest.decode(Decode::Input, "none", ""),
        &|guest| {
            let outside = Block { ptr: 0, len: 4 };
            let memory = &mut *guest.memory;
            guest
                .instance
                .encode_input_fn(memory, outside, outside, OUT)
        },
    ];
    for fail in failing {
        guest.encode("many", "100", OUT);
        assert_ne!(fail(&mut guest), Code::Ok);
        assert_eq!(guest.length(OUT), 0);
    }
}

#[test]
fn an_error_can_be_read_until_the_next_call() {
    let mut guest = Guest::new();
    assert_eq!(guest.encode("none", "", OUT), Code::OperationError);
    for _ in 0..3 {
        assert_eq!(guest.last_error(), "none: no function none");
        let details = guest.details();
        assert_eq!(details.as_ref(), guest.instance.last_error());
        assert_eq!(details.expect("an error").kind, Kind::Unsupported);
    }
    assert_eq!(guest.encode("echo", "", OUT), Code::Ok);
    assert_eq!(guest.last_error(), "");
    assert_eq!(guest.details(), None);
    assert_eq!(guest.instance.last_error(), None);
}

/// Everything that is not about the error itself is a call.
#[test]
fn the_texts_clear_the_error_too() {
    let mut guest = Guest::new();
    let texts: [Tell; 2] = [Instance::get_version, Instance::get_schema];
    for text in texts {
        guest.encode("none", "", OUT);
        assert_eq!(text(&mut guest.instance, &mut guest.memory, OUT), Code::Ok);
        assert_eq!(guest.instance.last_error(), None);
        // And have errors of their own.
        let code = text(
            &mut guest.instance,
            &mut guest.memory,
            Block { len: 5, ..OUT },
        );
        assert_eq!(code, Code::BufferTooSmall);
        assert!(guest.instance.last_error().is_some());
    }
}

#[test]
fn reading_an_error_into_too_small_a_buffer_loses_nothing() {
    let mut guest = Guest::new();
    guest.encode("fail", "500", OUT);
    let message = format!("fail: {}", "e".repeat(500));
    let small = Block { len: 100, ..OUT };
    for _ in 0..2 {
        let memory = &mut *guest.memory;
        assert_eq!(
            guest.instance.get_last_error(memory, small),
            Code::BufferTooSmall
        );
        assert_eq!(guest.length(small) as usize, message.len());
    }
    let null = Block { ptr: 0, len: 100 };
    assert_eq!(
        guest.instance.get_last_error(&mut *guest.memory, null),
        Code::InvalidInput
    );
    assert_eq!(guest.last_error(), message);
}

#[test]
fn details_are_the_report_of_the_native_error() {
    for (name, json) in [
        ("many", "[1]"),
        ("many", " \"0x5\""),
        ("fail", "3"),
        ("none", "null"),
        ("fail", "{"),
    ] {
        let native = Driver.encode_input_fn(name, json).expect_err(name);
        let native = native.in_place(data_driver::Place::Function(name)).report();
        let mut guest = Guest::new();
        assert_eq!(guest.encode(name, json, OUT), Code::OperationError);
        assert_eq!(guest.details(), Some(native));
    }
}

#[test]
fn an_error_names_the_function_or_the_event() {
    let mut guest = Guest::new();
    guest.decode(Decode::Input, "none", "");
    let report = guest.details().expect("an error");
    assert_eq!(report.function.as_deref(), Some("none"));
    assert_eq!(report.message, "none: no archive");
    let name = guest.put(NAME, "happened");
    let null = Block { ptr: 0, len: 1 };
    let memory = &mut *guest.memory;
    guest
        .instance
        .decode(memory, Decode::Event, name, null, OUT);
    let report = guest.details().expect("an error");
    assert_eq!(report.event.as_deref(), Some("happened"));
    assert_eq!(report.message, "happened: the pointer to the data is null");
}

#[test]
fn names_and_texts_must_be_utf8() {
    let mut guest = Guest::new();
    let name = guest.put(NAME, b"ec\xffho");
    let json = guest.put(DATA, b"\"\xc3\"");
    let memory = &mut *guest.memory;
    let code = guest.instance.encode_input_fn(memory, name, json, OUT);
    assert_eq!(code, Code::InvalidInput);
    let report = guest.details().expect("an error");
    assert_eq!(report.message, "the name is not UTF-8 at byte 2");
    assert_eq!((report.kind, report.offset), (Kind::InvalidInput, Some(2)));

    assert_eq!(guest.encode("echo", b"\"\xc3\"", OUT), Code::InvalidInput);
    assert_eq!(
        guest.last_error(),
        "echo: the JSON text is not UTF-8 at byte 1"
    );
    // Bytes to decode may be any.
    assert_eq!(guest.decode(Decode::Output, "echo", b"\xff"), Code::Ok);
}

#[test]
fn blocks_that_are_null_or_reach_outside_are_refused_and_nothing_is_written() {
    let outside = [
        Block { ptr: 0, len: 0 },
        Block { ptr: 0, len: 8 },
        Block {
            ptr: MEMORY,
            len: 1,
        },
        Block {
            ptr: MEMORY - 7,
            len: 8,
        },
        Block {
            ptr: 8,
            len: MEMORY,
        },
        // Ends that wrap around 32 bits.
        Block {
            ptr: 8,
            len: u32::MAX,
        },
        Block {
            ptr: u32::MAX,
            len: 1,
        },
        Block {
            ptr: u32::MAX,
            len: u32::MAX,
        },
    ];
    for block in outside {
        let mut guest = Guest::new();
        let name = guest.put(NAME, "echo");
        let data = guest.put(DATA, "1");
        for (name, data, out) in [(block, data, OUT), (name, block, OUT), (name, data, block)] {
            let before = guest.memory.clone();
            for what in [None, Some(Decode::Input), Some(Decode::Event)] {
                let Guest {
                    instance, memory, ..
                } = &mut guest;
                let code = match what {
                    None => instance.encode_input_fn(&mut **memory, name, data, out),
                    Some(what) => instance.decode(&mut **memory, what, name, data, out),
                };
                assert_eq!(code, Code::InvalidInput, "{block:?}");
            }
            let written = |at: &usize| before[*at] != guest.memory[*at];
            let written: Vec<usize> = (0..before.len()).filter(written).collect();
            let field = OUT.ptr as usize..OUT.ptr as usize + 4;
            assert!(
                written.iter().all(|at| out == OUT && field.contains(at)),
                "{written:?}"
            );
        }
        let texts: [Tell; 4] = [
            Instance::get_version,
            Instance::get_schema,
            |instance, memory, out| instance.get_last_error(memory, out),
            |instance, memory, out| instance.get_last_error_details(memory, out),
        ];
        for text in texts {
            let before = guest.memory.clone();
            let code = text(&mut guest.instance, &mut guest.memory, block);
            assert_eq!(code, Code::InvalidInput);
            assert_eq!(guest.memory, before);
        }
    }
}

#[test]
fn an_empty_block_at_the_end_is_inside() {
    let mut guest = Guest::new();
    let name = guest.put(NAME, "echo");
    let end = Block {
        ptr: MEMORY,
        len: 0,
    };
    let memory = &mut *guest.memory;
    let code = guest
        .instance
        .decode(memory, Decode::Output, name, end, OUT);
    assert_eq!(code, Code::Ok);
    assert_eq!(guest.result(), "0");
}

/// The result is written after the last byte of the input has been read.
#[test]
fn blocks_may_overlap() {
    let text = "abcdefghij";
    for distance in 0..text.len() + 8 {
        let mut guest = Guest::new();
        let name = guest.put(NAME, "echo");
        let data = guest.put(OUT.ptr, text);
        // The output begins in front of the data, at it, inside it and behind it.
        let ptr = OUT.ptr + 8 - u32::try_from(distance).expect("small");
        let out = Block { ptr, len: 100 };
        let memory = &mut *guest.memory;
        let code = guest.instance.encode_input_fn(memory, name, data, out);
        assert_eq!(code, Code::Ok);
        assert_eq!(guest.length(out) as usize, text.len());
        assert_eq!(
            &guest.memory[ptr as usize + 4..][..text.len()],
            text.as_bytes()
        );
    }
    // Name, data and output in one place.
    let mut guest = Guest::new();
    let block = guest.put(OUT.ptr, "echo");
    let memory = &mut *guest.memory;
    let code = guest
        .instance
        .decode(memory, Decode::Input, block, block, OUT);
    assert_eq!(code, Code::Ok);
    assert_eq!(guest.result(), "\"echo\"");
}

/// Numbers without any system, the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u32 {
        u32::try_from(self.next() % bound).expect("bound is of 32 bits")
    }

    /// Blocks inside the memory, at its ends and anywhere.
    fn block(&mut self) -> Block {
        let size = u64::from(MEMORY);
        let (ptr, len) = match self.below(4) {
            0 => (self.below(size), self.below(64)),
            1 => (self.below(16), self.below(2 * size)),
            2 => (MEMORY - self.below(16), self.below(32)),
            _ => (self.below(1 << 32), self.below(1 << 32)),
        };
        Block { ptr, len }
    }
}

#[test]
fn random_blocks_never_panic_and_what_is_written_is_inside_the_output() {
    let mut random = Random(0x5eed);
    let mut guest = Guest::new();
    let mut codes = [0; 5];
    for round in 0..100_000 {
        // Something to find: names, texts and whatever earlier rounds left.
        guest.put(
            NAME,
            ["echo", "many", "fail", "none"][random.below(4) as usize],
        );
        guest.put(
            DATA,
            ["\"1\" ", "1000", "[[[]", "\u{e9}x "][random.below(4) as usize],
        );
        let mut pick = |usual: Block| {
            if random.below(2) == 0 {
                usual
            } else {
                random.block()
            }
        };
        let name = pick(Block { ptr: NAME, len: 4 });
        let data = pick(Block { ptr: DATA, len: 3 });
        let out = pick(OUT);
        let before = guest.memory.clone();
        let Guest {
            instance, memory, ..
        } = &mut guest;
        let memory = &mut **memory;
        let code = match random.below(8) {
            0 => instance.get_version(memory, out),
            1 => instance.get_schema(memory, out),
            2 => instance.get_last_error(memory, out),
            3 => instance.get_last_error_details(memory, out),
            4 => instance.encode_input_fn(memory, name, data, out),
            5 => instance.decode(memory, Decode::Input, name, data, out),
            6 => instance.decode(memory, Decode::Output, name, data, out),
            _ => instance.decode(memory, Decode::Event, name, data, out),
        };
        codes[usize::try_from(code as i32).expect("not negative")] += 1;
        let start = (out.ptr as usize).min(before.len());
        let end = start.saturating_add(out.len as usize).min(before.len());
        let same = before[..start] == guest.memory[..start] && before[end..] == guest.memory[end..];
        assert!(same, "round {round}: {out:?}");
    }
    // Every outcome that there can be has been there often.
    let [ok, invalid, failed, not_initialized, too_small] = codes;
    assert!(
        [ok, invalid, failed, too_small].iter().all(|n| *n > 1000),
        "{codes:?}"
    );
    assert_eq!(not_initialized, 0);
}
