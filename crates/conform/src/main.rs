//! `conform URL`: says of an endpoint which sentences of docs/submission-protocol.md it keeps. What it sends is stored there.
#![expect(clippy::print_stdout, reason = "a command-line program speaks on stdout")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use conform::error::Error;
use conform::{Endpoint, Sample, Tally, judge};

/// Judge an endpoint by docs/submission-protocol.md
///
/// It sends about twenty submissions, which stay there: ask it of an endpoint that is not open yet.
#[derive(Parser)]
#[command(name = "conform")]
struct Arguments {
    /// Where a form posts to, such as https://endpoint.example/api/submissions
    url: String,
    /// A JSON file with right answers to your form, by question; the shipped form's otherwise
    #[arg(long)]
    answers: Option<PathBuf>,
    /// The page's origin, where it is another than the endpoint's: its rules are judged too
    #[arg(long)]
    origin: Option<String>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(tally) => {
            println!("\n{tally}");
            ExitCode::from(u8::from(tally.broken > 0))
        }
        Err(error) => {
            // Written without `eprintln!`, which would panic when the terminal is gone.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{error}\n").as_bytes());
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Tally, Error> {
    let sample = arguments.answers.as_deref().map_or_else(|| Ok(Sample::shipped()), read)?;
    let endpoint = Endpoint::new(&arguments.url, arguments.origin.clone())?;
    let mut tally = Tally::default();
    for verdict in judge(&endpoint, &sample) {
        println!("{verdict}");
        tally.count(&verdict);
    }
    Ok(tally)
}

fn read(path: &Path) -> Result<Sample, Error> {
    let unusable = |why: String| Error::Answers { path: path.to_owned(), why };
    let text = std::fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
    Sample::parse(&text).map_err(unusable)
}
