//! Why a revision cannot be made. For the editor.

use consultation::content::updates::UpdatesProblem;
use consultation::file::FileError;

/// Why a revision cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReviseError {
    /// The content is broken.
    #[error("The content cannot be published as it is. Run `cargo xtask check`, which says what to mend.")]
    BrokenContent,
    /// The list of languages is broken.
    #[error("The list of languages cannot be used. Run `cargo xtask check`, which says what to mend.")]
    BrokenLanguages,
    /// The list of revisions is broken.
    #[error("The list of revisions cannot be read: {0}\nMend it first; `cargo xtask check` says where.")]
    BrokenUpdates(FileError),
    /// Not a word has changed.
    #[error("The content is as it was when revision {0} was listed, so there is nothing to revise.")]
    NothingChanged(u32),
    /// `--again`, and the content is another revision than the last listed one.
    #[error(
        "--again is for words of the last listed revision, {last}; the content is revision {content}. \
             Say what changed instead: {command} \"…\""
    )]
    NotTheLast {
        /// The last revision listed; 0 when there is none.
        last: u32,
        /// The content's revision.
        content: u32,
        /// What makes a revision of its language.
        command: String,
    },
    /// The list would not make sense with the new entry.
    #[error("The list of revisions would not make sense: {0}. Nothing was written.")]
    Problem(UpdatesProblem),
}
