//! Archives that are the same bytes whenever they are made of the same files. It touches no disk.

use std::collections::BTreeMap;
use std::io;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, EntryType, Header};

/// What lies in an archive under a name.
pub enum Entry {
    /// A file.
    File(Vec<u8>),
    /// A file that can be run.
    Program(Vec<u8>),
    /// An empty folder.
    Folder,
}

/// Everything in an archive, by its path.
pub type Entries = BTreeMap<String, Entry>;

/// The bytes of a `.tar.gz` with all of it in a folder. Everything is root's, and of that moment, in seconds since 1970.
///
/// # Errors
/// A path that no archive can have.
pub fn pack(folder: &str, moment: u64, entries: &Entries) -> io::Result<Vec<u8>> {
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (path, entry) in entries {
        let (kind, mode, bytes): (_, _, &[u8]) = match entry {
            Entry::File(bytes) => (EntryType::Regular, 0o644, bytes),
            Entry::Program(bytes) => (EntryType::Regular, 0o755, bytes),
            Entry::Folder => (EntryType::Directory, 0o755, &[]),
        };
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(moment);
        header.set_size(bytes.len().try_into().map_err(io::Error::other)?);
        archive.append_data(&mut header, format!("{folder}/{path}"), bytes)?;
    }
    archive.into_inner()?.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_out_as_it_was() {
        let long = format!("{}/{}", "a".repeat(120), "b".repeat(120));
        let entries = Entries::from([
            (long.clone(), Entry::File(b"Kia ora".to_vec())),
            ("data".to_owned(), Entry::Folder),
            ("receiver".to_owned(), Entry::Program(vec![0; 10_000])),
        ]);
        let packed = pack("top", 1_600_000_000, &entries).expect("it can be packed");
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&packed[..]));
        let found = archive.entries().expect("it can be read").map(|entry| {
            let entry = entry.expect("it is whole");
            let (path, header) = (entry.path().expect("it is text").display().to_string(), entry.header());
            let number = |number: io::Result<u64>| number.expect("it is a number");
            assert_eq!([number(header.uid()), number(header.gid()), number(header.mtime())], [0, 0, 1_600_000_000]);
            (path, header.mode().expect("it is a number"), entry.size())
        });
        let expected =
            [(format!("top/{long}"), 0o644, 7), ("top/data".into(), 0o755, 0), ("top/receiver".into(), 0o755, 10_000)];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
