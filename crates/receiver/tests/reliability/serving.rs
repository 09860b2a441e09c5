//! The program `receiver`, on a folder with its database. It asserts nothing about answers.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use tempfile::TempDir;

use crate::submissions::SUBMISSIONS;

pub const DATABASE: &str = "submissions.db";
pub const WAL: &str = "submissions.db-wal";

/// The arguments that start the program; it logs nothing, so that what it says is why it does not start.
pub const SERVE: [&str; 5] = ["serve", "--listen", "127.0.0.1:0", "--log", "off"];

/// The arguments that print what was received.
pub const EXPORT: [&str; 3] = ["export", "--format", "json"];

/// How long something may take that takes moments.
pub const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The program itself.
pub const RECEIVER: &str = env!("CARGO_BIN_EXE_receiver");

pub fn folder() -> TempDir {
    TempDir::new().expect("there is room for temporary files")
}

/// A command in a folder, without what the environment of the test may say to the receiver.
pub fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(folder).env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    command
}

/// What `receiver export --format json` prints of the submissions in a folder.
#[track_caller]
pub fn exported(folder: &Path) -> Vec<Value> {
    try_exported(folder).unwrap_or_else(|said| panic!("nothing can be exported: {said}"))
}

/// The same; where it cannot be exported, what the program said.
pub fn try_exported(folder: &Path) -> Result<Vec<Value>, String> {
    printed(command(folder, &[&[RECEIVER], &EXPORT[..]].concat()))
}

/// What an export prints; where it fails, what it says.
pub fn printed(mut export: Command) -> Result<Vec<Value>, String> {
    let output = export.output().expect("the program starts");
    serde_json::from_slice(&output.stdout).map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A running `receiver serve`. Dropping it kills it.
pub struct Serving {
    child: Child,
    url: String,
    client: Client,
}

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub location: String,
    pub retry_after: String,
    pub body: String,
}

impl Serving {
    pub fn start(folder: &Path) -> Self {
        Self::run(command(folder, &[&[RECEIVER], &SERVE[..]].concat()))
    }

    /// Runs a command that becomes the program.
    #[track_caller]
    pub fn run(command: Command) -> Self {
        Self::try_run(command).unwrap_or_else(|said| panic!("it does not start: {said}"))
    }

    /// The same; where it ends before it serves, what it said.
    pub fn try_run(mut command: Command) -> Result<Self, String> {
        let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.unwrap_or_else(|error| {
            panic!("{:?}: {error}; `cargo xtask test` installs what is missing", command.get_program())
        });
        let mut first_line = String::new();
        let out = child.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut first_line).expect("it speaks UTF-8");
        let Some(url) = first_line.split([' ', ',']).nth(1) else {
            let mut said = String::new();
            child.stderr.take().expect("it is piped").read_to_string(&mut said).expect("it speaks UTF-8");
            let status = child.wait().expect("it has ended");
            return Err(format!("{said}{status}"));
        };
        Ok(Self { child, url: url.to_owned(), client: client() })
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Where it listens, like `http://127.0.0.1:1234`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// `kill -9`, which does not wait until the process is gone: the next one may start at the same moment.
    pub fn kill(&mut self) {
        self.child.kill().expect("it is ours");
    }

    /// Waits until it has ended.
    pub fn wait(&mut self) {
        self.child.wait().expect("it is ours");
    }

    /// Asks it to end, and waits until it has.
    pub fn end(mut self) {
        command(Path::new("/"), &["kill", &self.process().to_string()]).status().expect("it can be asked");
        self.wait();
    }

    pub async fn post(&self, submission: &Value) -> Reply {
        self.post_to(SUBMISSIONS, |request| request.json(submission)).await
    }

    pub async fn post_to(&self, path: &str, filled: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Reply {
        Reply::to(filled(self.client.post(self.url.clone() + path))).await
    }

    /// Asks for its health until the answer is this one: an answer stands for moments.
    pub async fn until_health_is(&self, status: u16) {
        let start = Instant::now();
        while self.get("/health").await.status != status {
            assert!(start.elapsed() < LONGEST_WAIT, "its health never became {status}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn get(&self, path: &str) -> Reply {
        Reply::to(self.client.get(self.url.clone() + path)).await
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // An error means that it has ended already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    pub async fn to(request: RequestBuilder) -> Self {
        Self::try_to(request).await.expect("the receiver answers")
    }

    /// The answer, unless the connection breaks.
    pub async fn try_to(request: RequestBuilder) -> reqwest::Result<Self> {
        let response = request.send().await?;
        let header =
            |name| response.headers().get(name).map_or("", |value| value.to_str().unwrap_or_default()).to_owned();
        let (status, location, retry_after) = (response.status().as_u16(), header("location"), header("retry-after"));
        Ok(Self { status, location, retry_after, body: response.text().await? })
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Whether it is a receipt, of the first time or of a second.
    pub fn is_receipt(&self) -> bool {
        [200, 201].contains(&self.status)
    }

    pub fn reference(&self) -> String {
        self.json()["reference"].as_str().expect("it has a reference").to_owned()
    }
}

/// A client with connections of its own, that goes where it is told only.
pub fn client() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client can be made")
}
