//! Why there is no release. For whoever makes it.

/// Why there is no release.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What is in the folder is no commit.
    #[error(
        "A release is made of a commit, and this is not committed:\n{}\nCommit it, or put it away: git stash --include-untracked",
        .0.join("\n")
    )]
    NotCommitted(Vec<String>),
    /// The changelog does not know the version.
    #[error(
        "CHANGELOG.md has no section for version {version}. Write one below “## [{version}] - ” and the day, with what is new; \
         or correct `version` in Cargo.toml."
    )]
    NotInChangelog {
        /// That in Cargo.toml.
        version: String,
    },
    /// The changelog has a heading alone.
    #[error(
        "CHANGELOG.md says nothing of version {version}. Write below its heading what is new for those who run it."
    )]
    NothingSaid {
        /// That in Cargo.toml.
        version: String,
    },
    /// The changelog has words of no version.
    #[error(
        "CHANGELOG.md has words under “Unreleased”. Move them below the heading of version {version}, or of a newer one."
    )]
    LeftUnreleased {
        /// That in Cargo.toml.
        version: String,
    },
}
