//! Micheline in JSON, text and bytes, and what is none.

use data_driver::codec::Convert;
use data_driver::json::from_str_described;
use data_driver::{Error, Kind, to_json};
use smart_rollup::micheline::{MAX_DEPTH, Micheline};
use smart_rollup::wire::{MAX_LEVELS, Reader};
use smart_rollup::{DataEncoding, wire};

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|byte| *byte != b' ').collect();
    let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

fn error(result: Result<Micheline, Error>) -> String {
    result.unwrap_err().to_string()
}

/// One expression in its three forms. The bytes of most are those of Octez' own tests.
#[test]
fn the_three_forms_are_the_same() -> Result<(), Error> {
    for (text, json, hex) in [
        ("1", r#"{"int":"1"}"#, "00 01"),
        ("-64", r#"{"int":"-64"}"#, "00 c001"),
        (r#""""#, r#"{"string":""}"#, "01 00000000"),
        (
            "0x68656c6c6f",
            r#"{"bytes":"68656c6c6f"}"#,
            "0a 00000005 68656c6c6f",
        ),
        ("Unit", r#"{"prim":"Unit"}"#, "03 0b"),
        (
            "nat :foo",
            r#"{"prim":"nat","annots":[":foo"]}"#,
            "04 62 00000004 3a666f6f",
        ),
        (
            "Some 2",
            r#"{"prim":"Some","args":[{"int":"2"}]}"#,
            "05 09 0002",
        ),
        (
            "option :foo nat",
            r#"{"prim":"option","args":[{"prim":"nat"}],"annots":[":foo"]}"#,
            "06 63 0362 00000004 3a666f6f",
        ),
        (
            "or :foo nat int",
            r#"{"prim":"or","args":[{"prim":"nat"},{"prim":"int"}],"annots":[":foo"]}"#,
            "08 64 0362 035b 00000004 3a666f6f",
        ),
        (
            "Pair 1 2 3 4",
            r#"{"prim":"Pair","args":[{"int":"1"},{"int":"2"},{"int":"3"},{"int":"4"}]}"#,
            "09 07 00000008 0001 0002 0003 0004 00000000",
        ),
        (
            "pair %a :b (nat %c) (or int string) bytes",
            r#"{"prim":"pair","args":[{"prim":"nat","annots":["%c"]},{"prim":"or","args":[{"prim":"int"},{"prim":"string"}]},{"prim":"bytes"}],"annots":["%a",":b"]}"#,
            "09 65 00000010 0462 00000002 2563 0764 035b 0368 0369 00000005 2561203a62",
        ),
        ("{}", "[]", "02 00000000"),
        (
            "{ Elt \"a\" 1 ; Elt \"b\" (Some {}) }",
            r#"[{"prim":"Elt","args":[{"string":"a"},{"int":"1"}]},{"prim":"Elt","args":[{"string":"b"},{"prim":"Some","args":[[]]}]}]"#,
            "02 00000019 0704 01 00000001 61 0001 0704 01 00000001 62 0509 02 00000000",
        ),
        (
            "{ DROP ; IF { UNIT } { { PUSH int -1 } } }",
            r#"[{"prim":"DROP"},{"prim":"IF","args":[[{"prim":"UNIT"}],[[{"prim":"PUSH","args":[{"prim":"int"},{"int":"-1"}]}]]]}]"#,
            "02 0000001b 0320 072c 02 00000002 034f 02 0000000b 02 00000006 0743 035b 0041",
        ),
        (
            r#""a\"\\\n\r\t\bé""#,
            r#"{"string":"a\"\\\n\r\t\bé"}"#,
            "01 00000009 61 22 5c 0a 0d 09 08 c3a9",
        ),
    ] {
        let bytes = bytes(hex);
        let read = Micheline::from_bytes(&bytes)?;
        assert_eq!(read.to_text(), text);
        let mut written = String::new();
        data_driver::json::write(&read, data_driver::json::Integers::WideAsText, &mut written)?;
        assert_eq!(written, json);
        for expression in [
            Micheline::parse(text)?,
            from_str_described(json)?,
            from_str_described(&to_json(text)?.to_string())?,
        ] {
            assert_eq!(expression.as_bytes(), bytes, "{text}");
            assert_eq!(expression, read, "{text}");
        }
    }
    Ok(())
}

/// JSON's members stand in any order.
#[test]
fn members_stand_in_any_order() -> Result<(), Error> {
    let expected = Micheline::parse("pair %a (nat %b) int")?;
    for json in [
        r#"{"annots": ["%a"], "args": [{"annots": ["%b"], "prim": "nat"}, "int"], "prim": "pair"}"#,
        r#"{"args": [{"prim": "nat", "annots": ["%b"], "args": []}, {"prim": "int", "annots": []}], "prim": "pair", "annots": ["%a"]}"#,
    ] {
        assert_eq!(from_str_described::<Micheline>(json)?, expected);
    }
    Ok(())
}

/// White space, comments, zeros in front, `{` in `{`, parentheses around the whole.
#[test]
fn text_is_read_as_people_write_it() -> Result<(), Error> {
    for (given, written) in [
        (" ( Pair 1\n\t2 ) ", "Pair 1 2"),
        ("Pair /* a /* b */ c */ 1 # the rest\n 2", "Pair 1 2"),
        ("-0", "0"),
        ("007", "7"),
        ("{ DROP; UNIT; }", "{ DROP ; UNIT }"),
        ("{DROP;{};UNIT}", "{ DROP ; {} ; UNIT }"),
        ("0x", "0x"),
        ("0xABcd", "0xabcd"),
        ("Pair(Some 1){}", "Pair (Some 1) {}"),
        ("(Unit)", "Unit"),
        ("LAMBDA int int { }", "LAMBDA int int {}"),
        ("{ (* no *) }", ""),
    ] {
        match Micheline::parse(given) {
            Ok(expression) => assert_eq!(expression.to_text(), written),
            Err(error) => assert_eq!(written, "", "{given}: {error}"),
        }
    }
    Ok(())
}

#[test]
fn mistakes_in_text_are_told_with_their_place() {
    for (text, message) in [
        (
            "",
            "at byte 0 of the text: expected an expression, found the end of the text",
        ),
        (
            "Pare 1",
            "at byte 0 of the text: expected a primitive of Michelson, found `Pare`",
        ),
        (
            "Pair (Some",
            "at byte 10 of the text: expected an expression, found the end of the text",
        ),
        (
            "Pair (1)",
            "at byte 6 of the text: expected a primitive, found `1`",
        ),
        (
            "Pair 1)",
            "at byte 6 of the text: expected an expression, found `)`",
        ),
        (
            "1 2",
            "at byte 2 of the text: expected the end of the text, found `2`",
        ),
        (
            "{ 1 2 }",
            "at byte 4 of the text: expected `;` or `}`, found `2`",
        ),
        (
            "{ 1 ;; 2 }",
            "at byte 5 of the text: expected an element or `}`, found `;`",
        ),
        (
            "{ 1 ",
            "at byte 4 of the text: expected `;` or `}`, found the end of the text",
        ),
        (
            "{ ( Unit ) }",
            "at byte 2 of the text: expected an expression, found `(`",
        ),
        (
            "12a",
            "at byte 2 of the text: expected a space behind digits, found `a`",
        ),
        (
            "0x1",
            "at byte 0 of the text: expected an even number of hex digits, found 1",
        ),
        (
            "0xfg",
            "at byte 3 of the text: expected a space behind hex digits, found `g`",
        ),
        (
            "-",
            "at byte 1 of the text: expected a digit, found the end of the text",
        ),
        (
            r#""abc"#,
            "at byte 4 of the text: expected the end of the string that begins at byte 0, found the end of the text",
        ),
        (
            "\"a\nb\"",
            "at byte 2 of the text: expected the end of the string that begins at byte 0, found `\\n`",
        ),
        (
            r#""a\x""#,
            "at byte 3 of the text: expected one of \"\\nrtb behind a backslash, found `x`",
        ),
        (
            "/* ",
            "at byte 3 of the text: expected the end of the comment that begins at byte 0, found the end of the text",
        ),
        (
            "é",
            "at byte 0 of the text: expected an expression, found `é`",
        ),
        (
            "Pair 1 %a",
            "at byte 7 of the text: expected an expression, found `%`",
        ),
    ] {
        assert_eq!(error(Micheline::parse(text)), message, "{text}");
    }
}

#[test]
fn mistakes_in_json_are_told_with_their_place() {
    for (json, offset, message) in [
        (
            r#"{"prim": "Pai"}"#,
            9,
            r#"/prim: expected one of "PAIR", "Pair", "pair", found "Pai""#,
        ),
        (
            r#"{"prim": "Some", "args": [{"int": 1}]}"#,
            34,
            "/args/0/int: expected an integer in decimal form, as text, found 1",
        ),
        (
            r#"{"int": "01"}"#,
            8,
            "/int: expected an integer in decimal form without zeros in front",
        ),
        (
            r#"{"int": "1.5"}"#,
            8,
            "/int: expected an integer in decimal form",
        ),
        (
            r#"{"bytes": "0g"}"#,
            10,
            "/bytes: expected bytes in hex, found \"0g\"",
        ),
        (
            r#"[{"bytes": "0"}]"#,
            11,
            "/0/bytes: expected bytes in hex, found 1 digits",
        ),
        (
            r#"{"prim": "nat", "annots": ["foo"]}"#,
            27,
            "/annots/0: expected an annotation: one of @:$&%!? and letters, digits and _.%@, at most 255 in all",
        ),
        (r#"{"args": []}"#, 0, "member \"prim\" is missing"),
        (
            r#"{"int": "1", "string": ""}"#,
            13,
            "unknown member \"string\"; known are \"int\"",
        ),
        (
            r#"{"Int": "1"}"#,
            0,
            r#"expected an object with the member "int", an object with the member "string", an object with the member "bytes", an object with the member "prim", an array or text, found an object with the member "Int""#,
        ),
        (
            "[null]",
            1,
            r#"/0: expected an object with the member "int", an object with the member "string", an object with the member "bytes", an object with the member "prim", an array or text, found null"#,
        ),
        (
            r#"["Pair 1 )"]"#,
            1,
            "/0: at byte 7 of the text: expected an expression, found `)`",
        ),
    ] {
        let report = from_str_described::<Micheline>(json)
            .expect_err(json)
            .report();
        assert_eq!(
            (report.offset, report.message.as_str()),
            (Some(offset), message),
            "{json}"
        );
    }
}

#[test]
fn bytes_that_are_none_are_told_with_their_place() {
    for (hex, message) in [
        (
            "",
            "at byte 0: expected 1 byte of the tag of a Micheline node, found 0",
        ),
        (
            "0b",
            "at byte 0: expected the tag of a Micheline node: 0 to 10, found 11",
        ),
        (
            "00 8000",
            "at byte 2: expected no zero at the end of an integer, found 00",
        ),
        (
            "01 00000002 61",
            "at byte 1: expected a length of a string of at most 1, found 2",
        ),
        (
            "01 ffffffff",
            "at byte 1: expected a length of a string of at most 0, found 4294967295",
        ),
        (
            "01 00000002 61ff",
            "at byte 6: expected a string in UTF-8, found the byte ff",
        ),
        (
            "0a 7fffffff 00",
            "at byte 1: expected a length of bytes of at most 1, found 2147483647",
        ),
        (
            "02 00000003 0001",
            "at byte 1: expected a length of a sequence of at most 2, found 3",
        ),
        (
            "02 00000001 00 01",
            "at byte 6: expected 1 byte of an integer, found 0",
        ),
        (
            "03 a1",
            "at byte 1: expected the number of a primitive, which is at most 160, found 161",
        ),
        (
            "03",
            "at byte 1: expected 1 byte of the number of a primitive, found 0",
        ),
        (
            "04 62 00000000",
            "at byte 2: expected annotations, as the tag of the primitive says, found none",
        ),
        (
            "04 62 00000003 666f6f",
            "at byte 6: expected an annotation: one of @:$&%!? and letters, digits and _.%@, at most 255 in all, found \"foo\"",
        ),
        (
            "04 62 00000004 2561 2020",
            "at byte 9: expected an annotation: one of @:$&%!? and letters, digits and _.%@, at most 255 in all, found \"\"",
        ),
        (
            "07 07 0001",
            "at byte 4: expected 1 byte of the tag of a Micheline node, found 0",
        ),
        (
            "09 07 00000004 0001 0002 00000000",
            "at byte 0: expected the tag 7, as the primitive has 2 arguments, found 9",
        ),
        (
            "0509 09 07 00000000 00000002 2561",
            "at byte 2: expected the tag 4, as the primitive has 0 arguments, found 9",
        ),
        (
            "0001 00",
            "at byte 2: expected the end of the bytes, found 1 more",
        ),
    ] {
        let bytes = bytes(hex);
        assert_eq!(error(Micheline::from_bytes(&bytes)), message, "{hex}");
        assert_eq!(
            error(<DataEncoding as Convert<Micheline>>::from_bytes(&bytes)),
            message,
            "{hex}"
        );
    }
}

/// Octez reads minus zero and writes zero.
#[test]
fn minus_zero_is_zero() -> Result<(), Error> {
    let expression = Micheline::from_bytes(&bytes("0707 0040 0040"))?;
    assert_eq!(expression, Micheline::parse("Pair 0 0")?);
    Ok(())
}

/// However deep bytes, JSON or text nest: an error, and no stack that overflows.
#[test]
fn deep_nesting_is_refused() {
    const DEEP: usize = 100_000;
    let ones = [5_u8, 9].repeat(DEEP);
    for most in [MAX_LEVELS, MAX_DEPTH] {
        let read = match most {
            MAX_LEVELS => <DataEncoding as Convert<Micheline>>::from_bytes(&ones),
            _ => Micheline::from_bytes(&ones),
        };
        let report = read.unwrap_err().report();
        // Each takes two bytes, and two levels.
        let offset = u32::try_from(most / 2 * 2).ok();
        assert_eq!((report.kind, report.offset), (Kind::LimitExceeded, offset));
    }
    // Sequences, each in the one before.
    let mut nested = Vec::new();
    for depth in 0..u32::try_from(DEEP).unwrap() {
        nested.push(2);
        nested.extend_from_slice(&(5 * (100_000 - 1 - depth)).to_be_bytes());
    }
    let report = <DataEncoding as Convert<Micheline>>::from_bytes(&nested)
        .unwrap_err()
        .report();
    let offset = u32::try_from(5 * MAX_LEVELS).ok();
    assert_eq!((report.kind, report.offset), (Kind::LimitExceeded, offset));
    assert_eq!(
        report.message,
        "at byte 635: expected a value that nests at most 127 levels deep in JSON, found a deeper one"
    );

    for (text, at) in [("Some (", 6 * (MAX_DEPTH / 2)), ("{", MAX_DEPTH - 1)] {
        let error = Micheline::parse(&text.repeat(DEEP)).unwrap_err();
        assert_eq!(error.kind(), Kind::LimitExceeded, "{error}");
        assert!(
            error
                .to_string()
                .starts_with(&format!("at byte {at} of the text: ")),
            "{error}"
        );
    }
    for (open, close) in [("[", "]"), (r#"{"prim": "Some", "args": ["#, "]}")] {
        let json = open.repeat(DEEP) + "\"Unit\"" + &close.repeat(DEEP);
        let error = from_str_described::<Micheline>(&json).unwrap_err();
        assert_eq!(error.kind(), Kind::LimitExceeded, "{error}");
    }
    let mut comments = "/*".repeat(DEEP);
    comments += &"*/".repeat(DEEP);
    Micheline::parse(&(comments + "1")).unwrap();
}

/// What is decoded can be encoded, up to the last level that there may be.
#[test]
fn the_deepest_comes_back() -> Result<(), Error> {
    let mut deepest = [5_u8, 9].repeat((MAX_LEVELS - 1) / 2);
    deepest.extend([3, 11]);
    let expression = <DataEncoding as Convert<Micheline>>::from_bytes(&deepest)?;
    let mut json = String::new();
    data_driver::json::write(
        &expression,
        data_driver::json::Integers::WideAsText,
        &mut json,
    )?;
    let again: Micheline = from_str_described(&json)?;
    assert_eq!(DataEncoding::to_bytes(&again)?, deepest);
    let _: serde_json::Value = serde_json::from_str(&json).unwrap();

    // Text may nest deeper than JSON; what would not come back as JSON is not encoded.
    let text = "Some (".repeat(100) + "Some 1" + &")".repeat(100);
    let expression = Micheline::parse(&text)?;
    assert_eq!(expression.to_text(), text);
    assert_eq!(
        DataEncoding::to_bytes(&expression).unwrap_err().to_string(),
        "expected a value that nests at most 127 levels deep in JSON, found Micheline of 203"
    );
    let text = smart_rollup::micheline::MichelineText(expression);
    let bytes = DataEncoding::to_bytes(&text)?;
    assert_eq!(
        <DataEncoding as Convert<smart_rollup::micheline::MichelineText>>::from_bytes(&bytes)?,
        text
    );
    Ok(())
}

/// Bytes cut off anywhere, or changed anywhere, give an error or an expression that comes back.
#[test]
fn nothing_panics() {
    let whole = Micheline::parse(
        "{ parameter (or (pair %a (nat :b) (list @c string)) unit) ; storage int ; code { PUSH int 123456789012345678901 ; IF_LEFT { DROP } \
         { DROP ; PUSH bytes 0x00ff } ; EMIT %x (pair int nat) ; UNIT ; NIL operation ; PAIR } }",
    )
    .unwrap();
    for length in 0..whole.as_bytes().len() {
        let report = Micheline::from_bytes(&whole.as_bytes()[..length])
            .unwrap_err()
            .report();
        assert!(
            report
                .offset
                .is_some_and(|offset| offset as usize <= length),
            "{report}"
        );
    }
    for at in 0..whole.as_bytes().len() {
        for byte in 0..=u8::MAX {
            let mut changed = whole.as_bytes().to_vec();
            changed[at] = byte;
            let Ok(expression) = Micheline::from_bytes(&changed) else {
                continue;
            };
            assert_eq!(Micheline::parse(&expression.to_text()).unwrap(), expression);
            let json = to_json(&expression).unwrap().to_string();
            assert_eq!(from_str_described::<Micheline>(&json).unwrap(), expression);
            let mut reader = Reader::new(&changed);
            assert_eq!(
                <Micheline as wire::Wire>::read(&mut reader).unwrap(),
                expression
            );
        }
    }
}
