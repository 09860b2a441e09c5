//! What is done beside a receiver that runs: commands that read its database and write new files, and the one that takes
//! submissions out of it.

pub mod backup;
pub mod every_row;
pub mod export;
pub mod harmless;
pub mod keygen;
pub mod left_out;
pub mod new_file;
pub mod open;
pub mod open_to_read;
pub mod purge;
pub mod show;
pub mod stats;
pub mod verify;
