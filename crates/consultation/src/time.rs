//! Moments and days. No clock is read here.

pub mod day;
pub mod instant;
