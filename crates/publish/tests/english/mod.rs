//! Finds what of a page is English. In a pseudo-language, whatever has a vowel without an accent is.

/// What people are read of a page, its attributes too, but for words that are in another language by intent.
pub fn texts(page: &str) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut marked: Vec<&str> = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        // Within words that say their language, elements of the same name are counted.
        match marked.first() {
            Some(outer) if *outer == name && tag.starts_with('/') => drop(marked.pop()),
            Some(outer) if *outer == name => marked.push(name),
            None if tag.contains(" lang=\"") && name != "html" => marked.push(name),
            _ => {}
        }
        let is_read = marked.is_empty() && !["script", "style"].contains(&name);
        texts.extend(is_read.then_some(text));
        let attributes = ["aria-label=\"", "placeholder=\"", "alt=\"", "data-unknown=\""];
        texts.extend(attributes.iter().filter_map(|name| tag.split_once(name)?.1.split('"').next()));
    }
    texts
}

/// The words of a page that have a plain vowel.
pub fn english_in(page: &str) -> Vec<&str> {
    texts(page).into_iter().flat_map(str::split_whitespace).filter(|word| is_english(word)).collect()
}

/// Mail addresses are nobody's language, and digests and references have digits.
fn is_english(word: &str) -> bool {
    let is_plain_vowel = |c: char| "aeiouAEIOU".contains(c);
    word.contains(is_plain_vowel) && !word.contains('@') && !word.contains(|c: char| c.is_ascii_digit())
}
