//! How many submissions a second the receiver stores durably, beside bare commits to the same kind of file on the same
//! disk in the same run. This process makes the load; the receiver is a process of its own, a release build.
#![expect(clippy::print_stdout, reason = "a benchmark speaks on stdout")]

mod bare;
mod load;
mod pgbench;
#[path = "../../tests/shared/postgres_server.rs"]
mod postgres_server;
mod serving;

use std::process::ExitCode;
use std::time::Duration;

use tempfile::TempDir;

use self::bare::{Committer, FILE};
use self::load::Load;
use self::pgbench::Pgbench;
use self::postgres_server::PostgresServer;
use self::serving::Serving;

const CONNECTIONS: [usize; 4] = [1, 8, 64, 500];

/// Bare commits and submissions take turns, so that whatever else the machine does meets both.
const TURNS: usize = 15;
/// `pgbench` counts in whole seconds.
const TURNS_OF_PGBENCH: usize = 7;
const TURN: Duration = Duration::from_millis(500);

/// Of so many connections, submissions are stored at least so often for each bare commit.
const LEAST: (usize, f64) = (64, 0.8);

/// The length of each submission's words.
const CHARACTERS: usize = 1000;

fn main() -> ExitCode {
    println!("Submissions of {CHARACTERS} characters and bare commits, in turns of {} ms each.", TURN.as_millis());
    println!("Rates and ratios are the middle ones of all turns.");
    let tables =
        [("SQLite", "bare commits/s", sqlite as fn(usize) -> f64), ("PostgreSQL", "pgbench -c 1/s", postgresql)];
    let mut is_fast = true;
    for (database, bare, measure) in tables {
        println!("\n{database}\nconnections   submissions/s   p50, ms   p99, ms   {bare}   ratio");
        let ratios = CONNECTIONS.map(|connections| (connections, measure(connections)));
        is_fast &= ratios.into_iter().all(is_enough);
    }
    if is_fast { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn sqlite(connections: usize) -> f64 {
    let (served, bare) = (folder(), folder());
    let mut committer = Committer::start(bare.path());
    measure(connections, &Serving::start(served.path(), FILE), TURNS, |duration| committer.commits_a_second(duration))
}

fn postgresql(connections: usize) -> f64 {
    let (server, folder) = (PostgresServer::start_in(folder(), |server| server), folder());
    let mut pgbench = Pgbench::start(&server, folder.path());
    let serving = Serving::start(folder.path(), &server.database());
    measure(connections, &serving, TURNS_OF_PGBENCH, |duration| pgbench.commits_a_second(duration))
}

fn is_enough((connections, ratio): (usize, f64)) -> bool {
    let is_enough = connections != LEAST.0 || ratio >= LEAST.1;
    if !is_enough {
        println!("At {connections} connections it is to be at least {}.", LEAST.1);
    }
    is_enough
}

/// On the disk that the project is on; the folder for temporary files may be in memory.
fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("the build has made its folder")
}

/// Prints a row, and gives its ratio.
fn measure(connections: usize, serving: &Serving, turns: usize, mut bare: impl FnMut(Duration) -> f64) -> f64 {
    let turns: Vec<_> = (0..turns).map(|_| (bare(TURN), load::make(&serving.address, connections, TURN))).collect();
    let submissions = middle(turns.iter().map(|(_, load)| load.a_second()));
    let commits = middle(turns.iter().map(|(commits, _)| *commits));
    let ratio = middle(turns.iter().map(|(commits, load)| load.a_second() / commits));
    let all = Load::of_all(turns.into_iter().map(|(_, load)| load));
    let (p50, p99) = (all.milliseconds(0.5), all.milliseconds(0.99));
    println!("{connections:>11}   {submissions:>13.0}   {p50:>7.2}   {p99:>7.2}   {commits:>14.0}   {ratio:>5.2}");
    ratio
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
