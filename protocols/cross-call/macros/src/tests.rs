//! What the macro makes of the document's example, as text.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Attribute, File, FnArg, Item, Pat};

use super::expand;

/// The example of the document.
fn example() -> File {
    let item = quote! {
        pub trait ECalls {
            fn foo(&self, p0: u8, p1: u8) -> u32;
            fn bar(&mut self, id: Hash) -> bool;
        }
    };
    syn::parse2(expand(quote!(Impl), item).unwrap()).unwrap()
}

/// Code as people format it.
fn formatted(code: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = rustfmt.stdin.take().unwrap();
    input.write_all(code.as_bytes()).unwrap();
    drop(input);
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// `BLESS=1` writes it again.
#[test]
fn the_expansion_is_the_one_that_is_kept() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansion/document.rs");
    let found = formatted(&example().to_token_stream().to_string());
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&path).unwrap());
}

/// Leaves what the document shows: no attributes, no paths in front of names.
struct Plain;

impl VisitMut for Plain {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        attributes.clear();
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        syn::visit_mut::visit_path_mut(self, path);
        if path.leading_colon.take().is_some() {
            let last = path.segments.pop().unwrap().into_value();
            path.segments.clear();
            path.segments.push(last);
        }
    }
}

/// An item's text without its body.
fn head(item: &Item) -> String {
    let text = match item {
        Item::Trait(item) => {
            let (visibility, name) = (&item.vis, &item.ident);
            let methods = item.items.iter();
            quote!(#visibility trait #name { #(#methods)* })
        }
        Item::Impl(item) => {
            let methods = item.items.iter().filter_map(|item| match item {
                syn::ImplItem::Fn(method) => Some(&method.sig),
                _ => None,
            });
            let (generics, name, ty) = (
                &item.generics,
                item.trait_.as_ref().map(|(_, path, _)| path),
                &item.self_ty,
            );
            quote!(impl #generics #name for #ty { #(#methods;)* })
        }
        Item::Fn(item) => {
            let (visibility, signature) = (&item.vis, &item.sig);
            quote!(#visibility #signature)
        }
        _ => TokenStream::new(),
    };
    text.to_string()
}

/// As `head` writes it.
fn told(tokens: TokenStream) -> String {
    tokens.to_string()
}

/// The five items that the document shows are there in its order, with its signatures.
#[test]
fn the_items_are_those_of_the_document() {
    let mut file = example();
    Plain.visit_file_mut(&mut file);
    let heads: Vec<String> = file.items.iter().map(head).collect();
    let methods = quote! {
        fn foo(&self, p0: u8, p1: u8) -> u32;
        fn bar(&mut self, id: Hash) -> bool;
    };
    let wanted = [
        told(quote!(pub trait ECalls { #methods })),
        told(quote!(impl<T: Impl + CrossCallMut> ECalls for T { #methods })),
        told(quote!(
            pub trait ECallsRo {
                fn foo(&self, p0: u8, p1: u8) -> u32;
            }
        )),
        told(quote!(
            impl<T: Impl> ECallsRo for T {
                fn foo(&self, p0: u8, p1: u8) -> u32;
            }
        )),
        told(quote! {
            pub fn dispatch(
                executor: &mut (impl Executing + ?Sized),
                srv: &mut (impl ECalls + ?Sized),
                id: u32,
                input: &[u8],
            ) -> Vec<u8>
        }),
    ];
    let places: Vec<usize> = wanted
        .iter()
        .map(|wanted| {
            let plain = |text: &str| text.replace([' ', ','], "");
            let place = heads.iter().position(|head| plain(head) == plain(wanted));
            place.unwrap_or_else(|| panic!("no {wanted} among {heads:#?}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// Each arm of `dispatch` decodes, executes and encodes, by the way that the receiver says, and what has no arm panics.
#[test]
fn dispatch_has_an_arm_for_each_call() {
    let file = example();
    let dispatch = file.items.iter().find_map(|item| match item {
        Item::Fn(item) if item.sig.ident == "dispatch" => Some(item),
        _ => None,
    });
    let dispatch = dispatch.unwrap();
    let names: Vec<String> = dispatch
        .sig
        .inputs
        .iter()
        .filter_map(|input| match input {
            FnArg::Typed(input) => match &*input.pat {
                Pat::Ident(pattern) => Some(pattern.ident.to_string()),
                _ => None,
            },
            FnArg::Receiver(_) => None,
        })
        .collect();
    assert_eq!(names, ["executor", "srv", "id", "input"]);
    let body = dispatch.block.to_token_stream().to_string();
    for part in [
        "1 => { let (p0 , p1) = ",
        "execute (executor , move | | srv . foo (p0 , p1))",
        "2 => { let id = ",
        "execute_mut (executor , move | | srv . bar (id))",
        "expect (\"Failed to decode args\")",
        "_ => :: core :: panic ! (\"Unknown call id {}\" , id)",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}
