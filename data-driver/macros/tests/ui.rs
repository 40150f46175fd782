//! What the macros say to an author who made a mistake. `TRYBUILD=overwrite` writes the messages.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}

/// The faults that were found in public use, each a row of its own, and what an author is told of them today. M1, M2, M5,
/// M8, M9 and M12 are about values: `host-tests/tests/generated.rs` and `data-driver/tests/` have them.
const ROWS: &[(&str, &[&str])] = &[
    (
        "M3",
        &[
            "data_alias",
            "data_default_in_a_tuple",
            "data_skip_in_a_tuple",
            "data_skip_serializing",
            "data_tag_on_a_struct",
            "data_with_on_a_variant",
        ],
    ),
    (
        "M4",
        &[
            "data_option_of_nothing",
            "data_option_of_option",
            "option_of_option_as_a_parameter",
        ],
    ),
    (
        "M6",
        &[
            "data_byte_arrays_as_keys",
            "data_floats_as_keys",
            "data_struct_as_key",
        ],
    ),
    ("M7", &["serde_as_below_the_derives"]),
    ("M10", &["data_option_of_itself"]),
    (
        "M11",
        &[
            "topic_twice_by_constant_and_text",
            "topic_twice_by_constants",
        ],
    ),
    (
        "M13",
        &[
            "export_of_no_driver",
            "export_twice",
            "export_without_default",
        ],
    ),
    (
        "M15",
        &[
            "codec_module_without_decode",
            "codec_module_without_encode",
            "data_hex_on_an_integer",
            "data_long_array",
            "long_array_as_a_parameter",
            "no_check_bytes",
            "no_serde",
            "not_described",
            "serde_on_a_parameter",
        ],
    ),
];

#[test]
fn every_row_has_its_messages() {
    for (row, cases) in ROWS {
        for case in *cases {
            let file = format!("tests/ui/{case}.stderr");
            let told =
                std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{row}: no {file}"));
            assert!(told.starts_with("error"), "{row}: {file}");
        }
    }
}
