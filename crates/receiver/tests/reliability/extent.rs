//! How long the runs are, what chance decides in them, and how they report. It knows none of them.

use std::io::Write;

use fastrand::Rng;

/// How often to do something: a little with every test, everything in the audit.
pub fn little_or_whole(little: usize, whole: usize) -> usize {
    if is_whole() { whole } else { little }
}

/// Whether everything is asked for, as `cargo xtask audit` does.
pub fn is_whole() -> bool {
    std::env::var_os("RECEIVER_RUNS").is_some_and(|extent| extent == "whole")
}

/// Chance, and the seed that repeats it: `RECEIVER_SEED`, or another one each time.
pub fn chance() -> (Rng, u64) {
    let stated = std::env::var("RECEIVER_SEED").ok().map(|seed| seed.parse().expect("RECEIVER_SEED is a number"));
    let seed = stated.unwrap_or_else(|| fastrand::u64(..));
    (Rng::with_seed(seed), seed)
}

/// Writes a line that is seen when the test passes too: cargo hides only what `println!` and `eprintln!` write.
pub fn report(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).expect("somebody listens");
}
