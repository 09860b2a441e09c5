//! A PostgreSQL server of the tests' own: Debian's programs, in a temporary folder, as an ordinary user, on a socket in that
//! folder alone. It ends with the last test that uses it. Where there is none, the tests fail.

use std::fs::File;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Debian's `nobody`: PostgreSQL refuses to run as root.
const NOBODY: u32 = 65534;

const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Makes of the server's command another one that starts it.
pub type Around = fn(Command) -> Command;

/// A running server. Dropping it ends it.
#[derive(Debug)]
pub struct PostgresServer {
    folder: TempDir,
    around: Around,
    server: Option<Child>,
    databases: AtomicU32,
}

impl PostgresServer {
    #[allow(dead_code, reason = "not every program of tests has folders of its own")]
    pub fn start() -> Self {
        Self::start_in(TempDir::new().expect("there is room for temporary files"), |server| server)
    }

    /// In a folder that is on a disk.
    pub fn start_in(folder: TempDir, around: Around) -> Self {
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o700)).expect("it is ours");
        if is_root(folder.path()) {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).expect("root may");
        }
        let mut server = Self { folder, around, server: None, databases: AtomicU32::new(0) };
        let mut initdb = server.program("initdb");
        initdb.args(["--auth=trust", "--username=receiver", "--encoding=UTF8", "--locale=C.UTF-8", "-D", "data"]);
        let made = initdb.output().expect("it starts");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        server.go_on();
        server
    }

    /// Starts it, the first time or again.
    pub fn go_on(&mut self) {
        let log = File::create(self.folder.path().join("log")).expect("there is room");
        let socket = self.folder.path().to_owned();
        let mut program = self.program("postgres");
        program.args(["-D", "data", "-c", "listen_addresses=", "-c"]);
        program.arg(format!("unix_socket_directories={}", socket.display()));
        self.server = Some((self.around)(program).stderr(log).spawn().expect("it starts"));
        let start = Instant::now();
        while !self.psql("postgres", "SELECT 1") {
            assert!(start.elapsed() < LONGEST_WAIT, "it does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends it at once, as when it breaks down.
    pub fn break_down(&mut self) {
        if let Some(mut server) = self.server.take() {
            // QUIT is its immediate shutdown; it takes its own processes with it.
            let _ = Command::new("kill").args(["-QUIT", &server.id().to_string()]).status();
            let _ = server.wait();
        }
    }

    /// The address of a new database.
    pub fn database(&self) -> String {
        let name = format!("submissions{}", self.databases.fetch_add(1, Ordering::Relaxed));
        assert!(self.psql("postgres", &format!("CREATE DATABASE {name}")), "it cannot be made");
        format!("postgres://receiver@localhost/{name}?host={}", self.folder.path().display())
    }

    /// Where it listens.
    #[allow(dead_code, reason = "not every program of tests asks")]
    pub fn socket(&self) -> &Path {
        self.folder.path()
    }

    /// The number of its process, while it runs.
    #[allow(dead_code, reason = "not every program of tests asks")]
    pub fn process(&self) -> u32 {
        self.server.as_ref().expect("it runs").id()
    }

    /// What it has logged since it was started.
    #[allow(dead_code, reason = "not every program of tests asks")]
    pub fn log(&self) -> String {
        let log = std::fs::read(self.folder.path().join("log")).expect("it is there");
        String::from_utf8_lossy(&log).into_owned()
    }

    /// Does what these words of SQL say, and tells whether it could.
    pub fn psql(&self, database: &str, words: &str) -> bool {
        let mut psql = self.program("psql");
        psql.args(["--quiet", "--username=receiver", "--dbname", database, "--command", words]).arg("--host");
        psql.arg(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it starts").success()
    }

    /// One of Debian's programs, in the folder and as its owner.
    pub fn program(&self, name: &str) -> Command {
        let path = programs().join(name);
        let mut command = Command::new(if is_root(Path::new("/proc/self")) { "setpriv" } else { "env" });
        if is_root(Path::new("/proc/self")) {
            let user = NOBODY.to_string();
            command.args(["--reuid", &user, "--regid", &user, "--clear-groups"]);
        }
        command.arg(path).current_dir(self.folder.path());
        command
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        self.break_down();
    }
}

fn is_root(path: &Path) -> bool {
    path.metadata().expect("it is there").uid() == 0
}

/// Debian keeps each version's programs apart; the newest is used.
pub fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let number = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = versions.map(|entry| entry.path()).filter(|path| path.join("bin/initdb").is_file()).max_by_key(number);
    newest.expect("PostgreSQL is missing; `cargo xtask test` installs what is missing").join("bin")
}
