//! Parses what stands in `contract! { … }`.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Error, Ident, LitStr, Path, Result, Token, Type, Visibility, braced, parenthesized,
};

use crate::member::{self, Member};
use crate::name::Name;
use crate::unit::Unit;
use crate::{docs, field};

/// How many parameters a function can have: as many as tuples are described for.
const MAX_PARAMS: usize = 12;

/// A declared contract.
pub(crate) struct Declaration {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) driver: Ident,
    pub(crate) name: LitStr,
    /// The wire format, where it is not the default.
    pub(crate) codec: Option<Type>,
    /// The marker of the types of other crates that are known.
    pub(crate) types: Option<Type>,
    pub(crate) functions: Vec<Function>,
    pub(crate) events: Vec<Event>,
    /// The contracts whose functions and events this one has as well.
    pub(crate) uses: Vec<Use>,
}

/// A declared contract that is used, and where it stands among the others' own.
pub(crate) struct Use {
    pub(crate) driver: Path,
    /// How many functions stand in front of it.
    pub(crate) functions: usize,
    /// How many events stand in front of it.
    pub(crate) events: usize,
}

/// A declared function.
pub(crate) struct Function {
    pub(crate) doc: String,
    pub(crate) members: Vec<Member>,
    pub(crate) kind: Kind,
    pub(crate) name: Name,
    /// Other names by which it is known.
    pub(crate) aliases: Vec<Name>,
    pub(crate) params: Vec<Param>,
    /// None where the function returns nothing.
    pub(crate) output: Option<Value>,
}

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Transaction,
    Query,
    Feed,
}

/// A declared parameter.
pub(crate) struct Param {
    pub(crate) name: Ident,
    pub(crate) value: Value,
}

/// A declared event with all its topics.
pub(crate) struct Event {
    pub(crate) doc: String,
    pub(crate) members: Vec<Member>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) data: Value,
}

/// A topic: text, or a path to a constant.
pub(crate) enum Topic {
    Text(LitStr),
    Constant(Path),
}

/// A type, and the module that has its codec where it is not the contract's.
pub(crate) struct Value {
    pub(crate) ty: Type,
    pub(crate) codec: Option<Path>,
    /// What it counts.
    pub(crate) unit: Option<Unit>,
}

impl Parse for Declaration {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let driver: Ident = input.parse().map_err(|error| {
            Error::new(
                error.span(),
                "expected the driver's name, as in `pub StakeDriver(\"StakeContract\") { … }`",
            )
        })?;
        if !input.peek(syn::token::Paren) {
            let message =
                format!("the contract's name is missing: write `{driver}(\"…\") {{ … }}`");
            return Err(input.error(message));
        }
        let header;
        parenthesized!(header in input);
        let name: LitStr = header.parse().map_err(|error| {
            let message = format!("the contract's name is text: write `{driver}(\"…\") {{ … }}`");
            Error::new(error.span(), message)
        })?;
        let Settings { codec, types } = header.parse()?;
        let items;
        braced!(items in input);
        let (mut functions, mut events, mut uses) = (Vec::new(), Vec::new(), Vec::new());
        while !items.is_empty() {
            match Item::parse(&items)? {
                Item::Function(function) => functions.push(function),
                Item::Event(event) => events.push(event),
                Item::Use(driver) => uses.push(Use {
                    driver,
                    functions: functions.len(),
                    events: events.len(),
                }),
            }
        }
        if !input.is_empty() {
            return Err(input.error("nothing may follow the contract"));
        }
        let declaration = Self {
            attributes,
            visibility,
            driver,
            name,
            codec,
            types,
            functions,
            events,
            uses,
        };
        declaration.check_names()?;
        declaration.check_types()?;
        Ok(declaration)
    }
}

/// What may stand behind the contract's name.
#[derive(Default)]
struct Settings {
    codec: Option<Type>,
    types: Option<Type>,
}

impl Parse for Settings {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut settings = Self::default();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let key: Ident = input.call(Ident::parse_any)?;
            let setting = match key.to_string().as_str() {
                "codec" => &mut settings.codec,
                "types" => &mut settings.types,
                other => {
                    let message = format!(
                        "expected `codec = path` or `types = path` behind the contract's name, found `{other}`"
                    );
                    return Err(Error::new(key.span(), message));
                }
            };
            input.parse::<Token![=]>()?;
            if setting.replace(input.parse()?).is_some() {
                return Err(Error::new(key.span(), format!("`{key}` stands twice")));
            }
        }
        Ok(settings)
    }
}

