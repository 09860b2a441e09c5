//! How many submissions a second the receiver stores durably, beside bare commits to the same kind of file on the same
//! disk in the same run. This process makes the load; the receiver is a process of its own, a release build.
#![expect(clippy::print_stdout, reason = "a benchmark speaks on stdout")]

mod bare;
mod load;
mod serving;

use std::time::Duration;

use tempfile::TempDir;

use self::bare::Committer;
use self::load::Load;
use self::serving::Serving;

const CONNECTIONS: [usize; 3] = [1, 8, 64];

/// Bare commits and submissions take turns, so that whatever else the machine does meets both.
const TURNS: usize = 15;
const TURN: Duration = Duration::from_millis(500);

/// The length of each submission's words.
const CHARACTERS: usize = 1000;

fn main() {
    println!("Submissions of {CHARACTERS} characters and bare commits, {TURNS} turns of {} ms each.", TURN.as_millis());
    println!("Rates and ratios are the middle ones of all turns.\n");
    println!("connections   submissions/s   p50, ms   p99, ms   bare commits/s   ratio");
    CONNECTIONS.into_iter().for_each(|connections| println!("{}", row(connections)));
}

/// On the disk that the project is on; the folder for temporary files may be in memory.
fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("the build has made its folder")
}

fn row(connections: usize) -> String {
    let (served, bare) = (folder(), folder());
    let serving = Serving::start(served.path());
    let mut committer = Committer::start(bare.path());
    let turns: Vec<_> = (0..TURNS)
        .map(|_| (committer.commits_a_second(TURN), load::make(&serving.address, connections, TURN)))
        .collect();
    let submissions = middle(turns.iter().map(|(_, load)| load.a_second()));
    let commits = middle(turns.iter().map(|(commits, _)| *commits));
    let ratio = middle(turns.iter().map(|(commits, load)| load.a_second() / commits));
    let all = Load::of_all(turns.into_iter().map(|(_, load)| load));
    let (p50, p99) = (all.milliseconds(0.5), all.milliseconds(0.99));
    format!("{connections:>11}   {submissions:>13.0}   {p50:>7.2}   {p99:>7.2}   {commits:>14.0}   {ratio:>5.2}")
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
