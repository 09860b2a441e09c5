//! The program `receiver`. It only starts commands, and says in one sentence why one failed.

use std::process::ExitCode;

use receiver::cli::{Cli, Command};
use receiver::operate::{backup, export, keygen, open, purge, show, stats, verify};
use receiver::serve;

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::read().command {
        Command::Serve(args) => serve::serve(*args).await,
        Command::Export(args) => export::export(args).await,
        Command::Backup(args) => backup::backup(args).await,
        Command::Purge(args) => purge::purge(args).await,
        Command::Show(args) => show::show(args).await,
        Command::Stats(args) => stats::stats(args).await,
        Command::Verify(args) => verify::verify(args).await,
        Command::Keygen(args) => keygen::keygen(&args),
        Command::Open(args) => open::open(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("receiver: {error}");
            ExitCode::FAILURE
        }
    }
}
