//! Written by `cargo run -p generator`.
#![allow(
    missing_docs,
    non_snake_case,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    reason = "generated"
)]

use std::collections::{BTreeMap, VecDeque};

use data_driver::data;

#[data]
#[serde(rename_all = "camelCase")]
pub struct T0 {
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T1(#[serde(with = "data_driver::base58")] pub [u8; 64]);

#[data]
#[serde(rename = "Array<2>")]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T2(#[serde(with = "data_driver::hex")] pub [u8; 33]);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename = "Array<3>")]
pub struct T3(pub Option<BTreeMap<T2, u32>>);

#[data]
pub struct T4(pub [u64; 1]);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all_fields = "SCREAMING-KEBAB-CASE")]
pub enum T5 {
    MintV0 {
        from_account: [i64; 1],
        a_b_c_1: T3,
    },
    #[serde(rename = "line\nend11")]
    BurnAllV1 {
    },
    VeryTastyV2 {
        /// One of several.
        #[serde(default)]
        note: Option<BTreeMap<i128, i64>>,
    },
}

#[data]
#[serde(tag = "the tag", rename_all_fields = "kebab-case")]
pub enum T6 {
    #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
    NothingV0(T0),
    Item2V1,
    #[serde(rename = "a/b12")]
    VeryTastyV2 {
        /// One of several.
        #[serde(with = "data_driver::hex")]
        very_long_name_of_a_member: [u8; 0],
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty", rename = "a b1")]
        is_set_1: BTreeMap<String, u16>,
        #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "~2")]
        is_set_2: Vec<[i8; 2]>,
    },
}

#[data]
#[serde(tag = "the tag")]
pub enum T7 {
    NoneV0 {
    },
    NoneV1 {
        /// One of several.
        #[serde(rename = " ")]
        x: Box<str>,
        #[serde(default, skip_serializing_if = "String::is_empty", rename = "~1")]
        match_1: String,
        very_long_name_of_a_member_2: Option<Box<str>>,
        /// One of several.
        #[serde(rename = "~3")]
        last__3: [String; 32],
    },
    MintV2 {
        /// One of several.
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<Vec<char>>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        is_set_1: String,
        /// One of several.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        to2_2: String,
        block_height_3: u32,
        /// One of several.
        #[serde(rename = "a b4")]
        note_4: [T6; 0],
    },
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T8 {
    pub x: i8,
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = " 1")]
    pub from_account_1: Vec<Box<u64>>,
    /// One of several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub block_height_2: Vec<Box<String>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub id_3: BTreeMap<String, BTreeMap<T2, Box<str>>>,
}

#[data]
pub struct T9 {
    #[serde(with = "data_driver::hex")]
    pub to2: Vec<u8>,
    pub very_long_name_of_a_member_1: Box<[Vec<bool>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_2: Option<f64>,
    pub note_3: Option<Box<str>>,
}

#[data]
pub struct T10(pub Option<Vec<[u64; 1]>>, pub T0);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(transparent)]
pub struct T11 {
    pub shown: i8,
}

#[data]
#[serde(tag = "the tag")]
pub enum T12 {
    #[serde(rename = "$ref10")]
    Item2V0(T0),
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all = "camelCase")]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum T13 {
    NothingV0,
    NoneV1,
    AV2,
    OtherV3,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T14;

#[data]
#[serde(rename_all_fields = "lowercase")]
pub enum T15 {
    #[serde(rename = "toJSON10")]
    MintV0,
    X1YV1(Option<Box<T1>>),
    NothingV2 {
    },
    AV3(),
    AV4(T5, u64),
}

#[data]
#[serde(rename_all = "camelCase")]
pub struct T16 {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", rename = "$ref")]
    pub id: BTreeMap<String, Option<u32>>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind_of_1: String,
    pub x_2: (Option<Box<i8>>, T3, Option<f64>,),
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub block_height_3: BTreeMap<String, T4>,
    pub id_4: Option<Box<str>>,
}

#[data]
pub struct T17 {
    #[serde(rename = "toJSON")]
    pub a_b_c: T15,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub is_set_1: String,
    pub id_2: BTreeMap<T1, char>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub very_long_name_of_a_member_3: BTreeMap<String, u16>,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename = "50%18")]
pub struct T18();

