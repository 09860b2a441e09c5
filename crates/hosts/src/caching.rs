//! How long browsers and caches may keep an answer. There are two ways, and no third.

/// For a file whose name changes whenever its bytes change.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// For everything else: asked for each time; unchanged files cost a 304.
pub const ASK_EACH_TIME: &str = "no-cache";
