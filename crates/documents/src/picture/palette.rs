//! At most 256 colours for a picture that has more.

use std::collections::BTreeMap;

/// Red, green and blue.
pub type Colour = [u8; 3];

/// The colours that a picture has most of. Flat areas keep theirs exactly; only the edges of letters are rounded.
pub struct Palette(Vec<Colour>);

impl Palette {
    /// The palette for pixels; colours that are equally frequent go by their numbers, so that it is always the same.
    pub fn of(pixels: &[Colour]) -> Self {
        let mut counts = BTreeMap::<Colour, usize>::new();
        runs(pixels).for_each(|(colour, length)| *counts.entry(colour).or_default() += length);
        let mut colours: Vec<(Colour, usize)> = counts.into_iter().collect();
        colours.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self(colours.into_iter().map(|(colour, _)| colour).take(256).collect())
    }

    /// Its colours.
    pub fn colours(&self) -> &[Colour] {
        &self.0
    }

    /// For each pixel, the position of the colour that comes nearest.
    pub fn indices(&self, pixels: &[Colour]) -> Vec<u8> {
        let mut known = BTreeMap::<Colour, u8>::new();
        let mut index = |colour| *known.entry(colour).or_insert_with(|| self.nearest(colour));
        runs(pixels).flat_map(|(colour, length)| std::iter::repeat_n(index(colour), length)).collect()
    }

    fn nearest(&self, colour: Colour) -> u8 {
        let distance =
            |other: &Colour| -> u32 { colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum() };
        let nearest = (0..=u8::MAX).zip(&self.0).min_by_key(|(_, other)| distance(other));
        nearest.map_or(0, |(index, _)| index)
    }
}

/// Pixels of the same colour in a row, with their number: most of a drawing is flat.
fn runs(pixels: &[Colour]) -> impl Iterator<Item = (Colour, usize)> {
    pixels.chunk_by(|one, next| one == next).map(|run| (run[0], run.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_colours_stay_and_rare_ones_become_their_nearest() {
        let greys = (0..=u8::MAX).flat_map(|grey| [[grey; 3], [grey; 3]]);
        let pixels: Vec<Colour> = greys.chain([[9, 9, 10]]).collect();
        let palette = Palette::of(&pixels);
        let indices = palette.indices(&pixels);
        assert_eq!(palette.colours().len(), 256);
        assert_eq!(indices.last(), Some(&9));
        assert_eq!(palette.colours()[usize::from(indices[20])], [10; 3]);
    }
}