#[data]
#[serde(rename_all = "snake_case")]
pub struct T19 {
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T20(#[serde(with = "data_driver::hex")] pub [u8; 20]);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub enum T21 {
    #[serde(rename = "constructor10")]
    NoneV0(),
    MintV1(),
    #[serde(rename = "constructor12")]
    Item2V2(i16, u64, bool, T14),
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(tag = "the tag", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum T22 {
    OtherV0,
    VeryTastyV1 {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<T19>,
        #[serde(with = "data_driver::hex")]
        match_1: [u8; 33],
        to2_2: T20,
    },
    MintV2(T0),
}

#[data]
#[serde(rename = "50%23")]
pub enum T23 {
    BurnAllV0,
    #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
    Item2V1((u64, Option<f64>, u32,)),
    NothingV2,
    NothingV3(Box<Option<u16>>),
    #[serde(rename = "~14")]
    NoneV4(Box<[[u16; 32]; 1]>, Option<T15>, Option<char>),
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all = "lowercase")]
pub enum T24 {
    NothingV0(f64, Option<Vec<u8>>, Box<Option<BTreeMap<T1, f64>>>),
    #[serde(rename_all = "PascalCase")]
    MintV1(),
}

#[data]
#[serde(deny_unknown_fields)]
pub struct T25 {
    /// One of several.
    #[serde(with = "data_driver::hex")]
    pub kind_of: Vec<u8>,
    /// One of several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub note_1: BTreeMap<String, Vec<u32>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub to2_2: BTreeMap<String, Vec<Box<str>>>,
    pub is_set_3: (T6, T24, f64, u64,),
}

#[data]
pub struct T26 {
    #[serde(with = "data_driver::base58", rename = "ünï")]
    pub id: [u8; 20],
    #[serde(with = "data_driver::base58")]
    pub block_height_1: [u8; 1],
    #[serde(with = "data_driver::hex")]
    pub fn_2: [u8; 0],
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(deny_unknown_fields)]
pub struct T27 {
    pub kind_of: i64,
    /// One of several.
    #[serde(rename = "日本1")]
    pub value_1: i16,
    pub very_long_name_of_a_member_2: Vec<Box<str>>,
}

#[data]
pub struct T28(pub Option<bool>);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T29(#[serde(with = "data_driver::base58")] pub [u8; 1]);

#[data]
#[serde(tag = "the tag")]
pub enum T30 {
    #[serde(rename = "toJSON10")]
    BurnAllV0,
    #[serde(rename_all = "SCREAMING-KEBAB-CASE")]
    X1YV1,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename = "x.y31")]
pub struct T31 {
    #[serde(rename = "%41")]
    pub block_height: Vec<T16>,
    pub type_1: i8,
    #[serde(with = "data_driver::base58", rename = "12")]
    pub id_2: [u8; 64],
    pub last__3: T12,
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T32(#[serde(with = "data_driver::base58")] pub [u8; 64]);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T33 {
    #[serde(rename = "constructor")]
    pub r#type: [u32; 3],
    pub a_b_c_1: (),
}

#[data]
#[serde(tag = "the tag")]
pub enum T34 {
    NoneV0 {
        /// One of several.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        last_: Vec<Vec<i8>>,
        type_1: T14,
        /// One of several.
        #[serde(with = "data_driver::base58")]
        amount_2: [u8; 33],
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        a_b_c_3: Vec<u16>,
    },
    AV1,
    AV2 {
        is_set: i16,
        /// One of several.
        type_1: i64,
        #[serde(default, rename = "$ref2")]
        from_account_2: Option<u64>,
        value_3: Vec<BTreeMap<String, Box<u64>>>,
    },
    NoneV3 {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        kind_of: String,
        from_account_1: u64,
        fn_2: bool,
        value_3: Vec<T3>,
        /// One of several.
        note_4: Box<T31>,
    },
    #[serde(rename_all = "camelCase")]
    X1YV4 {
    },
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T35 {
    pub to2: Vec<[T31; 1]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_account_1: Option<u16>,
}

#[data]
#[serde(tag = "the tag")]
pub enum T36 {
    AV0(T35),
    #[serde(rename = "日本11")]
    NothingV1,
    #[serde(rename_all = "PascalCase")]
    NoneV2 {
        /// One of several.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        r#match: Vec<T6>,
        #[serde(rename = "11")]
        a_b_c_1: T4,
        type_2: char,
        /// One of several.
        #[serde(with = "data_driver::base58")]
        amount_3: [u8; 0],
    },
}

#[data]
pub struct T37(pub i64, pub bool);

#[data]
pub struct T38(pub [T26; 2], pub T21, pub [T20; 1]);

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T39(#[serde(with = "data_driver::base58")] pub [u8; 20]);

#[data]
#[serde(transparent)]
pub struct T40 {
    pub shown: Box<Option<char>>,
}

#[data]
pub struct T41 {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Vec<i16>,
    pub x_1: T15,
    #[serde(rename = " 2")]
    pub block_height_2: Vec<BTreeMap<T2, f64>>,
    /// One of several.
    pub amount_3: BTreeMap<i32, bool>,
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T42(#[serde(with = "data_driver::base58")] pub [u8; 33]);

#[data]
pub struct T43(pub (T2,));

#[data]
#[serde(deny_unknown_fields)]
pub struct T44 {
    pub last_: i32,
    pub x_1: (Box<Box<String>>, Vec<Box<f64>>, [Vec<()>; 1], (),),
    #[serde(skip_serializing_if = "Option::is_none")]
    pub very_long_name_of_a_member_2: Option<(bool,)>,
    #[serde(with = "data_driver::hex")]
    pub match_3: [u8; 20],
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all = "camelCase")]
pub struct T45 {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub r#fn: Vec<Vec<u64>>,
    /// One of several.
    #[serde(rename = "ünï1")]
    pub amount_1: T12,
    #[serde(with = "data_driver::base58")]
    pub to2_2: [u8; 64],
    pub from_account_3: Option<(u64,)>,
    /// One of several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub a_b_c_4: BTreeMap<String, (bool, u64, String,)>,
}

#[data]
#[serde(rename_all = "lowercase")]
pub enum T46 {
    NothingV0 {
        #[serde(default)]
        kind_of: Option<T33>,
        /// One of several.
        to2_1: T5,
        /// One of several.
        x_2: u64,
    },
    AV1,
}

#[data]
#[serde(transparent, rename = "ns/Item47")]
pub struct T47 {
    pub shown: Option<i128>,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T48(pub Option<([u128; 0], u32, Option<i128>, i8,)>);

#[data]
#[serde(tag = "the tag")]
pub enum T49 {
    HttpErrorV0(T44),
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(deny_unknown_fields)]
pub struct T50 {
    pub id: (i16, i16, Vec<()>,),
}

#[data]
pub struct T51(pub Box<str>);

#[data]
pub struct T52(pub i128);

#[data]
#[serde(rename_all_fields = "SCREAMING-KEBAB-CASE")]
pub enum T53 {
    OtherV0(String, (), T29, Option<T27>),
}

#[data]
pub struct T54 {
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(transparent)]
pub struct T55 {
    pub shown: i32,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T56(#[serde(with = "data_driver::hex")] pub [u8; 0]);

#[data]
#[serde(tag = "the tag", rename_all = "snake_case", rename = "#57")]
pub enum T57 {
    BurnAllV0 {
        #[serde(with = "data_driver::base58")]
        is_set: Vec<u8>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        type_1: BTreeMap<String, u32>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        very_long_name_of_a_member_2: String,
        #[serde(default)]
        x_3: Option<Vec<i16>>,
    },
    Item2V1,
    #[serde(rename = "a b12")]
    X1YV2,
    BurnAllV3(T9),
}

#[data]
#[serde(deny_unknown_fields)]
pub struct T58 {
    pub block_height: Option<Vec<BTreeMap<T42, u8>>>,
    pub very_long_name_of_a_member_1: f64,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(transparent)]
pub struct T59 {
    pub shown: Box<f64>,
}

#[data]
#[serde(transparent)]
pub struct T60 {
    pub shown: BTreeMap<i32, (BTreeMap<T20, char>, (),)>,
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T61(#[serde(with = "data_driver::hex")] pub [u8; 64]);

#[data]
#[serde(rename = "string62")]
pub struct T62(pub u32, pub BTreeMap<T1, T27>);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub enum T63 {
    BurnAllV0(),
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all_fields = "lowercase")]
pub enum T64 {
    X1YV0(),
    #[serde(rename = "111")]
    MintV1(),
    X1YV2(),
    BurnAllV3(),
    BurnAllV4 {
        kind_of: Vec<f64>,
    },
}

#[data]
pub struct T65();

#[data]
#[serde(tag = "the tag", rename_all = "UPPERCASE")]
pub enum T66 {
    #[serde(rename = "10")]
    NothingV0 {
        r#match: Option<BTreeMap<T56, [bool; 32]>>,
        /// One of several.
        #[serde(with = "data_driver::hex", rename = "constructor1")]
        kind_of_1: [u8; 1],
    },
    #[serde(rename_all = "SCREAMING-KEBAB-CASE")]
    MintV1 {
        #[serde(with = "data_driver::base58")]
        r#type: Vec<u8>,
    },
    #[serde(rename = "a/b12")]
    NoneV2 {
        value: Option<Vec<Box<bool>>>,
    },
    #[serde(rename = "%4113")]
    X1YV3 {
        from_account: Option<Vec<[(); 0]>>,
        /// One of several.
        block_height_1: char,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        type_2: Vec<(i32, f64,)>,
    },
}

#[data]
#[serde(rename_all_fields = "SCREAMING_SNAKE_CASE")]
pub enum T67 {
    OtherV0(u32, BTreeMap<i128, Option<BTreeMap<u64, ()>>>, T9, Box<BTreeMap<T42, Option<i128>>>),
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T68(pub BTreeMap<T56, Option<Vec<u8>>>);

#[data]
#[serde(tag = "the tag", rename_all_fields = "SCREAMING_SNAKE_CASE")]
pub enum T69 {
    #[serde(rename = "toJSON10")]
    AV0(T45),
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T70(#[serde(with = "data_driver::hex")] pub [u8; 0]);

#[data]
#[serde(deny_unknown_fields)]
pub struct T71 {
    pub note: T37,
}

#[data]
pub struct T72 {
}

#[data]
#[serde(rename_all = "SCREAMING-KEBAB-CASE", rename = "Array<73>")]
pub struct T73 {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub match_1: BTreeMap<i128, i8>,
    pub kind_of_2: u64,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(tag = "the tag")]
pub enum T74 {
    X1YV0(T31),
    Item2V1,
    AV2,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(transparent, rename = "string75")]
pub struct T75 {
    pub shown: u32,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct T76 {
    /// One of several.
    #[serde(rename = "line\nend")]
    pub note: String,
}

#[data]
#[serde(tag = "the tag", rename_all_fields = "snake_case")]
pub enum T77 {
    OtherV0(T25),
    #[serde(rename = "ünï11")]
    AV1(T45),
}

#[data]
#[serde(rename = "a b~78")]
pub struct T78(pub T29);

#[data]
pub struct T79 {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    pub kind_of_1: Option<Box<bool>>,
    #[serde(rename = "ünï2")]
    pub last__2: Option<Vec<[Box<str>; 3]>>,
    /// One of several.
    pub match_3: Box<BTreeMap<T29, T75>>,
    pub very_long_name_of_a_member_4: (Vec<BTreeMap<u16, u64>>, u64,),
}

#[data]
pub struct T80 {
    /// One of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_of: Option<(u64,)>,
    pub amount_1: [Option<u64>; 2],
}

#[data]
#[serde(rename_all = "SCREAMING-KEBAB-CASE", deny_unknown_fields)]
pub struct T81 {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_height: Option<u8>,
    /// One of several.
    #[serde(with = "data_driver::hex")]
    pub last__1: [u8; 64],
    /// One of several.
    pub fn_2: bool,
    /// One of several.
    #[serde(with = "data_driver::hex", rename = "%413")]
    pub fn_3: [u8; 1],
    pub amount_4: Option<[Box<f64>; 2]>,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(transparent)]
pub struct T82 {
    pub shown: char,
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum T83 {
    NothingV0,
}

#[data]
pub enum T84 {
    NothingV0,
    OtherV1 {
        /// One of several.
        #[serde(with = "data_driver::hex")]
        very_long_name_of_a_member: [u8; 20],
    },
    OtherV2(),
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T85(pub (Option<Box<char>>, BTreeMap<T13, Box<String>>, BTreeMap<bool, Option<u64>>, Option<u32>,), pub Option<i16>, pub Box<T4>);

#[data]
#[serde(transparent, rename = "string86")]
pub struct T86 {
    pub shown: Box<T18>,
}

#[data]
#[serde(rename_all = "kebab-case")]
pub enum T87 {
    NothingV0,
    BurnAllV1 {
    },
    HttpErrorV2([(); 2]),
    HttpErrorV3(Option<Vec<f64>>),
    MintV4(),
}

#[data]
#[serde(rename_all = "camelCase")]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum T88 {
    AV0,
    NothingV1,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all = "snake_case")]
pub struct T89 {
    /// One of several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub r#fn: Vec<Box<bool>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is_set_1: Vec<char>,
    pub x_2: BTreeMap<u128, Box<T70>>,
    /// One of several.
    pub a_b_c_3: Option<T15>,
    pub amount_4: Option<u64>,
}

#[data]
#[serde(deny_unknown_fields)]
pub struct T90 {
    /// One of several.
    #[serde(rename = "ünï")]
    pub to2: [Vec<Box<u32>>; 1],
    pub type_1: T50,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub value_2: Vec<Vec<()>>,
    /// One of several.
    #[serde(rename = "3")]
    pub very_long_name_of_a_member_3: Vec<Option<bool>>,
    /// One of several.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub is_set_4: String,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(transparent)]
pub struct T91 {
    pub shown: Vec<u128>,
}

#[data]
pub struct T92 {
    #[serde(with = "data_driver::hex")]
    pub a_b_c: [u8; 1],
}

#[data]
#[serde(rename_all = "kebab-case")]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum T93 {
    NoneV0,
    Item2V1,
    X1YV2,
}

#[data]
#[serde(rename = "x.y94")]
pub struct T94(pub Box<str>);

#[data]
#[serde(deny_unknown_fields)]
pub struct T95 {
    #[serde(with = "data_driver::hex")]
    pub id: [u8; 0],
    /// One of several.
    #[serde(rename = "ünï1")]
    pub block_height_1: Box<[Box<i16>; 32]>,
    #[serde(with = "data_driver::base58")]
    pub from_account_2: Vec<u8>,
    pub a_b_c_3: u64,
    pub block_height_4: T27,
}

#[data]
#[serde(rename_all = "PascalCase")]
pub struct T96 {
    pub r#match: T9,
    /// One of several.
    #[serde(rename = " 1")]
    pub amount_1: Option<u64>,
    /// One of several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", rename = "a b2")]
    pub kind_of_2: BTreeMap<String, u64>,
}

#[data]
#[serde(rename_all = "UPPERCASE")]
pub struct T97 {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub last_: BTreeMap<String, u128>,
    /// One of several.
    pub last__1: [T32; 32],
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub enum T98 {
    BurnAllV0(BTreeMap<i64, (Option<u64>, T22,)>),
}

#[data]
pub struct T99 {
    #[serde(skip_serializing_if = "Option::is_none", rename = "$ref")]
    pub kind_of: Option<BTreeMap<u128, u64>>,
    pub amount_1: f64,
    pub fn_2: BTreeMap<String, BTreeMap<T83, u64>>,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T100 {
    pub x: i32,
    #[serde(default, skip_serializing_if = "String::is_empty", rename = "toJSON1")]
    pub last__1: String,
}

#[data]
#[serde(rename_all = "SCREAMING-KEBAB-CASE", rename_all_fields = "UPPERCASE")]
pub enum T101 {
    #[serde(rename_all = "kebab-case")]
    NothingV0 {
        id: char,
        /// One of several.
        value_1: T73,
        to2_2: Option<T58>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        x_3: String,
        #[serde(rename = "toJSON4")]
        to2_4: Box<Vec<Option<u64>>>,
    },
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T102(#[serde(with = "data_driver::base58")] pub [u8; 20]);

#[data]
#[serde(tag = "the tag")]
pub enum T103 {
    #[serde(rename_all = "lowercase")]
    X1YV0 {
    },
    HttpErrorV1 {
        very_long_name_of_a_member: char,
        is_set_1: T60,
        from_account_2: T69,
    },
}

#[data]
#[serde(rename_all = "lowercase")]
pub enum T104 {
    X1YV0 {
        to2: T72,
        /// One of several.
        #[serde(with = "data_driver::base58")]
        value_1: [u8; 33],
    },
    #[serde(rename_all = "snake_case")]
    NoneV1 {
        #[serde(rename = "toJSON")]
        note: [Vec<i16>; 2],
    },
    #[serde(rename = "$ref12")]
    X1YV2,
}

#[data]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub struct T105 {
}

#[data]
pub struct T106 {
    pub id: Option<u128>,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T107(pub Vec<((i16,), T39, i128,)>, pub Box<Option<f64>>);

#[data]
pub enum T108 {
    AV0(T67, Box<str>),
}

#[data]
#[serde(rename_all = "camelCase")]
pub struct T109 {
    /// One of several.
    #[serde(default, skip_serializing_if = "String::is_empty", rename = " ")]
    pub kind_of: String,
    pub kind_of_1: Box<str>,
    /// One of several.
    pub from_account_2: T103,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub a_b_c_3: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fn_4: Option<Box<str>>,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T110 {
    /// One of several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub r#match: BTreeMap<String, char>,
    pub id_1: Box<str>,
    /// One of several.
    #[serde(with = "data_driver::base58", rename = "$ref2")]
    pub is_set_2: [u8; 20],
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T111(#[serde(with = "data_driver::hex")] pub [u8; 20]);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(tag = "the tag", rename_all = "lowercase")]
pub enum T112 {
    BurnAllV0,
    BurnAllV1 {
        block_height: BTreeMap<u32, Vec<BTreeMap<u8, char>>>,
        /// One of several.
        a_b_c_1: f64,
        /// One of several.
        match_2: i32,
    },
    X1YV2,
    X1YV3 {
        /// One of several.
        #[serde(default, skip_serializing_if = "String::is_empty", rename = "quo\"te")]
        from_account: String,
        #[serde(with = "data_driver::base58", rename = "%411")]
        is_set_1: Vec<u8>,
        id_2: Vec<()>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last__3: Option<char>,
    },
    AV4(T9),
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T113(#[serde(with = "data_driver::base58")] pub [u8; 1]);

#[data]
#[serde(tag = "the tag")]
pub enum T114 {
    NoneV0(T76),
    #[serde(rename = "日本11")]
    Item2V1,
    OtherV2,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T115(pub T45);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T116(pub Option<T85>, pub T42);

#[data]
pub struct T117 {
    #[serde(rename = "%41")]
    pub last_: T112,
    pub note_1: u8,
    #[serde(rename = "line\nend2")]
    pub amount_2: (),
    #[serde(with = "data_driver::base58")]
    pub note_3: [u8; 0],
}

#[data]
#[serde(tag = "the tag")]
pub enum T118 {
    HttpErrorV0(T58),
    MintV1 {
        a_b_c: T80,
        /// One of several.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        match_1: Vec<Box<i32>>,
        #[serde(rename = "~2")]
        amount_2: Vec<T79>,
        /// One of several.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        type_3: Vec<[char; 32]>,
    },
    NothingV2 {
        #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "line\nend")]
        from_account: Vec<Vec<u64>>,
        #[serde(rename = "a b1")]
        is_set_1: (Box<()>, Option<T25>,),
        #[serde(with = "data_driver::base58")]
        is_set_2: [u8; 20],
        /// One of several.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        a_b_c_3: String,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        to2_4: BTreeMap<String, Option<char>>,
    },
    #[serde(rename = "constructor13")]
    MintV3 {
        #[serde(with = "data_driver::base58")]
        amount: Vec<u8>,
    },
}

#[data]
#[serde(transparent, rename = "x.y119")]
pub struct T119 {
    pub shown: ([Vec<f64>; 2],),
}

#[data]
pub struct T120(pub Vec<Vec<u64>>, pub BTreeMap<T113, Vec<BTreeMap<String, i8>>>, pub Option<i128>);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(deny_unknown_fields)]
pub struct T121 {
    #[serde(rename = "line\nend")]
    pub r#fn: (Option<char>, T68, Option<i8>,),
    /// One of several.
    pub block_height_1: [i8; 0],
}

#[data]
pub struct T122 {
    /// One of several.
    pub r#match: [Option<Box<str>>; 2],
}

#[data]
pub struct T123 {
    /// One of several.
    #[serde(default, rename = "a/b")]
    pub very_long_name_of_a_member: Option<BTreeMap<T111, i32>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kind_of_1: Vec<Vec<String>>,
    /// One of several.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to2_2: String,
}

#[data]
#[serde(transparent)]
pub struct T124 {
    pub shown: Vec<T117>,
}

#[data]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct T125 {
    pub very_long_name_of_a_member: f64,
    pub is_set_1: i128,
    #[serde(default)]
    pub fn_2: Option<u32>,
}

#[data]
pub enum T126 {
    NoneV0(),
    OtherV1(Option<[[(); 1]; 32]>),
}

#[data]
pub struct T127(pub BTreeMap<u16, Option<T61>>, pub Box<Box<[char; 2]>>, pub [(T43, T101,); 0], pub u128);

#[data]
pub struct T128 {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", rename = " ")]
    pub x: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind_of_1: String,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(transparent)]
pub struct T129 {
    pub shown: BTreeMap<T56, i64>,
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T130(#[serde(with = "data_driver::base58")] pub [u8; 0]);

#[data]
pub struct T131(pub Vec<i16>);

#[data]
#[serde(tag = "the tag")]
pub enum T132 {
    #[serde(rename = "line\nend10")]
    OtherV0 {
        #[serde(with = "data_driver::base58")]
        very_long_name_of_a_member: [u8; 33],
        #[serde(default, skip_serializing_if = "String::is_empty")]
        value_1: String,
        x_2: (T21, T62, Box<i64>,),
        amount_3: f64,
        match_4: i32,
    },
    OtherV1,
}

#[data]
pub enum T133 {
    BurnAllV0(),
}

#[data]
pub enum T134 {
    VeryTastyV0 {
        is_set: Option<T63>,
        from_account_1: Option<BTreeMap<i128, T133>>,
    },
}

#[data]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub struct T135 {
    #[serde(rename = "1")]
    pub r#type: Option<u16>,
}

#[data]
pub struct T136;

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename_all = "lowercase")]
pub struct T137 {
    pub r#match: T49,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub last__1: Vec<i8>,
    /// One of several.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value_2: String,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub enum T138 {
    #[serde(rename = "a/b10")]
    AV0(),
    NoneV1,
    HttpErrorV2(Box<i32>, String),
}

#[data]
#[serde(rename = "a b~139")]
pub struct T139 {
}

#[data]
pub enum T140 {
    MintV0 {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        is_set: String,
        fn_1: (bool, T131, [Box<f64>; 2], Vec<i16>,),
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        from_account_2: BTreeMap<String, i16>,
    },
    VeryTastyV1(),
    #[serde(rename_all = "kebab-case")]
    OtherV2,
}

#[data]
pub struct T141();

#[data]
#[serde(deny_unknown_fields)]
pub struct T142 {
    /// One of several.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub r#match: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "日本1")]
    pub from_account_1: Vec<T80>,
    /// One of several.
    #[serde(with = "data_driver::base58")]
    pub id_2: [u8; 64],
    /// One of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_height_3: Option<Box<char>>,
}

#[data]
#[serde(rename_all = "kebab-case", rename = "#143")]
pub struct T143 {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub r#fn: String,
    #[serde(skip_serializing_if = "Option::is_none", rename = "1")]
    pub from_account_1: Option<i64>,
}

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
#[serde(rename = "50%144")]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T144(#[serde(with = "data_driver::base58")] pub [u8; 1]);

#[data]
#[serde(transparent, rename = "ns/Item145")]
pub struct T145 {
    pub shown: i32,
}

#[data]
pub struct T146(pub Box<Box<str>>);

/// What */ it `means`: "this" \ that.
///
/// - and more
#[data]
pub struct T147 {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is_set: Vec<T101>,
    #[serde(with = "data_driver::base58")]
    pub amount_1: [u8; 1],
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub value_2: BTreeMap<String, Option<bool>>,
    pub type_3: Box<str>,
}

#[data]
#[serde(transparent)]
pub struct T148 {
    pub shown: BTreeMap<T29, Vec<[String; 1]>>,
}

#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct T149(#[serde(with = "data_driver::base58")] pub [u8; 1]);

/// A tree.
#[data]
pub struct Tree {
    pub value: u64,
    #[describe(later)]
    pub branches: Vec<Tree>,
    #[describe(later)]
    #[serde(default)]
    pub next: Option<Box<Tree>>,
}

/// Trees by name.
#[data]
pub struct Grove(#[describe(later)] pub Vec<Grove>);

/// An enum inside itself.
#[data]
pub enum Rose {
    Leaf,
    Bud(#[describe(later)] Box<Rose>),
    Pair(#[describe(later)] Box<Rose>, u64),
    Named {
        #[describe(later)]
        inner: Option<Box<Rose>>,
    },
}

/// An enum with its tag inside itself.
#[data]
#[serde(tag = "step")]
pub enum Path {
    Here,
    Then {
        #[describe(later)]
        rest: Box<Path>,
        value: u64,
    },
    Fork {
        #[describe(later)]
        ways: Vec<Path>,
        value: String,
    },
}

/// Two that contain each other.
#[data]
pub struct Walk {
    #[describe(later)]
    pub rest: Option<Box<Steps>>,
}

/// One step.
#[data]
pub struct Steps(#[describe(later)] pub Box<Walk>, pub i128);

/// M12: more members than a word has bits.
#[data]
pub struct Wide {
    pub m0: u8,
    pub m1: Option<u8>,
    pub m2: u8,
    pub m3: Option<u8>,
    pub m4: u8,
    pub m5: Option<u8>,
    pub m6: u8,
    pub m7: Option<u8>,
    pub m8: u8,
    pub m9: Option<u8>,
    pub m10: u8,
    pub m11: Option<u8>,
    pub m12: u8,
    pub m13: Option<u8>,
    pub m14: u8,
    pub m15: Option<u8>,
    pub m16: u8,
    pub m17: Option<u8>,
    pub m18: u8,
    pub m19: Option<u8>,
    pub m20: u8,
    pub m21: Option<u8>,
    pub m22: u8,
    pub m23: Option<u8>,
    pub m24: u8,
    pub m25: Option<u8>,
    pub m26: u8,
    pub m27: Option<u8>,
    pub m28: u8,
    pub m29: Option<u8>,
    pub m30: u8,
    pub m31: Option<u8>,
    pub m32: u8,
    pub m33: Option<u8>,
    pub m34: u8,
    pub m35: Option<u8>,
    pub m36: u8,
    pub m37: Option<u8>,
    pub m38: u8,
    pub m39: Option<u8>,
    pub m40: u8,
    pub m41: Option<u8>,
    pub m42: u8,
    pub m43: Option<u8>,
    pub m44: u8,
    pub m45: Option<u8>,
    pub m46: u8,
    pub m47: Option<u8>,
    pub m48: u8,
    pub m49: Option<u8>,
    pub m50: u8,
    pub m51: Option<u8>,
    pub m52: u8,
    pub m53: Option<u8>,
    pub m54: u8,
    pub m55: Option<u8>,
    pub m56: u8,
    pub m57: Option<u8>,
    pub m58: u8,
    pub m59: Option<u8>,
    pub m60: u8,
    pub m61: Option<u8>,
    pub m62: u8,
    pub m63: Option<u8>,
    pub m64: u8,
    pub m65: Option<u8>,
    pub m66: u8,
    pub m67: Option<u8>,
    pub m68: u8,
    pub m69: Option<u8>,
    pub m70: u8,
    pub m71: Option<u8>,
    pub m72: u8,
    pub m73: Option<u8>,
    pub m74: u8,
    pub m75: Option<u8>,
    pub m76: u8,
    pub m77: Option<u8>,
    pub m78: u8,
    pub m79: Option<u8>,
    pub m80: u8,
    pub m81: Option<u8>,
    pub m82: u8,
    pub m83: Option<u8>,
    pub m84: u8,
    pub m85: Option<u8>,
    pub m86: u8,
    pub m87: Option<u8>,
    pub m88: u8,
    pub m89: Option<u8>,
    pub m90: u8,
    pub m91: Option<u8>,
    pub m92: u8,
    pub m93: Option<u8>,
    pub m94: u8,
    pub m95: Option<u8>,
    pub m96: u8,
    pub m97: Option<u8>,
    pub m98: u8,
    pub m99: Option<u8>,
    pub m100: u8,
    pub m101: Option<u8>,
    pub m102: u8,
    pub m103: Option<u8>,
    pub m104: u8,
    pub m105: Option<u8>,
    pub m106: u8,
    pub m107: Option<u8>,
    pub m108: u8,
    pub m109: Option<u8>,
    pub m110: u8,
    pub m111: Option<u8>,
    pub m112: u8,
    pub m113: Option<u8>,
    pub m114: u8,
    pub m115: Option<u8>,
    pub m116: u8,
    pub m117: Option<u8>,
    pub m118: u8,
    pub m119: Option<u8>,
    pub m120: u8,
    pub m121: Option<u8>,
    pub m122: u8,
    pub m123: Option<u8>,
    pub m124: u8,
    pub m125: Option<u8>,
    pub m126: u8,
    pub m127: Option<u8>,
    pub m128: u8,
    pub m129: Option<u8>,
    pub m130: u8,
    pub m131: Option<u8>,
    pub m132: u8,
    pub m133: Option<u8>,
    pub m134: u8,
    pub m135: Option<u8>,
    pub m136: u8,
    pub m137: Option<u8>,
    pub m138: u8,
    pub m139: Option<u8>,
}

/// M1, M2: what serde keeps for later, told apart by the tag.
#[data]
#[serde(tag = "type")]
pub enum Numbers {
    Num { value: u64, keys: BTreeMap<u32, u8> },
    Text { value: String, keys: BTreeMap<String, u8> },
    Truth { value: bool, keys: BTreeMap<bool, i64> },
    Real { value: f64, keys: BTreeMap<i64, f64> },
    List { value: Vec<i64>, keys: BTreeMap<char, Option<u64>> },
    Bytes {
        #[serde(with = "data_driver::hex")]
        value: Vec<u8>,
        keys: BTreeMap<Key, u64>,
    },
    Short {
        #[serde(with = "data_driver::base58")]
        value: [u8; 3],
        keys: BTreeMap<Side, u64>,
    },
    Tagged { value: Inner, keys: Vec<Inner> },
    Sides { value: Side, keys: (Side, Key, Option<Side>) },
    Chosen { value: Choice, keys: [Choice; 2] },
    Other(Only),
    Nothing,
}

/// Beside the tag.
#[data]
pub struct Only {
    pub value: Option<i64>,
    pub size: u32,
}

/// A tag inside of a tag.
#[data]
#[serde(tag = "value")]
pub enum Inner {
    Num { keys: u64 },
    Text { keys: String },
}

/// Everything that an enum with its tag outside has.
#[data]
pub enum Choice {
    Nothing,
    Empty(),
    One(u64),
    Two(i64, String),
    Many { value: Option<u64> },
}

/// M6: bytes as keys.
#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(#[serde(with = "data_driver::hex")] pub [u8; 4]);

/// M6: bytes as keys.
#[data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct ShortKey(#[serde(with = "data_driver::base58")] pub [u8; 4]);

/// M6: variants as keys.
#[data]
#[serde(rename_all = "kebab-case")]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    FarLeft,
    FarRight,
}

/// M6: every kind of key.
#[data]
pub struct Keys {
    pub text: BTreeMap<String, u64>,
    pub truth: BTreeMap<bool, u64>,
    pub letter: BTreeMap<char, u64>,
    pub huge: BTreeMap<u128, u64>,
    pub signed: BTreeMap<i128, u64>,
    pub bytes: BTreeMap<Key, u64>,
    pub short: BTreeMap<ShortKey, u64>,
    pub side: BTreeMap<Side, Side>,
    pub boxed: BTreeMap<Box<u64>, Box<str>>,
}

/// What may be left out.
#[data]
#[serde(default, rename_all = "camelCase")]
#[derive(Default)]
pub struct Omitted {
    pub some_text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub some_number: Option<u64>,
    #[serde(skip)]
    pub hidden: u64,
}

/// M8: no elements.
#[data]
pub struct Empty();

/// No members.
#[data]
pub struct Nothing {}

/// Names that are no names elsewhere.
#[data]
#[serde(rename = "ns/Message ~1%2F")]
pub struct Message {
    #[serde(rename = "a/b~c")]
    pub slash: Vec<Choice>,
    #[serde(rename = "")]
    pub none: Option<Empty>,
}

/// What Rust brings.
#[data]
pub struct Span {
    pub queue: VecDeque<u64>,
    pub twelve: (u8, u16, u32, u64, u128, i8, i16, i32, i64, i128, bool, char),
}

/// A module of the author's.
mod text {
    pub fn serialize<S: serde::Serializer>(value: &u128, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u128, D::Error> {
        let text: String = serde::Deserialize::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Adapters that are described by another type.
#[data]
pub struct Adapted {
    #[serde(with = "text")]
    #[describe(ty = u128)]
    pub value: u128,
}

data_driver::contract! {
    /// Everything that compiles.
    pub GeneratedDriver("Generated") {
        transaction fn group0(a: T0, b: T1, c: T2);
        transaction fn group1(a: T3, b: T4, c: T5);
        transaction fn group2(a: T6, b: T7, c: T8);
        transaction fn group3(a: T9, b: T10, c: T11);
        transaction fn group4(a: T12, b: T13, c: T14);
        transaction fn group5(a: T15, b: T16, c: T17);
        transaction fn group6(a: T18, b: T19, c: T20);
        transaction fn group7(a: T21, b: T22, c: T23);
        transaction fn group8(a: T24, b: T25, c: T26);
        transaction fn group9(a: T27, b: T28, c: T29);
        transaction fn group10(a: T30, b: T31, c: T32);
        transaction fn group11(a: T33, b: T34, c: T35);
        transaction fn group12(a: T36, b: T37, c: T38);
        transaction fn group13(a: T39, b: T40, c: T41);
        transaction fn group14(a: T42, b: T43, c: T44);
        transaction fn group15(a: T45, b: T46, c: T47);
        transaction fn group16(a: T48, b: T49, c: T50);
        transaction fn group17(a: T51, b: T52, c: T53);
        transaction fn group18(a: T54, b: T55, c: T56);
        transaction fn group19(a: T57, b: T58, c: T59);
        transaction fn group20(a: T60, b: T61, c: T62);
        transaction fn group21(a: T63, b: T64, c: T65);
        transaction fn group22(a: T66, b: T67, c: T68);
        transaction fn group23(a: T69, b: T70, c: T71);
        transaction fn group24(a: T72, b: T73, c: T74);
        transaction fn group25(a: T75, b: T76, c: T77);
        transaction fn group26(a: T78, b: T79, c: T80);
        transaction fn group27(a: T81, b: T82, c: T83);
        transaction fn group28(a: T84, b: T85, c: T86);
        transaction fn group29(a: T87, b: T88, c: T89);
        transaction fn group30(a: T90, b: T91, c: T92);
        transaction fn group31(a: T93, b: T94, c: T95);
        transaction fn group32(a: T96, b: T97, c: T98);
        transaction fn group33(a: T99, b: T100, c: T101);
        transaction fn group34(a: T102, b: T103, c: T104);
        transaction fn group35(a: T105, b: T106, c: T107);
        transaction fn group36(a: T108, b: T109, c: T110);
        transaction fn group37(a: T111, b: T112, c: T113);
        transaction fn group38(a: T114, b: T115, c: T116);
        transaction fn group39(a: T117, b: T118, c: T119);
        transaction fn group40(a: T120, b: T121, c: T122);
        transaction fn group41(a: T123, b: T124, c: T125);
        transaction fn group42(a: T126, b: T127, c: T128);
        transaction fn group43(a: T129, b: T130, c: T131);
        transaction fn group44(a: T132, b: T133, c: T134);
        transaction fn group45(a: T135, b: T136, c: T137);
        transaction fn group46(a: T138, b: T139, c: T140);
        transaction fn group47(a: T141, b: T142, c: T143);
        transaction fn group48(a: T144, b: T145, c: T146);
        transaction fn group49(a: T147, b: T148, c: T149);
        query fn tree(value: Tree) -> Tree;
        event "tree": Tree;
        query fn grove(value: Grove) -> Grove;
        event "grove": Grove;
        query fn rose(value: Rose) -> Rose;
        event "rose": Rose;
        query fn path(value: Path) -> Path;
        event "path": Path;
        query fn walk(value: Walk) -> Walk;
        event "walk": Walk;
        query fn wide(value: Wide) -> Wide;
        event "wide": Wide;
        query fn numbers(value: Numbers) -> Numbers;
        event "numbers": Numbers;
        query fn keys(value: Keys) -> Keys;
        event "keys": Keys;
        query fn omitted(value: Omitted) -> Omitted;
        event "omitted": Omitted;
        query fn empty(value: Empty) -> Empty;
        event "empty": Empty;
        query fn nothing(value: Nothing) -> Nothing;
        event "nothing": Nothing;
        query fn message(value: Message) -> Message;
        event "message": Message;
        query fn span(value: Span) -> Span;
        event "span": Span;
        query fn adapted(value: Adapted) -> Adapted;
        event "adapted": Adapted;
        transaction fn twelve(p0: u8, p1: i8, p2: u16, p3: i16, p4: u32, p5: i32, p6: u64, p7: i64, p8: u128, p9: i128, p10: bool, p11: String);
    }
}

data_driver::export!(GeneratedDriver);
