//! Moments, days and names of time zones. No clock is read here.

pub mod day;
pub mod instant;
pub mod left;
pub mod zone;
