//! Where lines break. It knows no font: it is told what fits.

/// On as few lines as `width` allows, and no wider than that number needs.
pub fn balanced<F: Fn(&str) -> bool>(words: &str, width: u32, within: &impl Fn(u32) -> F) -> Vec<String> {
    let of_width = |width: u32| lines(words, &within(width));
    let number = of_width(width).len();
    let (mut too_narrow, mut enough) = (0, width);
    while too_narrow + 1 < enough {
        let middle = u32::midpoint(too_narrow, enough);
        if of_width(middle).len() > number { too_narrow = middle } else { enough = middle }
    }
    of_width(enough)
}

/// Breaks between words, and inside a word only where it is wider than a line.
pub fn lines(words: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.len() - 1;
        let longer = [&lines[last], " ", word].concat();
        let longer = longer.trim_start();
        if fits(longer) {
            lines[last] = longer.to_owned();
        } else {
            lines.extend(pieces(word, fits));
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A word, in as many pieces as it takes.
fn pieces(word: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    if fits(word) {
        return vec![word.to_owned()];
    }
    for c in word.chars() {
        let last = pieces.len() - 1;
        let longer = format!("{}{c}", pieces[last]);
        if fits(&longer) { pieces[last] = longer } else { pieces.push(c.to_string()) }
    }
    pieces
}

/// The first lines, the last of which says that more was to come.
pub fn shortened(mut lines: Vec<String>, most: usize, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    lines.truncate(most);
    let last = lines.pop().map(|last| cut(&last, fits));
    lines.extend(last);
    lines
}

/// As many words of a line as leave room for “…”; as many letters, when there is one word.
fn cut(line: &str, fits: &dyn Fn(&str) -> bool) -> String {
    let mut line = line.to_owned();
    while !line.is_empty() && !fits(&[&line, "…"].concat()) {
        let shorter = line.rsplit_once(' ').map_or(line.len() - last_letter(&line), |(words, _)| words.len());
        line.truncate(shorter);
    }
    line + "…"
}

/// The length of the last letter, in bytes.
fn last_letter(line: &str) -> usize {
    line.chars().last().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ten_characters(line: &str) -> bool {
        line.chars().count() <= 10
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines(" kia  ora koutou\nkatoa ", &ten_characters), ["kia ora", "koutou", "katoa"]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_is_broken() {
        assert_eq!(lines("a Taumatawhakatangi b", &ten_characters), ["a", "Taumatawha", "katangi b"]);
    }

    #[test]
    fn a_cut_line_still_fits() {
        assert_eq!(cut("kia ora ko", &ten_characters), "kia ora…");
        assert_eq!(cut("Taumatawhā", &ten_characters), "Taumatawh…");
    }

    #[test]
    fn lines_are_about_equally_long() {
        let within = |width: u32| move |line: &str| line.len() <= width as usize;
        let lines = balanced("United Nations Cybercrime Treaty", 25, &within);
        assert_eq!(lines, ["United Nations", "Cybercrime Treaty"]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_line_is_too_wide(words in "([a-zāē🦤]{0,14}[ \n]){0,12}") {
            let lines = lines(&words, &ten_characters);
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&words));
            prop_assert!(lines.iter().all(|line| ten_characters(line)), "{:?}", lines);
        }
    }
}
