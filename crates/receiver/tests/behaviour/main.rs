//! The receiver as its users meet it: over real HTTP, with a real SQLite file, and as a program.

mod around;
mod crowds;
mod documents;
mod double_posts;
mod exports;
mod form_posts;
mod harness;
mod json_posts;
mod late;
mod pages_for_failures;
mod program;
mod program_errors;
mod properties;
mod receipts;
mod shipped_limits;
mod sites;
mod sockets;
mod targets;
mod trouble;
mod wire;
