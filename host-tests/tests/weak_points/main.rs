//! Where deployed drivers and their loaders break, tests that show that ours do not.
//!
//! | deployed | here |
//! |---|---|
//! | a panic says nothing, and some thousand of them end an instance for good | [`panics`] |
//! | one buffer size for all results, and no word about how large it should be | [`results`] |
//! | an error that does not fit is lost; an old one stays; there are only words | [`errors`] |
//! | pointers are believed: null is written to, others trap | [`pointers`] |
//! | `alloc` traps, and aligns to nothing | [`allocation`] |
//! | failing calls use up memory | [`memory`] |
//! | a driver may loop and take all memory there is | [`limits`] |
//! | every driver has version 0.1.0, and nothing says what it is made for | [`identity`] |
//!
//! Most of them call the exports directly, as any host might; what a host must do is shown with ours.

mod allocation;
mod errors;
mod identity;
mod limits;
mod memory;
mod panics;
mod pointers;
mod raw;
mod results;