impl Declaration {
    /// Every type that stands in the declaration, with its codec.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        let functions = self.functions.iter().flat_map(|function| {
            let params = function.params.iter().map(|param| &param.value);
            params.chain(&function.output)
        });
        functions.chain(self.events.iter().map(|event| &event.data))
    }

    /// Types that have no form, of which the compiler's words are long.
    fn check_types(&self) -> Result<()> {
        for value in self.values() {
            if value.codec.is_none() {
                field::check_owned(&value.ty)?;
                field::check_array(&value.ty)?;
            }
        }
        Ok(())
    }

    /// Every function and every topic is declared once.
    fn check_names(&self) -> Result<()> {
        let mut functions = BTreeSet::new();
        let names = self
            .functions
            .iter()
            .flat_map(|function| std::iter::once(&function.name).chain(&function.aliases));
        for Name { text, span } in names {
            if !functions.insert(text) {
                let message = format!("function `{text}` is declared twice");
                return Err(Error::new(*span, message));
            }
        }
        let mut topics = BTreeSet::new();
        for topic in self.events.iter().flat_map(|event| &event.topics) {
            if let Topic::Text(text) = topic
                && !topics.insert(text.value())
            {
                let message = format!("event \"{}\" is declared twice", text.value());
                return Err(Error::new(text.span(), message));
            }
        }
        Ok(())
    }
}

/// What may stand between the braces.
enum Item {
    Function(Function),
    Event(Event),
    Use(Path),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        if let Some(other) = attributes.iter().find(|attribute| {
            !["doc", "schema"]
                .iter()
                .any(|known| attribute.path().is_ident(known))
        }) {
            return Err(Error::new_spanned(
                other,
                "only doc comments and `#[schema(member = value)]` can stand here",
            ));
        }
        if input.peek(Token![use]) {
            return used(&attributes, input).map(Self::Use);
        }
        let doc = docs::text(&attributes);
        if input.peek(Token![fn]) {
            let message =
                "say how the function is called: `transaction fn`, `query fn` or `feed fn`";
            return Err(input.error(message));
        }
        let word: Ident = input.call(Ident::parse_any)?;
        let kind = match word.to_string().as_str() {
            "event" => {
                let members = Member::all(&attributes, member::OF_EVENTS)?;
                return Ok(Self::Event(event(doc, members, input)?));
            }
            "transaction" => Kind::Transaction,
            "query" => Kind::Query,
            "feed" => Kind::Feed,
            other => {
                let message = format!(
                    "expected `transaction fn`, `query fn`, `feed fn` or `event`, found `{other}`"
                );
                return Err(Error::new(word.span(), message));
            }
        };
        let members = Member::all(&attributes, member::OF_FUNCTIONS)?;
        Ok(Self::Function(function(doc, members, kind, input)?))
    }
}

/// A contract that is used: `use path::to::Driver;`.
fn used(attributes: &[Attribute], input: ParseStream<'_>) -> Result<Path> {
    if let Some(attribute) = attributes.first() {
        let message =
            "the functions of a contract that is used have their own words: leave this out";
        return Err(Error::new_spanned(attribute, message));
    }
    input.parse::<Token![use]>()?;
    let driver = input.call(Path::parse_mod_style).map_err(|error| {
        let message =
            "expected the path of a declared contract's driver, as in `use token::TokenDriver;`";
        Error::new(error.span(), message)
    })?;
    end(input, "after the contract that is used")?;
    Ok(driver)
}

fn function(
    doc: String,
    members: Vec<Member>,
    kind: Kind,
    input: ParseStream<'_>,
) -> Result<Function> {
    if !input.peek(Token![fn]) {
        return Err(input.error("expected `fn` and the function's name"));
    }
    input.parse::<Token![fn]>()?;
    let name: Name = input.parse()?;
    let mut aliases = Vec::new();
    while input.peek(Token![|]) {
        input.parse::<Token![|]>()?;
        aliases.push(input.parse()?);
    }
    if input.peek(Token![<]) {
        return Err(input.error("a contract's function has no type parameters"));
    }
    let arguments;
    parenthesized!(arguments in input);
    let params: Vec<Param> = arguments
        .parse_terminated(Param::parse, Token![,])?
        .into_iter()
        .collect();
    if params.len() > MAX_PARAMS {
        let message = format!("more than {MAX_PARAMS} parameters: put them into a struct");
        return Err(Error::new(name.span, message));
    }
    if let (Some(codec), true) = (
        params.iter().find_map(|param| param.value.codec.as_ref()),
        params.len() > 1,
    ) {
        let message = "a codec stands for the whole input: use it with one parameter, a tuple";
        return Err(Error::new_spanned(codec, message));
    }
    let output = if input.peek(Token![->]) {
        input.parse::<Token![->]>()?;
        Some(input.parse()?)
    } else {
        None
    };
    end(input, "after the function")?;
    if kind == Kind::Feed && output.is_none() {
        let message = "a feed gives items: add their type, `-> Item`";
        return Err(Error::new(name.span, message));
    }
    Ok(Function {
        doc,
        members,
        kind,
        name,
        aliases,
        params,
        output,
    })
}

