//! Why a command of xtask ends early: one sentence each, which says what to do. No backtraces.

use std::path::PathBuf;
use std::process::{ExitCode, ExitStatus};

/// What to do when there is no cargo.
pub const CARGO_ADVICE: &str = "Install Rust with rustup: https://rustup.rs";

/// Why a command ends early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Cargo cannot describe the repository.
    #[error("Run this inside the repository. Cargo could not describe it: {reason}")]
    NotInRepository {
        /// Cargo's own words.
        reason: String,
    },
    /// A program is not on this machine.
    #[error("`{program}` was not found on this machine. {advice}.")]
    Missing {
        /// Its name.
        program: String,
        /// How to get it.
        advice: &'static str,
    },
    /// A program ran and failed; it has said why itself.
    #[error("{step} failed ({status}). Its own messages, above, say why.")]
    Failed {
        /// What was being done.
        step: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// The same, of a program that others follow: what it said last is far above by the end.
    #[error("{step} failed ({status}). It said last:\n{said}")]
    FailedSaying {
        /// What was being done.
        step: String,
        /// How it ended.
        status: ExitStatus,
        /// Its last lines, each indented.
        said: String,
    },
    /// A server that should keep running has ended.
    #[error("{name} ended by itself ({status}), so everything else was stopped too. Its messages, above, say why.")]
    ServerEnded {
        /// Which one.
        name: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// Something else listens on a port.
    #[error("Port {port} is in use, and {user} needs it. End what uses it, or choose another port: {flag} {}", suggestion(*.port))]
    PortTaken {
        /// The port.
        port: u16,
        /// What needs it.
        user: &'static str,
        /// The option that chooses another.
        flag: &'static str,
    },
    /// This user may not listen on a port.
    #[error("This user may not listen on port {port}. Choose one above 1023 for {user}: {flag} {}", suggestion(*.port))]
    PortForbidden {
        /// The port.
        port: u16,
        /// What needs it.
        user: &'static str,
        /// The option that chooses another.
        flag: &'static str,
    },
    /// Page and receiver on one port.
    #[error("The page and the receiver cannot share port {0}. Give them different ones: --port, --receiver-port")]
    SamePort(u16),
    /// The lock file does not name a crate that decides a tool's version.
    #[error("Cargo.lock names no {0}. Run `cargo build` once, which completes it; or restore the file from git.")]
    NotInLockFile(&'static str),
    /// The WASM target is missing, and so is the program that adds it.
    #[error(
        "Rust's target wasm32-unknown-unknown is missing, and so is rustup, which adds it. \
         Install rustup (https://rustup.rs), or your system's package with this target, and run the command again."
    )]
    WasmTargetMissing,
    /// The network did not answer while something was fetched.
    #[error(
        "{what} could not be fetched: the network does not answer. Connect this machine (or set your proxy) \
         and run the command again; what is already there is kept. The log: {}", log.display()
    )]
    NoNetwork {
        /// What was being fetched.
        what: String,
        /// Where the messages are.
        log: PathBuf,
    },
    /// A tool could not be installed.
    #[error("{what} could not be installed. The log says why: {}", log.display())]
    NotInstalled {
        /// What was being installed.
        what: String,
        /// Where the messages are.
        log: PathBuf,
    },
    /// There is no browser for the tests.
    #[error(
        "The browser tests need Chromium. Install it (on Debian: apt install chromium), \
         or set CHROME_PATH to the program of a Chromium or Chrome, and run the command again."
    )]
    NoChromium,
    /// `CHROME_PATH` leads nowhere.
    #[error("CHROME_PATH is {}, and there is no such file. Correct it, or unset it.", .0.display())]
    WrongChromePath(PathBuf),
    /// A program is missing, and this user cannot install it.
    #[error("{user} {program}. Install it (on Debian: apt install {package}) and run the command again.")]
    Needed {
        /// What needs it, with the verb.
        user: &'static str,
        /// The program.
        program: &'static str,
        /// Debian's package.
        package: &'static str,
    },
    /// The audit has no check of that name.
    #[error("There is no check “{name}”. The checks are: {known}.")]
    NoSuchCheck {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// Checks of the audit found something; what each said is printed.
    #[error("{} of the audit found something. What each said last is above; the rest is under its name.", counted(*.0, "check"))]
    AuditFound(usize),
    /// A crate has a known hole, or is withdrawn.
    #[error("A crate has a known hole or was withdrawn; cargo-deny says which, above and in {}.", log.display())]
    Advisories {
        /// Its messages.
        log: PathBuf,
    },
    /// What was made twice of the same differs.
    #[error("What was made twice of the same sources and words differs in {}: {}", counted(.0.len(), "file"), .0.join(", "))]
    NotReproducible(Vec<String>),
    /// A clean build of what is committed failed.
    #[error("What is committed could not be built in {}. The log says why: {}", folder.display(), log.display())]
    NotBuilt {
        /// Where.
        folder: PathBuf,
        /// Its messages.
        log: PathBuf,
    },
    /// The recipe and the patches that follow it have different numbers of steps.
    #[error(
        "CONTRIBUTING.md has {} for a new kind of question, and tests/recipe {}. Each step needs the patch that takes it.",
        counted(*.steps, "step"), if *.patches == 1 { "1 patch".to_owned() } else { format!("{patches} patches") }
    )]
    StepsWithoutPatch {
        /// How many the recipe has.
        steps: usize,
        /// How many there are.
        patches: usize,
    },
    /// A step of the recipe names other files than it changes.
    #[error(
        "Step {step} of the recipe in CONTRIBUTING.md names other files than {} changes: {}. Correct the one that is wrong.",
        patch.display(), others.join(", ")
    )]
    StepNamesOthers {
        /// Its number.
        step: usize,
        /// What takes it.
        patch: PathBuf,
        /// What is in one of them alone.
        others: Vec<String>,
    },
    /// A step of the recipe does not fit what is committed.
    #[error(
        "Step {step} of the recipe in CONTRIBUTING.md can no longer be taken: {} expects these lines at one place of {file}, \
         and finds them at {places}. Mend the patch, and the recipe if its places have changed.\n{lines}", patch.display()
    )]
    StepDoesNotApply {
        /// Its number.
        step: usize,
        /// What takes it.
        patch: PathBuf,
        /// The file in which it does not fit.
        file: String,
        /// What it expects there.
        lines: String,
        /// At how many places that is.
        places: usize,
    },
    /// A kind of question that follows the recipe does not compile, or does not do what a kind does.
    #[error(
        "A kind of question that is added by the recipe in CONTRIBUTING.md is not whole: `cargo {0}` failed. Its messages, \
         above, say why. Complete the recipe and tests/recipe by what it lacks."
    )]
    KindNotWhole(String),
    /// The receiver's unit has a line that systemd does not take.
    #[error("crates/receiver/service/receiver.service is not what systemd understands:\n{0}")]
    UnitNotUnderstood(String),
    /// This system has no static programs.
    #[error("{0} can be built on Linux only. Run this there.")]
    NotOnThisSystem(&'static str),
    /// A program needs libraries of the machine that it runs on.
    #[error(
        "{} is not static. Install the static libraries of C (on Fedora: dnf install glibc-static) and run the command again.",
        .0.display()
    )]
    NotStatic(PathBuf),
    /// Content or settings have findings; they have been printed.
    #[error("{} to mend in public/. Each is listed above with what to do.", counted(*.0, "thing"))]
    Findings(usize),
    /// There is no release.
    #[error(transparent)]
    CannotRelease(#[from] crate::release::refusal::Refusal),
    /// The receiver of a release is of another version.
    #[error("The receiver in the release calls itself “{said}”; the release is {version}.")]
    OtherVersion {
        /// Its own words.
        said: String,
        /// The workspace's version.
        version: &'static str,
    },
    /// A revision of the content cannot be made.
    #[error(transparent)]
    CannotRevise(#[from] crate::revise::error::ReviseError),
    /// The site lacks a file that every build has.
    #[error("{} has no {what}, so this is not a built site. Run `cargo xtask build`.", folder.display())]
    NotASite {
        /// Where it was looked for.
        folder: PathBuf,
        /// What is missing.
        what: &'static str,
    },
    /// A preview has no words that it could show.
    #[error(
        "There is nothing to show: neither the words of {} nor those of the built site can be published. \
         `cargo xtask check` says what to mend; `cargo xtask build` makes the site anew.\n{}", public.display(), findings.join("\n")
    )]
    NothingToShow {
        /// The folder of the words.
        public: PathBuf,
        /// What is wrong with them.
        findings: Vec<String>,
    },
    /// The site is larger than was promised to people on slow connections.
    #[error("{}\ncrates/xtask/src/sizes.rs says why the budgets are what they are, and what usually costs bytes.", .0.join("\n"))]
    OverBudget(Vec<String>),
    /// A file cannot be read or written.
    #[error("{} cannot be used: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// Ctrl-C cannot be heard.
    #[error("This program could not arrange to hear Ctrl-C: {0}")]
    Signals(#[from] ctrlc::Error),
    /// The user asked to stop.
    #[error("Stopped.")]
    Interrupted,
}

impl Error {
    /// 130 after Ctrl-C, as shells expect; 1 otherwise.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Error::Interrupted => ExitCode::from(130),
            _ => ExitCode::FAILURE,
        }
    }
}

/// “1 thing”, “3 things”.
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A port that is likely free, and can be remembered.
fn suggestion(port: u16) -> u16 {
    if (1024..55_000).contains(&port) { port + 10_000 } else { 18_080 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_option_that_chooses_another() {
        let error = Error::PortTaken { port: 8080, user: "the page", flag: "--port" };
        assert_eq!(
            error.to_string(),
            "Port 8080 is in use, and the page needs it. End what uses it, or choose another port: --port 18080"
        );
    }

    #[test]
    fn one_finding_is_not_called_several() {
        assert!(Error::Findings(1).to_string().starts_with("1 thing to mend"));
        assert!(Error::Findings(2).to_string().starts_with("2 things to mend"));
    }
}
