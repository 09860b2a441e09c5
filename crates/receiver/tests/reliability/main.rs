//! The receiver under real faults, as the program that a deployer starts: full disks, lost files, kills, power cuts,
//! races, hostile words. A little of the long runs with every test; `RECEIVER_RUNS=whole` makes all of them.
#![cfg(target_os = "linux")]

mod extent;
mod full_disk;
mod hostile_requests;
mod killed;
mod ledger;
mod lost_files;
mod naughty_strings;
mod ordinary_user;
mod permissions;
mod place;
#[path = "../shared/postgres_server.rs"]
mod postgres_server;
mod power_cut;
mod races;
mod senders;
mod serving;
mod small_disk;
mod submissions;
