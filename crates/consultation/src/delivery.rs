//! What is sent, and what comes back.

pub mod receipt;
pub mod refusal;
pub mod reply;
pub mod submission;
pub mod wire;
