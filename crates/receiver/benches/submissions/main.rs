//! How many submissions a second the receiver stores durably, beside bare commits to the same kind of file on the same
//! disk in the same run. This process makes the load; the receiver is a process of its own, a release build.
#![expect(clippy::print_stdout, reason = "a benchmark speaks on stdout")]

mod bare;
mod load;
mod serving;

use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use self::load::Load;
use self::serving::Serving;

const CONNECTIONS: [usize; 3] = [1, 8, 64];

/// How long each number is measured: the log is emptied into the database many times in it.
const MEASURED: Duration = Duration::from_secs(8);

/// The length of each submission's words.
const CHARACTERS: usize = 1000;

fn main() {
    println!(
        "Submissions of {CHARACTERS} characters, {} s each; bare commits are measured before each row.\n",
        MEASURED.as_secs()
    );
    println!("connections   submissions/s   p50, ms   p99, ms   bare commits/s   ratio");
    for connections in CONNECTIONS {
        let bare = bare::commits_a_second(folder().path(), MEASURED);
        let load = loaded(folder().path(), connections);
        println!("{}", row(connections, &load, bare));
    }
}

/// On the disk that the project is on; a folder for temporary files may be in memory.
fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("the build has made its folder")
}

fn loaded(folder: &Path, connections: usize) -> Load {
    let serving = Serving::start(folder);
    load::make(&serving.address, connections, MEASURED)
}

fn row(connections: usize, load: &Load, bare: f64) -> String {
    let (rate, p50, p99) = (load.a_second(), load.milliseconds(0.5), load.milliseconds(0.99));
    let ratio = rate / bare;
    format!("{connections:>11}   {rate:>13.0}   {p50:>7.2}   {p99:>7.2}   {bare:>14.0}   {ratio:>5.2}")
}
