//! Somebody who is not root: root may write to files that say that nobody may.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::serving::{RECEIVER, SERVE, command};

/// Debian's `nobody`.
const NOBODY: u32 = 65534;

/// `receiver serve` in a folder, with everything in it, as that user's own.
pub fn serve(folder: &Path) -> Command {
    if folder.metadata().expect("it is there").uid() != 0 {
        return command(folder, &[&[RECEIVER], &SERVE[..]].concat());
    }
    // The folders above the built program may be root's alone.
    let program = folder.join("receiver");
    std::fs::copy(RECEIVER, &program).expect("there is room");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("it is ours");
    give_away(folder);
    let user = NOBODY.to_string();
    let program = program.to_str().expect("the path is plain");
    let setpriv = ["setpriv", "--reuid", &user, "--regid", &user, "--clear-groups", program];
    command(folder, &[&setpriv, &SERVE[..]].concat())
}

fn give_away(folder: &Path) {
    let inside = std::fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it can be read").path());
    let all: Vec<PathBuf> = inside.chain([folder.to_owned()]).collect();
    all.iter().for_each(|path| chown(path, Some(NOBODY), Some(NOBODY)).expect("root may"));
}
