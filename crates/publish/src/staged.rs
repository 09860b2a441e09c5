//! The folder that is being made into the site. It knows files, not what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::error::PublishError;

/// The folder.
pub struct Staged {
    folder: PathBuf,
}

impl Staged {
    /// A folder with Trunk's output.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Where a file lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn read(&self, name: &str) -> Result<Vec<u8>, PublishError> {
        let path = self.path(name);
        fs::read(&path).map_err(|source| PublishError::File { path, source })
    }

    /// Reads a file as text.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn read_text(&self, name: &str) -> Result<String, PublishError> {
        let path = self.path(name);
        fs::read_to_string(&path).map_err(|source| PublishError::File { path, source })
    }

    /// Reads a file as JSON, and as what it means to who parses it.
    ///
    /// # Errors
    /// [`PublishError::File`]; [`PublishError::Broken`].
    pub fn parsed<T, E: ToString>(
        &self,
        name: &str,
        parse: fn(&str) -> Result<T, E>,
    ) -> Result<(Value, T), PublishError> {
        let text = self.read_text(name)?;
        let broken = |why: String| PublishError::Broken { path: name.into(), why };
        let meaning = parse(&text).map_err(|error| broken(error.to_string()))?;
        let value = serde_json::from_str(&text).map_err(|error| broken(error.to_string()))?;
        Ok((value, meaning))
    }

    /// Writes a file, and the folders to it.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result<(), PublishError> {
        let path = self.path(name);
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(&path, content)).map_err(|source| PublishError::File { path, source })
    }

    /// Removes a file.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn remove(&self, name: &str) -> Result<(), PublishError> {
        let path = self.path(name);
        fs::remove_file(&path).map_err(|source| PublishError::File { path, source })
    }

    /// Every file, from the folder's root with `/` between, in the order of the alphabet.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn files(&self) -> Result<Vec<String>, PublishError> {
        let mut files = Vec::new();
        self.collect("", &mut files)?;
        files.sort();
        Ok(files)
    }

    fn collect(&self, below: &str, files: &mut Vec<String>) -> Result<(), PublishError> {
        let folder = self.path(below);
        let file_error = |source| PublishError::File { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(file_error)? {
            let entry = entry.map_err(file_error)?;
            let name = [below, &entry.file_name().to_string_lossy()].concat();
            if entry.path().is_dir() { self.collect(&(name + "/"), files)? } else { files.push(name) }
        }
        Ok(())
    }

    /// Puts another public address into the site's config.json.
    ///
    /// # Errors
    /// [`PublishError`] when there is no such file, or no object in it.
    pub fn set_address(&self, address: &str) -> Result<(), PublishError> {
        const CONFIG: &str = "config.json";
        let broken = |why: String| PublishError::Broken { path: CONFIG.into(), why };
        let mut config: Value =
            serde_json::from_str(&self.read_text(CONFIG)?).map_err(|error| broken(error.to_string()))?;
        let fields = config.as_object_mut().ok_or_else(|| broken("this should be an object: {…}".to_owned()))?;
        fields.insert("address".to_owned(), json!(address));
        self.write(CONFIG, format!("{config:#}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_in_the_order_of_the_alphabet() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let staged = Staged::new(folder.path());
        for name in ["b.txt", ".well-known/security.txt", "a/c.txt"] {
            staged.write(name, "").expect("it can be written");
        }
        assert_eq!(staged.files().expect("they can be read"), [".well-known/security.txt", "a/c.txt", "b.txt"]);
    }

    #[test]
    fn another_address_leaves_the_other_settings_alone() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let staged = Staged::new(folder.path());
        staged.write("config.json", r#"{"address": "https://a.example/", "as_of": "x"}"#).expect("it can be written");
        staged.set_address("https://b.example/treaty/").expect("it is an object");
        let config: Value = serde_json::from_str(&staged.read_text("config.json").expect("it is there")).expect("JSON");
        assert_eq!(config, json!({"address": "https://b.example/treaty/", "as_of": "x"}));
    }
}
