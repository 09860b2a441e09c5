//! A database of either kind, and the folder that receivers run in.

use std::process::Command;

use consultation::purpose::Purpose;
use serde_json::Value;
use tempfile::TempDir;

use crate::serving::{EXPORT, RECEIVER, SERVE, Serving, command, folder, printed};

/// Where receivers run, and store.
pub struct Place {
    folder: TempDir,
    database: String,
}

/// The address of a file in the folder.
pub fn file() -> String {
    "sqlite://submissions.db".to_owned()
}

impl Place {
    pub fn with(database: String) -> Self {
        Self { folder: folder(), database }
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = command(self.folder.path(), &[&[RECEIVER], words].concat());
        command.env("RECEIVER_DATABASE", &self.database);
        command
    }

    pub fn start(&self) -> Serving {
        Serving::run(self.command(&SERVE))
    }

    /// The same, with other words than those that are compiled in.
    pub fn start_with(&self, content: &str) -> Serving {
        let file = self.folder.path().join("content.json");
        std::fs::write(&file, content).expect("the folder is there");
        Serving::run(self.command(&[&SERVE[..], &["--content", "content.json"]].concat()))
    }

    /// What `receiver export --format json` prints of a form.
    #[track_caller]
    pub fn exported(&self, purpose: Purpose) -> Vec<Value> {
        let what = match purpose {
            Purpose::Submission => "submissions",
            Purpose::Feedback => "feedback",
        };
        let export = self.command(&[&EXPORT[..], &["--what", what]].concat());
        printed(export).unwrap_or_else(|said| panic!("nothing can be exported: {said}"))
    }
}
