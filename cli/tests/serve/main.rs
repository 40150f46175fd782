//! `serve`, as callers see it: the built command, asked over sockets.

mod abuse;
mod answers;
mod client;
mod folder;
mod load;
mod stop;
