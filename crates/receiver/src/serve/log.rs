//! The log, on the error stream. Only this crate writes to it: what libraries log could name people's words.

use std::io;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::cli::LogLevel;

/// Starts the log; a second start changes nothing.
pub fn start(level: LogLevel) {
    let level = match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Info => LevelFilter::INFO,
    };
    let lines = fmt::layer().with_ansi(false).with_target(false).with_writer(io::stderr);
    let only_ours = Targets::new().with_target(env!("CARGO_CRATE_NAME"), level);
    // A test may have started one already.
    let _ = tracing_subscriber::registry().with(lines).with(only_ours).try_init();
}
