//! The program `receiver`, started as a deployer starts it.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{SUBMISSIONS, submission};

/// The program in a folder of its own, without what the environment of the test may say.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    for name in [
        "LISTEN",
        "DATABASE",
        "SITE",
        "AS_OF",
        "CONTENT",
        "WORDING",
        "ALLOW_ORIGIN",
        "LIMIT_POSTS",
        "TRUSTED_PROXY",
        "LOG",
        "KEEP_DAYS",
        "SMTP",
        "MAIL_FROM",
        "SMTP_USER",
        "SMTP_PASSWORD_FILE",
        "WEBHOOK",
        "WEBHOOK_SECRET_FILE",
    ] {
        command.env_remove(["RECEIVER_", name].concat());
    }
    command.env_remove("DATABASE_URL");
    command.args(arguments).current_dir(folder);
    command
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().expect("the program starts")
}

/// Lets no file grow over so many blocks of 512 bytes: to the program that is like a full disk.
#[cfg(unix)]
pub fn with_small_files(blocks: usize, folder: &Path, arguments: &[&str]) -> Output {
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_receiver")])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the shell starts")
}

/// What is in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("it is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("it can be read").file_name();
    let mut names: Vec<_> = entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub fn folder() -> TempDir {
    TempDir::new().expect("there is room for temporary files")
}

/// A running `receiver serve --listen 127.0.0.1:0`.
pub struct Serving {
    child: Child,
    first_line: String,
    url: String,
}

impl Serving {
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::of(program(folder, &[&["serve", "--listen", "127.0.0.1:0"], arguments].concat()))
    }

    /// The same, where the system lets it open no more than so many files.
    #[cfg(unix)]
    pub fn start_with_files(folder: &Path, arguments: &[&str], files: u32) -> Self {
        let program = program(folder, &[&["serve", "--listen", "127.0.0.1:0"], arguments].concat());
        let mut limited = Command::new("sh");
        limited.arg("-c").arg(format!(r#"ulimit -n {files} && exec "$0" "$@""#));
        limited.arg(program.get_program()).args(program.get_args()).current_dir(folder);
        for (name, _) in program.get_envs() {
            limited.env_remove(name);
        }
        Self::of(limited)
    }

    fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut first_line = String::new();
        let out = child.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut first_line).expect("it prints a line");
        let url = first_line.split([' ', ',']).nth(1).unwrap_or_default().to_owned();
        Self { child, first_line, url }
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// What Linux tells of the running program: the folder `/proc/…`.
    #[cfg(target_os = "linux")]
    pub fn process(&self) -> PathBuf {
        Path::new("/proc").join(self.child.id().to_string())
    }

    pub async fn post(&self, number: u32, words: &str) -> u16 {
        self.post_this(&submission(number, words)).await
    }

    /// The same of somebody who gave an address.
    pub async fn post_with_address(&self, number: u32) -> u16 {
        let mut submission = submission(number, "Kia ora");
        submission["answers"]["email"] = "mere@example.org".into();
        self.post_this(&submission).await
    }

    async fn post_this(&self, submission: &Value) -> u16 {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client can be made");
        let post = client.post(self.url.clone() + SUBMISSIONS).json(submission);
        post.send().await.expect("it answers").status().as_u16()
    }

    /// What it said instead of starting, with its exit code.
    pub fn refusal(mut self) -> (Option<i32>, String) {
        assert_eq!(self.first_line, "", "it has started");
        let (status, mut said) = (self.child.wait().expect("it ends"), String::new());
        self.child.stderr.take().expect("it is piped").read_to_string(&mut said).expect("it is UTF-8");
        (status.code(), said)
    }

    /// Asks it to end; gives its exit code, what it logged, and how long it took.
    #[cfg(unix)]
    pub fn end(mut self) -> (Option<i32>, String, Duration) {
        let (asked, id) = (Instant::now(), self.child.id().to_string());
        Command::new("kill").args(["-TERM", &id]).status().expect("it can be asked");
        let status = self.child.wait().expect("it ends");
        let mut log = String::new();
        self.child.stderr.take().expect("it is piped").read_to_string(&mut log).expect("the log is UTF-8");
        (status.code(), log, asked.elapsed())
    }
}

/// A test that fails leaves no program behind.
impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_submission_can_be_exported_while_it_runs_and_after_it_ended() {
    let folder = folder();
    let serving = Serving::start(folder.path(), &["--as-of", "2022-08-01T09:00:00+12:00"]);
    assert_eq!(serving.first_line, format!("receiver: {}, storing in sqlite://submissions.db\n", serving.url));
    assert_eq!(serving.post(1, "Kia ora").await, 201);
    let export = || run(folder.path(), &["export", "--format", "json"]);
    let during = export();
    assert_eq!(serving.end().0, Some(0));
    let after = export();
    assert_eq!(during.stdout, after.stdout);
    let exported: Value = serde_json::from_slice(&after.stdout).expect("it is JSON");
    assert_eq!(exported[0]["answers"]["anything-else"], "Kia ora");
}

#[cfg(unix)]
#[tokio::test]
async fn the_log_has_methods_and_paths_but_no_words_ids_or_addresses() {
    let folder = folder();
    let serving = Serving::start(folder.path(), &[]);
    serving.post(7, "my secret words").await;
    let receipt = format!("{}{SUBMISSIONS}/{}/receipt?name=Mere", serving.url, crate::harness::id(7));
    reqwest::get(receipt).await.expect("it answers");
    let log = serving.end().1;
    assert!(log.contains("POST /api/submissions 201"), "{log}");
    assert!(log.contains("GET /api/submissions/{id}/receipt 200"), "{log}");
    for secret in ["secret", &crate::harness::id(7), "127.0.0.1", "Mere"] {
        assert!(!log.contains(secret), "{secret} is in {log}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_connection_that_says_nothing_does_not_hold_up_the_end() {
    let folder = folder();
    let serving = Serving::start(folder.path(), &[]);
    let _silent = TcpStream::connect(serving.url.trim_start_matches("http://")).expect("it connects");
    serving.post(1, "Kia ora").await;
    let (code, _, took) = serving.end();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn the_help_has_examples() {
    let folder = folder();
    for (command, part) in [
        ("serve", "--allow-origin https://page.example"),
        ("export", "take one apostrophe from the front"),
        ("backup", "To restore: stop the receiver"),
        ("show", "receiver show CFHK-7394"),
        ("stats", "receiver stats"),
        ("verify", "--up-to 1204"),
    ] {
        let help = run(folder.path(), &[command, "--help"]);
        let text = String::from_utf8(help.stdout).expect("it is UTF-8");
        assert!(text.contains("Examples:") && text.contains(part), "{text}");
    }
}
