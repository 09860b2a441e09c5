//! A file system of 2 MB in memory, mounted for one program alone, so that it can be filled: for a receiver with its file, or
//! for a PostgreSQL server with its tables.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use consultation::purpose::Purpose;
use serde_json::Value;
use tempfile::TempDir;

use crate::place::Place;
use crate::postgres_server::PostgresServer;
use crate::serving::{DATABASE, RECEIVER, SERVE, Serving, WAL, command, exported, folder};

/// In a mount namespace of its own: the program's parent sees nothing of it, and it goes with the program.
const MOUNT: &str = r#"mount -t tmpfs -o size=2m tmpfs "$0" && cd "$0" && exec "$@""#;

/// The same in the folder of a server. What it writes ahead lies beside it: a server without room for that ends.
const MOUNT_BESIDE: &str =
    r#"mkdir "$0" && mount -t tmpfs -o "size=2m,mode=700,uid=$(stat -c %u .)" tmpfs "$0" && exec "$@""#;
const BESIDE: &str = "small";

/// A receiver whose submissions are on a small disk.
pub struct SmallDisk {
    pub serving: Serving,
    /// Where it is mounted, as seen from outside.
    folder: PathBuf,
    kept: Kept,
}

enum Kept {
    InFile { _mounted_on: TempDir },
    OnServer { place: Place, _server: PostgresServer },
}

impl SmallDisk {
    pub fn of_file() -> Self {
        let mounted_on = folder();
        let path = mounted_on.path().to_str().expect("the path is plain");
        // Who is not root is root of nothing but the namespace, which is enough to mount.
        let unshare = ["unshare", "--mount", "--map-root-user", "sh", "-c", MOUNT, path, RECEIVER];
        let serving = Serving::run(command(mounted_on.path(), &[&unshare, &SERVE[..]].concat()));
        let folder = from_outside(serving.process(), mounted_on.path());
        Self { serving, folder, kept: Kept::InFile { _mounted_on: mounted_on } }
    }

    pub fn of_server() -> Self {
        let server = PostgresServer::start_in(folder(), beside_small_disk);
        let disk = server.socket().join(BESIDE);
        let location = format!("CREATE TABLESPACE small LOCATION '{}'", disk.display());
        for words in [&location, "ALTER ROLE receiver SET default_tablespace = small"] {
            assert!(server.psql("postgres", words), "{words}");
        }
        let place = Place::with(server.database());
        let (serving, folder) = (place.start(), from_outside(server.process(), &disk));
        Self { serving, folder, kept: Kept::OnServer { place, _server: server } }
    }

    /// What is on the disk now, while nobody posts. SQLite itself cannot reach it from outside: it follows the link
    /// `/proc/…/root`, which leads to our own `/`.
    pub fn exported(&self) -> Vec<Value> {
        if let Kept::OnServer { place, .. } = &self.kept {
            return place.exported(Purpose::Submission);
        }
        let copy = folder();
        for name in [DATABASE, WAL] {
            std::fs::copy(self.folder.join(name), copy.path().join(name)).expect("the receiver has made it");
        }
        exported(copy.path())
    }

    /// Takes all the room that is left. A database may give back some of its own afterwards.
    pub fn fill(&self) {
        let mut ballast = File::options().create(true).append(true).open(self.ballast()).expect("the disk is there");
        let error = loop {
            if let Err(error) = ballast.write_all(&[0; 512]) {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::StorageFull);
    }

    /// Gives it back.
    pub fn make_room(&self) {
        std::fs::remove_file(self.ballast()).expect("the disk was filled");
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

/// A folder that a process has mounted for itself.
fn from_outside(process: u32, folder: &Path) -> PathBuf {
    let inside = folder.strip_prefix("/").expect("it is absolute");
    PathBuf::from(format!("/proc/{process}/root")).join(inside)
}

/// A server refuses to be root: who is not, and was made it to mount, becomes itself again.
fn beside_small_disk(server: Command) -> Command {
    let user = Path::new("/proc/self").metadata().expect("it is there").uid().to_string();
    let mut command = Command::new("unshare");
    command.arg("--mount").args((user != "0").then_some("--map-root-user")).args(["sh", "-c", MOUNT_BESIDE, BESIDE]);
    if user != "0" {
        command.args(["unshare", "--map-user", &user]);
    }
    command.arg(server.get_program()).args(server.get_args());
    command.current_dir(server.get_current_dir().expect("it has a folder"));
    command
}
