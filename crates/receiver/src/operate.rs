//! What is done beside a receiver that runs: commands that read its database, and write new files.

pub mod backup;
pub mod export;
pub mod new_file;
pub mod open_to_read;
