//! A disk that loses power: what was synced is there, and of the rest anything may be. It knows nothing of SQLite.

use std::collections::BTreeMap;
use std::path::Path;

use fastrand::Rng;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// What the program told the system to do with a file of the folder, or with the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is open now; it was made if there was none.
    Opened(String),
    Wrote {
        name: String,
        offset: usize,
        bytes: Vec<u8>,
    },
    Cut {
        name: String,
        length: usize,
    },
    /// The system has said that what was written to it is on the disk.
    Synced(String),
    Deleted(String),
    /// The same for the folder's list of names.
    FolderSynced,
}

/// A folder, as the program sees it and as it is on the disk for certain.
#[derive(Debug, Default)]
pub struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    synced_names: BTreeMap<String, usize>,
    /// What each name came to mean since the folder was synced; nothing where it was deleted.
    unsynced_names: Vec<(String, Option<usize>)>,
}

#[derive(Debug, Default)]
struct File {
    synced: Vec<u8>,
    unsynced: Vec<Edit>,
}

#[derive(Debug)]
enum Edit {
    Write { offset: usize, bytes: Vec<u8> },
    Cut { length: usize },
}

/// How much of what was not synced is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Nothing,
    Everything,
    /// Each edit by chance, and each sector of some: a disk may write in any order.
    Some,
}

impl Disk {
    /// Takes in what happened next.
    pub fn follow(&mut self, change: &Change) {
        match change {
            Change::Opened(name) if self.names.contains_key(name) => {}
            Change::Opened(name) => {
                self.files.push(File::default());
                self.names.insert(name.clone(), self.files.len() - 1);
                self.unsynced_names.push((name.clone(), Some(self.files.len() - 1)));
            }
            Change::Wrote { name, offset, bytes } => {
                self.file(name).unsynced.push(Edit::Write { offset: *offset, bytes: bytes.clone() });
            }
            Change::Cut { name, length } => self.file(name).unsynced.push(Edit::Cut { length: *length }),
            Change::Synced(name) => self.file(name).sync(),
            Change::Deleted(name) => {
                self.names.remove(name);
                self.unsynced_names.push((name.clone(), None));
            }
            Change::FolderSynced => {
                self.synced_names = self.names.clone();
                self.unsynced_names.clear();
            }
        }
    }

    /// Makes the folder as it may be after the power has failed.
    pub fn write_what_is_left(&self, folder: &Path, random: &mut Rng) {
        let left = [Left::Nothing, Left::Everything, Left::Some, Left::Some][random.usize(..4)];
        let mut names = self.synced_names.clone();
        for (name, file) in &self.unsynced_names {
            match file {
                _ if !left.takes(random) => {}
                Some(file) => drop(names.insert(name.clone(), *file)),
                None => drop(names.remove(name)),
            }
        }
        for (name, file) in names {
            std::fs::write(folder.join(name), self.files[file].what_is_left(left, random)).expect("there is room");
        }
    }

    fn file(&mut self, name: &str) -> &mut File {
        let file = self.names.get(name).unwrap_or_else(|| panic!("{name} was never opened"));
        &mut self.files[*file]
    }
}

impl File {
    fn sync(&mut self) {
        for edit in self.unsynced.drain(..) {
            edit.apply(&mut self.synced);
        }
    }

    fn what_is_left(&self, left: Left, random: &mut Rng) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        for edit in &self.unsynced {
            if left == Left::Some && random.bool() {
                edit.apply_torn(&mut bytes, random);
            } else if left.takes(random) {
                edit.apply(&mut bytes);
            }
        }
        bytes
    }
}

impl Edit {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Edit::Write { offset, bytes } => write(file, *offset, bytes),
            Edit::Cut { length } => file.resize(*length, 0),
        }
    }

    /// Some sectors of a write; the length of a file is one number, and changes or does not.
    fn apply_torn(&self, file: &mut Vec<u8>, random: &mut Rng) {
        if let Edit::Write { offset, bytes } = self {
            sectors(*offset, bytes).filter(|_| random.bool()).for_each(|(offset, bytes)| write(file, offset, bytes));
        }
    }
}

impl Left {
    fn takes(self, random: &mut Rng) -> bool {
        match self {
            Left::Nothing => false,
            Left::Everything => true,
            Left::Some => random.bool(),
        }
    }
}

/// What lies before it and was never written reads as zeros.
fn write(file: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    file.resize(file.len().max(end), 0);
    file[offset..end].copy_from_slice(bytes);
}

/// The parts of a write in each of the disk's sectors, with their places in the file.
fn sectors(offset: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (SECTOR - offset % SECTOR).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(SECTOR).zip((offset + first..).step_by(SECTOR));
    std::iter::once((offset, head)).chain(rest.map(|(part, offset)| (offset, part)))
}

#[test]
fn a_write_is_torn_where_sectors_meet() {
    let parts: Vec<_> = sectors(500, &[7; 1100]).map(|(offset, part)| (offset, part.len())).collect();
    assert_eq!(parts, [(500, 12), (512, 512), (1024, 512), (1536, 64)]);
}

#[test]
fn what_was_synced_is_always_left_and_the_rest_by_chance() {
    let mut disk = Disk::default();
    let wrote = |offset, byte| Change::Wrote { name: "a".into(), offset, bytes: vec![byte; 600] };
    let synced = Change::Synced("a".into());
    for change in [Change::Opened("a".into()), wrote(0, 1), synced, Change::FolderSynced, wrote(600, 2)] {
        disk.follow(&change);
    }
    let left = |seed| {
        let folder = crate::serving::folder();
        disk.write_what_is_left(folder.path(), &mut Rng::with_seed(seed));
        std::fs::read(folder.path().join("a")).expect("its name was synced")
    };
    let all: Vec<_> = (0..50).map(left).collect();
    assert!(all.iter().all(|bytes| bytes.starts_with(&[1; 600])));
    assert!(all.iter().any(|bytes| bytes.len() == 600) && all.iter().any(|bytes| bytes.ends_with(&[2; 600])));
}
