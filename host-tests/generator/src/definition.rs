//! Types with a name.

use super::expression::{Allowed, Expression};
use super::names;
use super::random::Random;

/// A type with its source, and what has to be known of it where it is used.
#[derive(Debug, Clone)]
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) nullable: bool,
    pub(super) wide: bool,
    pub(super) weight: usize,
    /// Whether it can be the key of a map.
    pub(super) is_key: bool,
    /// Whether it is an object with members that are known, so that it can stand beside a tag.
    is_struct: bool,
}

/// The member that names the variant, which is the name of no other.
const TAG: &str = "the tag";

/// The attributes and the text of a type, and what is in it.
struct Draft {
    attributes: Vec<String>,
    body: String,
    inside: Vec<Expression>,
    nullable: bool,
    is_key: bool,
    is_struct: bool,
}

impl Draft {
    fn new(body: String, inside: Vec<Expression>) -> Self {
        Self {
            attributes: Vec::new(),
            body,
            inside,
            nullable: false,
            is_key: false,
            is_struct: false,
        }
    }
}

impl Definition {
    pub(super) fn draw(index: usize, known: &[Self], random: &mut Random) -> Self {
        let name = format!("T{index}");
        let mut draft = match random.below(12) {
            0..=3 => members_struct(&name, known, random),
            4 => tuple_struct(&name, known, random),
            5 => newtype(&name, known, random),
            6 => bytes(&name, random),
            7 => fieldless(&name, random),
            8 => transparent(&name, known, random),
            9 | 10 => external(&name, known, random),
            _ => internal(&name, known, random),
        };
        if random.once_in(6) {
            let renamed = names::of_type(random, index);
            draft.attributes.push(format!("rename = \"{renamed}\""));
        }
        let mut text = String::new();
        if random.once_in(3) {
            text.push_str("/// What */ it `means`: \"this\" \\ that.\n///\n/// - and more\n");
        }
        text.push_str("#[data]\n");
        if !draft.attributes.is_empty() {
            text.push_str(&format!("#[serde({})]\n", draft.attributes.join(", ")));
        }
        text.push_str(&draft.body);
        Self {
            name,
            text,
            nullable: draft.nullable,
            wide: draft.inside.iter().any(|one| one.wide),
            weight: 1 + draft.inside.iter().map(|one| one.weight).sum::<usize>(),
            is_key: draft.is_key,
            is_struct: draft.is_struct,
        }
    }
}

const ANY: Allowed = Allowed {
    wide: true,
    depth: 3,
};

/// In an enum with its tag inside.
const TAGGED: Allowed = Allowed {
    wide: false,
    depth: 3,
};

fn members_struct(name: &str, known: &[Definition], random: &mut Random) -> Draft {
    let (text, inside) = members(known, ANY, random, "    ");
    let mut draft = Draft::new(format!("pub struct {name} {{\n{text}}}\n"), inside);
    draft.is_struct = true;
    if random.once_in(3) {
        draft
            .attributes
            .push(format!("rename_all = \"{}\"", names::case(random)));
    }
    if random.once_in(5) {
        draft.attributes.push("deny_unknown_fields".into());
    }
    draft
}

/// Members, each on a line, with attributes.
fn members(
    known: &[Definition],
    allowed: Allowed,
    random: &mut Random,
    indent: &str,
) -> (String, Vec<Expression>) {
    let mut text = String::new();
    let mut inside = Vec::new();
    for index in 0..random.below(6) {
        let (attributes, ty) = member(known, allowed, random);
        let mut attributes = attributes;
        if random.once_in(5) {
            attributes.push(format!("rename = \"{}\"", names::renamed(random, index)));
        }
        if random.once_in(4) {
            text.push_str(&format!("{indent}/// One of several.\n"));
        }
        if !attributes.is_empty() {
            text.push_str(&format!("{indent}#[serde({})]\n", attributes.join(", ")));
        }
        let public = if indent.len() == 4 { "pub " } else { "" };
        let name = names::member(random, index);
        text.push_str(&format!("{indent}{public}{name}: {},\n", ty.text));
        inside.push(ty);
    }
    (text, inside)
}

