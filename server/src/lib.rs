#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod answer;
mod app;
mod batch;
mod body;
mod calls;
mod connections;
mod entry;
mod event;
mod metrics;
mod openapi;
mod request_id;
mod routes;
mod server;
mod settings;
mod shelf;
mod stalled;
mod token;

pub use event::Event;
pub use server::{Server, run};
pub use settings::Settings;
pub use token::Token;
