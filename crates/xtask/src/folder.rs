//! Every byte of a folder of files, to compare with another or to put elsewhere. Knows nothing of what the files are.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;

/// Each file by its name from the folder's top, with `/` on every system.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads a folder.
///
/// # Errors
/// [`Error::File`].
pub fn read(folder: &Path) -> Result<Files, Error> {
    let mut files = Files::new();
    collect(folder, folder, &mut files)?;
    Ok(files)
}

fn collect(top: &Path, folder: &Path, files: &mut Files) -> Result<(), Error> {
    let unusable = |source| Error::File { path: folder.to_owned(), source };
    for entry in std::fs::read_dir(folder).map_err(unusable)? {
        let path = entry.map_err(unusable)?.path();
        if path.is_dir() {
            collect(top, &path, files)?;
        } else {
            let below = path.strip_prefix(top).unwrap_or(&path).iter().map(|part| part.to_string_lossy());
            files.insert(below.collect::<Vec<_>>().join("/"), std::fs::read(&path).map_err(unusable)?);
        }
    }
    Ok(())
}

/// Makes a folder hold these files and no others. What is there already is not written again.
///
/// # Errors
/// [`Error::File`].
pub fn write(folder: &Path, files: &Files) -> Result<(), Error> {
    let unusable = |source| Error::File { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(unusable)?;
    for name in differing(&read(folder)?, files) {
        let path = folder.join(&name);
        match files.get(&name) {
            Some(bytes) => {
                path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, bytes))
            }
            None => std::fs::remove_file(&path),
        }
        .map_err(|source| Error::File { path, source })?;
    }
    Ok(())
}

/// Files that are in one only, or not the same in both.
pub fn differing(one: &Files, other: &Files) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_written_holds_these_files_and_no_others() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let files: [Files; 2] = [
            [("a".to_owned(), vec![1]), ("b/c".to_owned(), vec![2])].into(),
            [("a".to_owned(), vec![3]), ("d".to_owned(), vec![4])].into(),
        ];
        for files in files {
            write(folder.path(), &files).expect("it can be written");
            assert_eq!(read(folder.path()).expect("it can be read"), files);
        }
    }

    #[test]
    fn a_file_that_is_missing_or_other_differs() {
        let files = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
        };
        let one: Files = files(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let other: Files = files(&[("a", "1"), ("b", "x"), ("d", "4")]);
        assert_eq!(differing(&one, &other), ["b", "c", "d"]);
    }
}
