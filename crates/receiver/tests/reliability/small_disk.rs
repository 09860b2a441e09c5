//! A file system of 2 MB in memory, mounted for one program alone, so that it can be filled.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use tempfile::TempDir;

use crate::serving::{DATABASE, RECEIVER, SERVE, Serving, WAL, command, folder};

/// In a mount namespace of its own: the program's parent sees nothing of it, and it goes with the program.
const MOUNT: &str = r#"mount -t tmpfs -o size=2m tmpfs "$0" && cd "$0" && exec "$@""#;

/// A receiver on a small disk.
pub struct SmallDisk {
    pub serving: Serving,
    mounted_on: TempDir,
}

impl SmallDisk {
    pub fn start() -> Self {
        let mounted_on = folder();
        let path = mounted_on.path().to_str().expect("the path is plain");
        // Who is not root is root of nothing but the namespace, which is enough to mount.
        let unshare = ["unshare", "--mount", "--map-root-user", "sh", "-c", MOUNT, path, RECEIVER];
        let command = command(mounted_on.path(), &[&unshare, &SERVE[..]].concat());
        Self { serving: Serving::run(command), mounted_on }
    }

    /// What is on the disk now, while nobody posts. SQLite itself cannot reach it from outside: it follows the link
    /// `/proc/…/root`, which leads to our own `/`.
    pub fn copy(&self) -> TempDir {
        let copy = folder();
        for name in [DATABASE, WAL] {
            std::fs::copy(self.folder().join(name), copy.path().join(name)).expect("the receiver has made it");
        }
        copy
    }

    /// Takes all the room that is left. SQLite may give back some of its own afterwards.
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

    /// The disk's folder, as seen from outside.
    fn folder(&self) -> PathBuf {
        let inside = self.mounted_on.path().strip_prefix("/").expect("it is absolute");
        PathBuf::from(format!("/proc/{}/root", self.serving.process())).join(inside)
    }

    fn ballast(&self) -> PathBuf {
        self.folder().join("ballast")
    }
}