fn event(doc: String, members: Vec<Member>, input: ParseStream<'_>) -> Result<Event> {
    let mut topics = vec![input.parse()?];
    while input.peek(Token![|]) {
        input.parse::<Token![|]>()?;
        topics.push(input.parse()?);
    }
    if !input.peek(Token![:]) {
        return Err(input.error("expected `:` and the type of the event's data"));
    }
    input.parse::<Token![:]>()?;
    let data = input.parse()?;
    end(input, "after the event")?;
    Ok(Event {
        doc,
        members,
        topics,
        data,
    })
}

fn end(input: ParseStream<'_>, place: &str) -> Result<()> {
    if input.peek(Token![;]) {
        input.parse::<Token![;]>()?;
        return Ok(());
    }
    let span = if input.is_empty() {
        Span::call_site()
    } else {
        input.span()
    };
    Err(Error::new(span, format!("expected `;` {place}")))
}

impl ToTokens for Topic {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Text(text) => text.to_tokens(tokens),
            Self::Constant(path) => path.to_tokens(tokens),
        }
    }
}

impl Parse for Topic {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            return Ok(Self::Text(input.parse()?));
        }
        let wanted = "expected a topic: a string, or the path of a `&str` constant";
        let topic = input.call(Path::parse_mod_style);
        topic
            .map(Self::Constant)
            .map_err(|error| Error::new(error.span(), wanted))
    }
}

impl Parse for Param {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        if input.peek(Token![&]) || input.peek(Token![self]) {
            return Err(input.error("a declaration has no receiver: leave out `self`"));
        }
        let name = input.call(Ident::parse_any)?;
        if !input.peek(Token![:]) {
            return Err(input.error(format!("expected `:` and the type of `{name}`")));
        }
        input.parse::<Token![:]>()?;
        let (codec, unit) = value_attributes(&attributes)?;
        let mut value: Value = input.parse()?;
        value.codec = value.codec.or(codec);
        value.unit = value.unit.or(unit);
        Ok(Self { name, value })
    }
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let (codec, unit) = value_attributes(&attributes)?;
        Ok(Self {
            ty: input.parse()?,
            codec,
            unit,
        })
    }
}

/// The path in `#[codec(path)]`, and the unit in `#[unit("…", n)]`.
fn value_attributes(attributes: &[Attribute]) -> Result<(Option<Path>, Option<Unit>)> {
    let (mut codec, mut unit) = (None, None);
    for attribute in attributes {
        if attribute.path().is_ident("codec") && codec.is_none() {
            codec = Some(attribute.parse_args_with(expression_path)?);
        } else if attribute.path().is_ident("unit") && unit.is_none() {
            unit = Some(attribute.parse_args()?);
        } else if attribute.path().is_ident("serde") || attribute.path().is_ident("describe") {
            let message = "a contract's parameters have the form of their types: put this on the field of a type of its own, \
                           `#[data_driver::data] struct Key(#[serde(with = \"…\")] …);`";
            return Err(Error::new_spanned(attribute, message));
        } else {
            let message = "only one `#[codec(path::to::module)]` and one `#[unit(\"…\", decimals)]` can stand here";
            return Err(Error::new_spanned(attribute, message));
        }
    }
    Ok((codec, unit))
}

/// A path to a module or type. `Framed<u32>` is taken for `Framed::<u32>`, as a path stands among
/// expressions.
fn expression_path(input: ParseStream<'_>) -> Result<Path> {
    let mut path: Path = input.parse()?;
    for segment in &mut path.segments {
        if let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            arguments.colon2_token.get_or_insert_default();
        }
    }
    Ok(path)
}
