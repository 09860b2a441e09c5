//! Drawings as PNG, the same bytes on every machine: the font comes with a crate, and none of the machine's is used.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

/// Ubuntu Light, under the Ubuntu Font Licence. It has the Latin alphabets, macrons included.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(epaint_default_fonts::UBUNTU_LIGHT.to_vec());
    Arc::new(fonts)
});

/// Draws an SVG `width` pixels wide, as PNG.
///
/// # Panics
/// When the SVG cannot be read: all drawings are this crate's own, and text in them has passed `xml_text`.
pub fn png(svg: &str, width: u32) -> Vec<u8> {
    let drawing = tree(svg);
    let scale = width as f32 / drawing.size().width();
    let height = (drawing.size().height() * scale).round() as u32;
    let mut pixels = Pixmap::new(width, height).expect("a drawing is larger than nothing");
    resvg::render(&drawing, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().expect("a Vec takes every byte")
}

/// How wide everything in an SVG is together, in its units.
pub fn width_of(svg: &str) -> f32 {
    tree(svg).root().bounding_box().width()
}

fn tree(svg: &str) -> Tree {
    let family = FONTS.faces().next().map(|face| face.families[0].0.clone()).expect("one font is loaded above");
    let options = Options { fontdb: FONTS.clone(), font_family: family, ..Options::default() };
    Tree::from_str(svg, &options).expect("the drawings of this crate are SVG")
}
