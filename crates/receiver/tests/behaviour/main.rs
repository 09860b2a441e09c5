//! The receiver as its users meet it: over real HTTP, with a real SQLite file or PostgreSQL server, and as a program.

mod amendments;
mod around;
mod backups;
mod canaries;
mod crowds;
mod damaged_rows;
mod documents;
mod double_posts;
mod earlier_releases;
mod exports;
mod form_posts;
mod form_problems;
mod groups;
mod harness;
mod held;
mod json_posts;
mod languages;
mod late;
mod openapi;
#[cfg(target_os = "linux")]
mod operated_postgres;
mod origins;
mod pages_for_failures;
mod people;
#[cfg(target_os = "linux")]
#[path = "../shared/postgres_server.rs"]
mod postgres_server;
mod posting_limit;
#[cfg(target_os = "linux")]
mod private_log;
mod program;
mod program_errors;
mod properties;
mod purges;
mod receipts;
mod retention;
#[cfg(target_os = "linux")]
mod retention_postgres;
mod revisions;
mod sealed;
mod shipped_limits;
mod shown;
#[cfg(target_os = "linux")]
mod silent_line;
#[cfg(target_os = "linux")]
mod silent_server;
mod sites;
mod sockets;
mod store_contract;
#[cfg(target_os = "linux")]
mod store_postgres;
mod store_sqlite;
mod submission_protocol;
mod tables;
mod tables_in_files;
mod targets;
mod told;
mod trouble;
#[cfg(target_os = "linux")]
mod trouble_postgres;
mod verified;
mod wire;