fn member(
    known: &[Definition],
    allowed: Allowed,
    random: &mut Random,
) -> (Vec<String>, Expression) {
    let some = |random: &mut Random| {
        Expression::draw(
            known,
            Allowed {
                depth: 1,
                ..allowed
            },
            random,
        )
    };
    let around = |text: String, inner: &Expression, nullable: bool| Expression {
        text,
        nullable,
        wide: inner.wide,
        weight: inner.weight + 1,
    };
    match random.below(12) {
        0 => {
            let bytes = bytes_expression(random);
            (vec!["with = \"data_driver::hex\"".into()], bytes)
        }
        1 => {
            let bytes = bytes_expression(random);
            (vec!["with = \"data_driver::base58\"".into()], bytes)
        }
        2 => {
            let inner = some(random);
            if inner.nullable {
                return (vec![], inner);
            }
            let attributes = [
                vec!["default".into()],
                vec!["skip_serializing_if = \"Option::is_none\"".into()],
                vec![
                    "default".into(),
                    "skip_serializing_if = \"Option::is_none\"".into(),
                ],
            ];
            let attributes = random.choose(&attributes).clone();
            (
                attributes,
                around(format!("Option<{}>", inner.text), &inner, true),
            )
        }
        3 => {
            let inner = some(random);
            let attributes = vec![
                "default".into(),
                "skip_serializing_if = \"Vec::is_empty\"".into(),
            ];
            (
                attributes,
                around(format!("Vec<{}>", inner.text), &inner, false),
            )
        }
        4 => {
            let attributes = vec![
                "default".into(),
                "skip_serializing_if = \"String::is_empty\"".into(),
            ];
            (
                attributes,
                around(
                    "String".into(),
                    &Expression::draw(
                        &[],
                        Allowed {
                            wide: false,
                            depth: 0,
                        },
                        random,
                    ),
                    false,
                ),
            )
        }
        5 => {
            let inner = some(random);
            let attributes = vec![
                "default".into(),
                "skip_serializing_if = \"BTreeMap::is_empty\"".into(),
            ];
            (
                attributes,
                around(format!("BTreeMap<String, {}>", inner.text), &inner, false),
            )
        }
        _ => (vec![], Expression::draw(known, allowed, random)),
    }
}

fn bytes_expression(random: &mut Random) -> Expression {
    let text = *random.choose(&[
        "Vec<u8>", "[u8; 0]", "[u8; 1]", "[u8; 20]", "[u8; 33]", "[u8; 64]",
    ]);
    Expression {
        text: text.into(),
        nullable: false,
        wide: false,
        weight: 1,
    }
}

fn tuple_struct(name: &str, known: &[Definition], random: &mut Random) -> Draft {
    let parts: Vec<Expression> = (0..2 + random.below(3))
        .map(|_| Expression::draw(known, ANY, random))
        .collect();
    let texts: Vec<String> = parts
        .iter()
        .map(|part| format!("pub {}", part.text))
        .collect();
    Draft::new(format!("pub struct {name}({});\n", texts.join(", ")), parts)
}

fn newtype(name: &str, known: &[Definition], random: &mut Random) -> Draft {
    let inner = Expression::draw(known, ANY, random);
    let key = ["String", "u8", "u64", "i32", "char", "bool"].contains(&inner.text.as_str());
    let mut draft = Draft::new(
        format!("pub struct {name}(pub {});\n", inner.text),
        vec![inner.clone()],
    );
    draft.nullable = inner.nullable;
    if key {
        ordered(&mut draft);
    }
    draft
}

/// What maps want of keys.
fn ordered(draft: &mut Draft) {
    draft.is_key = true;
    draft.body = format!(
        "#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]\n#[derive(PartialEq, Eq, PartialOrd, Ord)]\n{}",
        draft.body
    );
}

fn bytes(name: &str, random: &mut Random) -> Draft {
    let inner = bytes_expression(random);
    let with = random.choose(&["hex", "base58"]);
    let body = format!(
        "pub struct {name}(#[serde(with = \"data_driver::{with}\")] pub {});\n",
        inner.text
    );
    let mut draft = Draft::new(body, vec![inner]);
    ordered(&mut draft);
    draft
}

