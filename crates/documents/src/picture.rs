//! Drawings as PNG, the same bytes on every machine: the font comes with a crate, and none of the machine's is used.

use std::sync::{Arc, LazyLock};

use png::{ColorType, Compression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// Ubuntu Light, under the Ubuntu Font Licence. It has the Latin alphabets, macrons included.
const FONT: &[u8] = epaint_default_fonts::UBUNTU_LIGHT;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    Arc::new(fonts)
});

/// Draws an SVG `width` pixels wide, as PNG.
///
/// # Panics
/// When the SVG cannot be read: all drawings are this crate's own, and text in them has passed `xml_text`.
pub fn png(svg: &str, width: u32) -> Vec<u8> {
    let family = FONTS.faces().next().map(|face| face.families[0].0.clone()).expect("one font is loaded above");
    let options = Options { fontdb: FONTS.clone(), font_family: family, ..Options::default() };
    let drawing = Tree::from_str(svg, &options).expect("the drawings of this crate are SVG");
    let scale = width as f32 / drawing.size().width();
    let height = (drawing.size().height() * scale).round() as u32;
    let mut pixels = Pixmap::new(width, height).expect("a drawing is larger than nothing");
    resvg::render(&drawing, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    encoded(pixels).expect("a Vec takes every byte")
}

/// Five bits of each colour: the edges of letters have more shades than anybody tells apart, and with all of them
/// `social.png` of the shipped page would be 77 kB instead of 54 kB.
fn encoded(pixels: Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgba);
    encoder.set_compression(Compression::High);
    // Rows of flat colours repeat, and compress best as they are.
    encoder.set_filter(Filter::NoFilter);
    let samples = pixels.take_demultiplied().into_iter().map(|sample| sample & 0b1111_1000 | sample >> 5);
    encoder.write_header()?.write_image_data(&samples.collect::<Vec<u8>>())?;
    Ok(file)
}

/// How wide words are at a size of the font, in the same unit. Kerning would make them a little narrower.
pub fn width_of(words: &str, size: f32) -> f32 {
    let font = FontRef::new(FONT).expect("the crate's font is whole");
    let (letters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(size), LocationRef::default()));
    // What the font lacks is drawn as its first glyph, a box.
    let width = |c: char| metrics.advance_width(letters.map(c).unwrap_or(GlyphId::NOTDEF)).unwrap_or(size);
    words.chars().map(width).sum()
}
