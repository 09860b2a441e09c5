//! What is drawn. It reads from the runtime and reports events to it; it never touches the browser, and decides nothing.

pub mod fields;
pub mod form;
pub mod page;
pub mod parts;
pub mod sections;
