//! What a running receiver tells the system to write, and what it answers, in order: recorded by strace, which stops
//! the program at each of these calls. It decides nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tempfile::TempDir;

use super::disk::Change;
use crate::ledger::Receipt;
use crate::serving::{LONGEST_WAIT, RECEIVER, SERVE, Serving, command, folder};

/// strace, beside the program and not above it, so that signals reach the program itself. It writes everything in
/// hexadecimal digits and whole, with the path of each descriptor.
const STRACE: [&str; 10] =
    ["strace", "--daemonize", "--follow-forks", "--seccomp-bpf", "-q", "-y", "-xx", "-s", "16777216", "-e"];

/// The calls that change files or send.
const CALLS: &str = "trace=openat,write,pwrite64,writev,pwritev,ftruncate,fallocate,fsync,fdatasync,unlink,unlinkat,\
    rename,renameat,renameat2,sendto,sendmsg";

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the disk.
    Disk(Change),
    /// The system was told to send a receipt.
    Answered(Receipt),
}

/// The recordings of one program after the other, on one folder.
pub struct Recording {
    folder: PathBuf,
    logs: TempDir,
    programs: Vec<u32>,
}

impl Recording {
    pub fn of(served: &Path) -> Self {
        let served = served.canonicalize().expect("it is there");
        Self { folder: served, logs: folder(), programs: Vec::new() }
    }

    /// Starts a receiver that is recorded.
    pub fn start(&mut self) -> Serving {
        let log = self.logs.path().join("now");
        let words = [&STRACE[..], &[CALLS, "-o", log.to_str().expect("the path is plain"), RECEIVER], &SERVE].concat();
        let serving = Serving::run(command(&self.folder, &words));
        std::fs::rename(log, self.log(serving.process())).expect("strace has made it");
        self.programs.push(serving.process());
        serving
    }

    /// Everything that happened until the last of the programs had ended.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for program in &self.programs {
            Reader { folder: &self.folder, unfinished: HashMap::new(), steps: &mut steps }
                .read(&self.whole_log(*program));
        }
        steps
    }

    fn log(&self, program: u32) -> PathBuf {
        self.logs.path().join(program.to_string())
    }

    /// The log, once the end of the program is in it.
    fn whole_log(&self, program: u32) -> String {
        let (start, leader) = (Instant::now(), program.to_string());
        let has_ended = |line: &str| said_by_thread(line) == (leader.as_str(), "+++ exited with 0 +++");
        loop {
            let log = std::fs::read_to_string(self.log(program)).expect("strace writes it");
            if log.lines().next_back().is_some_and(has_ended) {
                return log;
            }
            assert!(start.elapsed() < LONGEST_WAIT, "strace has not seen the end of the program");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}

/// Reads a log.
struct Reader<'a> {
    folder: &'a Path,
    /// By thread, the beginning of a call during which other threads had something to say.
    unfinished: HashMap<&'a str, &'a str>,
    steps: &'a mut Vec<Step>,
}

impl<'a> Reader<'a> {
    fn read(mut self, log: &'a str) {
        for line in log.lines() {
            let (thread, call) = said_by_thread(line);
            if let Some(beginning) = call.strip_suffix(" <unfinished ...>") {
                self.begins(beginning);
                self.unfinished.insert(thread, beginning);
            } else if let Some((_, end)) = call.split_once(" resumed>") {
                let beginning = self.unfinished.remove(thread).expect("it has begun");
                self.ends(&[beginning, end].concat());
            } else {
                self.begins(call);
                self.ends(call);
            }
        }
    }

    /// An answer counts from the moment on at which the system may have sent it.
    fn begins(&mut self, call: &str) {
        let (name, _) = call.split_once('(').unwrap_or_default();
        if ["write", "writev", "sendto", "sendmsg"].contains(&name) {
            self.steps.extend(receipt_in(&strings(call).concat()).map(Step::Answered));
        }
    }

    /// A change counts once the system has said that it is made.
    fn ends(&mut self, call: &str) {
        let Some((made, result)) = call.rsplit_once(" = ").filter(|(_, result)| !result.starts_with('-')) else {
            return;
        };
        let (name, arguments) = made.split_once('(').expect("it is a call");
        let opened = if name == "openat" { result } else { arguments };
        let path = match name {
            "unlink" => Some(self.folder.join(text(strings(arguments).concat()))),
            _ => path_in(opened),
        };
        match path.as_deref().and_then(|path| path.strip_prefix(self.folder).ok()).and_then(Path::to_str) {
            // Shared memory, which the file only lends its name to: SQLite makes it anew after a failure.
            None | Some("submissions.db-shm") => {}
            Some(file) => self.steps.extend(change(name, file, arguments, result).map(Step::Disk)),
        }
    }
}

/// The number of a thread, and what it did.
fn said_by_thread(line: &str) -> (&str, &str) {
    let (thread, call) = line.split_once(' ').expect("a thread's number stands before each call");
    (thread, call.trim_start())
}

fn change(call: &str, file: &str, arguments: &str, result: &str) -> Option<Change> {
    let name = file.to_owned();
    let last_number = || arguments.rsplit(", ").next()?.trim_end().trim_end_matches(')').parse().ok();
    let number = || last_number().expect("the call ends with a number");
    match call {
        "openat" if file.is_empty() => None,
        "openat" => Some(Change::Opened(name)),
        "pwrite64" => {
            let written: usize = result.parse().expect("it says how much it wrote");
            let bytes = strings(arguments).concat().into_iter().take(written).collect();
            Some(Change::Wrote { name, offset: number(), bytes })
        }
        "ftruncate" => Some(Change::Cut { name, length: number() }),
        "fsync" | "fdatasync" if file.is_empty() => Some(Change::FolderSynced),
        "fsync" | "fdatasync" => Some(Change::Synced(name)),
        "unlink" => Some(Change::Deleted(name)),
        _ => panic!("the recording does not know what {call} does to {file}"),
    }
}

/// The receipt in the bytes of an answer.
fn receipt_in(answer: &[u8]) -> Option<Receipt> {
    let start = answer.windows(6).position(|part| part == br#"{"id":"#)?;
    let receipt: serde_json::Value = serde_json::from_slice(&answer[start..]).ok()?;
    let text = |name: &str| Some(receipt[name].as_str()?.to_owned());
    Some(Receipt { id: text("id")?, reference: text("reference")? })
}

/// The path that `-y` adds to the first descriptor, unless its file has no name any more.
fn path_in(text_with_descriptor: &str) -> Option<PathBuf> {
    let (digits, rest) = text_with_descriptor.split_once('<')?.1.split_once('>')?;
    (!rest.starts_with("(deleted)")).then(|| text(bytes(digits)).into())
}

/// What stands between quotes.
fn strings(call: &str) -> Vec<Vec<u8>> {
    call.split('"').skip(1).step_by(2).map(bytes).collect()
}

/// The bytes of `\x2f\x74`.
fn bytes(digits: &str) -> Vec<u8> {
    let byte = |digits| u8::from_str_radix(digits, 16).expect("strace writes hexadecimal digits");
    digits.split("\\x").skip(1).map(byte).collect()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("our paths are UTF-8")
}
