//! The page's icon in the sizes that browsers and home screens ask for, drawn from its SVG.

use maud::PreEscaped;

use crate::Document;
use crate::picture::png;

/// The page's own icon.
const ICON: &str = include_str!("../../../public/icon.svg");

/// The same on a full ground, inside the circle that every mask leaves (W3C Web App Manifest, “safe zone”).
const ON_GROUND: &str = include_str!("../assets/icon-on-ground.svg");

/// For tabs and lists, 192 pixels.
pub const SMALL: &str = "icon-192.png";

/// For start screens, 512 pixels.
pub const LARGE: &str = "icon-512.png";

/// For systems that cut icons into their own shape, 512 pixels.
pub const MASKABLE: &str = "icon-maskable-512.png";

/// For Apple's home screens, 180 pixels; they show transparency as black, so this one has a ground.
pub const APPLE: &str = "apple-touch-icon.png";

/// The page's icon, to stand inside another drawing.
pub fn drawing() -> PreEscaped<&'static str> {
    PreEscaped(ICON)
}

/// All sizes.
pub fn icons() -> Vec<Document> {
    let sizes = [(SMALL, ICON, 192), (LARGE, ICON, 512), (MASKABLE, ON_GROUND, 512), (APPLE, ON_GROUND, 180)];
    sizes.map(|(path, drawing, width)| Document::new(path, png(drawing, width))).to_vec()
}
