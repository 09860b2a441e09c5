//! The receiver's own pages, for people with scripts off. Every sentence comes from content and wording.

mod check;
mod field;
mod form_again;
mod frame;
mod not_stored;
mod notice;
mod received;
mod rich;
mod unseen;
mod withdraw;

pub use check::check;
pub use form_again::{FormAgain, Notice, form_again};
pub use frame::{Frame, Page};
pub use not_stored::not_stored;
pub use notice::notice;
pub use received::received;
pub use withdraw::withdraw;
