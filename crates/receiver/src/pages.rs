//! The receiver's own pages, for people with scripts off. Every sentence comes from content and wording.

mod field;
mod frame;
mod not_stored;
mod problems;
mod received;
mod rich;

pub use frame::{Frame, Page};
pub use not_stored::not_stored;
pub use problems::problems;
pub use received::received;
