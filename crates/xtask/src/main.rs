//! `cargo xtask`: the commands of this repository. It knows the tools and the steps, and nothing of the page itself.
#![expect(clippy::print_stdout, reason = "a command-line program speaks on stdout")]

mod audit;
mod bench;
mod build_site;
mod check;
mod command;
mod conform;
mod error;
mod folder;
mod parts_list;
mod picture;
mod preview;
mod project;
mod publish_content;
mod release;
mod revise;
mod serve;
mod sha256;
mod sizes;
mod static_receiver;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::build_site::Destination;
use crate::command::interrupt::Interrupt;
use crate::error::Error;
use crate::project::Project;
use crate::serve::Ports;

/// The commands of this repository. Start with `cargo xtask serve`.
///
/// Each command installs what it needs, and only what is missing: the first run takes minutes.
/// Words are in public/content, the place where submissions go in public/config.json, code in src and crates.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the page on this machine, with a receiver that stores what is sent; rebuilds when a file changes
    Serve(Ports),
    /// Show the words on any day while they are being written: the page follows each save, and says what is to be mended
    Preview(preview::Preview),
    /// Write the release site to dist/ (plain static files) and print its sizes
    Build(Destination),
    /// Check the words, questions and settings in public/: every finding at once, with file, line and what to do
    Check,
    /// Make a change of the words a published revision: its number, its day, and a line in the list of updates
    Revise(revise::Revision),
    /// Write the words of a built site anew, its pages, feeds and calendar with them; compiles no WASM and takes seconds
    PublishContent(publish_content::Words),
    /// Measure the built page beside a hand-written one of the same text and form, or the receiver beside its disk
    Bench(bench::Measured),
    /// Judge an endpoint that somebody else has written, by docs/submission-protocol.md; what it sends is stored there
    Conform(conform::Endpoint),
    /// Put the built site behind nginx, before checkers that nobody here wrote; takes more than an hour
    Audit(audit::Selection),
    /// Make a release of what is committed, in release/: site, receiver, lists of their parts, notes and sums
    Release,
    /// Take the picture of the README, docs/page.png, of the site as it is now, and those of its states, tests/e2e/gallery
    Picture,
    /// Run everything that must hold: format, lints, native tests, check, release build with budgets, browser tests
    Test,
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Written without `eprintln!`, which would panic when the terminal is gone.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("\n{error}\n").as_bytes());
            error.exit_code()
        }
    }
}

fn run(command: Command) -> Result<(), Error> {
    let project = Project::find(Interrupt::listen()?)?;
    match command {
        Command::Serve(ports) => serve::serve(&project, &ports),
        Command::Preview(preview) => preview::preview(&project, &preview),
        Command::Build(destination) => build_site::build(&project, &destination).map(drop),
        Command::Check => check::check(&project),
        Command::Revise(revision) => revise::revise(&project, &revision),
        Command::PublishContent(words) => publish_content::publish_content(&project, &words),
        Command::Bench(measured) => bench::bench(&project, &measured),
        Command::Conform(endpoint) => conform::conform(&project, &endpoint),
        Command::Audit(selection) => audit::audit(&project, &selection),
        Command::Release => release::release(&project),
        Command::Picture => picture::picture(&project),
        Command::Test => test::test(&project),
    }
}
