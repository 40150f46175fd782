//! What stands in `#[cross_call(…)]`.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitStr, Path, Result, Token};

/// `#[cross_call(Bound, driver = "prefix", lenient)]`, in any order.
#[derive(Default)]
pub(crate) struct Arguments {
    /// What a type must be to get the trait as a caller; any that carries calls where nothing stands here.
    pub(crate) bound: Option<Path>,
    /// The data driver that is asked for.
    pub(crate) driver: Option<Driver>,
    /// Whether bytes behind the arguments are passed over.
    pub(crate) lenient: bool,
}

/// `driver`, or `driver = "prefix"`.
pub(crate) struct Driver {
    /// Where it was asked for.
    pub(crate) span: Span,
    /// What stands in front of the calls' names and ids, and a point behind it.
    pub(crate) prefix: Option<LitStr>,
}

const WANTED: &str = "expected the trait that marks callers, as in `#[cross_call(ECall)]`; beside it, or instead, \
                      `driver`, `driver = \"prefix\"` and `lenient`";

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut arguments = Self::default();
        if input.is_empty() {
            return Err(Error::new(Span::call_site(), WANTED));
        }
        while !input.is_empty() {
            arguments.one(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>().map_err(|error| {
                    Error::new(error.span(), "expected `,` between two arguments")
                })?;
            }
        }
        Ok(arguments)
    }
}

impl Arguments {
    fn one(&mut self, input: ParseStream<'_>) -> Result<()> {
        let path =
            Path::parse_mod_style(input).map_err(|error| Error::new(error.span(), WANTED))?;
        let twice = |what: &Ident| Err(Error::new(what.span(), format!("`{what}` stands twice")));
        match path.get_ident() {
            Some(word) if word == "driver" => {
                let prefix = if input.peek(Token![=]) {
                    input.parse::<Token![=]>()?;
                    Some(prefix(input)?)
                } else {
                    None
                };
                let span = word.span();
                if self.driver.replace(Driver { span, prefix }).is_some() {
                    return twice(word);
                }
            }
            Some(word) if word == "lenient" => {
                if std::mem::replace(&mut self.lenient, true) {
                    return twice(word);
                }
            }
            _ => {
                if self.bound.is_some() {
                    let message = "one trait marks callers, and stands here already: make one of both, `trait Both: A + B {}`";
                    return Err(Error::new_spanned(path, message));
                }
                self.bound = Some(path);
            }
        }
        Ok(())
    }
}

/// Text that can stand in the names of a contract's functions.
fn prefix(input: ParseStream<'_>) -> Result<LitStr> {
    let prefix: LitStr = input.parse().map_err(|error| {
        Error::new(
            error.span(),
            "the prefix is text, as in `driver = \"ecall\"`",
        )
    })?;
    let text = prefix.value();
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
    if text.is_empty() || !text.chars().all(fine) {
        let message = "a prefix consists of letters, digits, `_`, `.`, `-` and `:`, as in `driver = \"ecall\"`";
        return Err(Error::new(prefix.span(), message));
    }
    Ok(prefix)
}
