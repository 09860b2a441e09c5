//! The receiver as its users meet it: over real HTTP, with a real SQLite file, and as a program.

mod around;
mod documents;
mod double_posts;
mod exports;
mod form_posts;
mod harness;
mod json_posts;
mod late;
mod origins;
mod pages_for_failures;
mod people;
mod program;
mod program_errors;
mod properties;
mod receipts;
mod sites;
mod trouble;