fn fieldless(name: &str, random: &mut Random) -> Draft {
    if random.once_in(3) {
        let mut draft = Draft::new(format!("pub struct {name};\n"), vec![]);
        draft.nullable = true;
        return draft;
    }
    if random.once_in(2) {
        return Draft::new(format!("pub struct {name}();\n"), vec![]);
    }
    let variants: Vec<String> = (0..1 + random.below(4))
        .map(|index| format!("    {},\n", names::variant(random, index)))
        .collect();
    let mut draft = Draft::new(
        format!("pub enum {name} {{\n{}}}\n", variants.concat()),
        vec![],
    );
    if random.once_in(2) {
        draft
            .attributes
            .push(format!("rename_all = \"{}\"", names::case(random)));
    }
    ordered(&mut draft);
    draft
}

fn transparent(name: &str, known: &[Definition], random: &mut Random) -> Draft {
    let inner = Expression::draw(known, ANY, random);
    let body = format!("pub struct {name} {{\n    pub shown: {},\n}}\n", inner.text);
    let mut draft = Draft::new(body, vec![inner.clone()]);
    draft.nullable = inner.nullable;
    draft.attributes.push("transparent".into());
    draft
}

fn enum_attributes(draft: &mut Draft, random: &mut Random) {
    if random.once_in(3) {
        draft
            .attributes
            .push(format!("rename_all = \"{}\"", names::case(random)));
    }
    if random.once_in(3) {
        draft
            .attributes
            .push(format!("rename_all_fields = \"{}\"", names::case(random)));
    }
}

fn variant_attributes(text: &mut String, index: usize, random: &mut Random) {
    if random.once_in(6) {
        text.push_str(&format!(
            "    #[serde(rename = \"{}\")]\n",
            names::renamed(random, 10 + index)
        ));
    } else if random.once_in(6) {
        text.push_str(&format!(
            "    #[serde(rename_all = \"{}\")]\n",
            names::case(random)
        ));
    }
}

fn external(name: &str, known: &[Definition], random: &mut Random) -> Draft {
    let mut text = String::new();
    let mut inside = Vec::new();
    for index in 0..1 + random.below(5) {
        variant_attributes(&mut text, index, random);
        let variant = names::variant(random, index);
        match random.below(6) {
            0 => text.push_str(&format!("    {variant},\n")),
            1 => text.push_str(&format!("    {variant}(),\n")),
            2 => {
                let inner = Expression::draw(known, ANY, random);
                text.push_str(&format!("    {variant}({}),\n", inner.text));
                inside.push(inner);
            }
            3 => {
                let parts: Vec<Expression> = (0..2 + random.below(3))
                    .map(|_| Expression::draw(known, ANY, random))
                    .collect();
                let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
                text.push_str(&format!("    {variant}({}),\n", texts.join(", ")));
                inside.extend(parts);
            }
            _ => {
                let (members, types) = members(known, ANY, random, "        ");
                text.push_str(&format!("    {variant} {{\n{members}    }},\n"));
                inside.extend(types);
            }
        }
    }
    let mut draft = Draft::new(format!("pub enum {name} {{\n{text}}}\n"), inside);
    enum_attributes(&mut draft, random);
    draft
}

fn internal(name: &str, known: &[Definition], random: &mut Random) -> Draft {
    let mut text = String::new();
    let mut inside = Vec::new();
    let structs: Vec<&Definition> = known
        .iter()
        .filter(|one| one.is_struct && !one.wide)
        .collect();
    for index in 0..1 + random.below(5) {
        variant_attributes(&mut text, index, random);
        let variant = names::variant(random, index);
        match random.below(4) {
            0 => text.push_str(&format!("    {variant},\n")),
            1 if !structs.is_empty() => {
                let one = *random.choose(&structs);
                text.push_str(&format!("    {variant}({}),\n", one.name));
                inside.push(Expression {
                    text: one.name.clone(),
                    nullable: false,
                    wide: false,
                    weight: one.weight,
                });
            }
            _ => {
                let (members, types) = members(known, TAGGED, random, "        ");
                text.push_str(&format!("    {variant} {{\n{members}    }},\n"));
                inside.extend(types);
            }
        }
    }
    let mut draft = Draft::new(format!("pub enum {name} {{\n{text}}}\n"), inside);
    draft.attributes.push(format!("tag = \"{TAG}\""));
    enum_attributes(&mut draft, random);
    draft
}
