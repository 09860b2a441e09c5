//! The way from the page in one language to the others. It lies outside what the app draws, and works without it.

use consultation::content::languages::Edition;
use consultation::text::wording::{Phrase, Wording};
use maud::{Markup, html};

/// A list of the languages, each by its own name; nothing where there is only one. `to_root` leads from the page of `own` to
/// the site's root, and each language comes with its folder there.
pub fn language_switch(own: &Edition, to_root: &str, languages: &[(&Edition, &str)], wording: &Wording) -> Markup {
    let address = |folder: &str| match [to_root, folder].concat() {
        here if here.is_empty() => "./".to_owned(),
        there => there,
    };
    html! {
        @if languages.len() > 1 {
            nav class="languages" aria-label=(wording.text(Phrase::Languages)) {
                ul {
                    @for (language, folder) in languages {
                        @let (tag, dir) = (language.tag.as_str(), language.direction.name());
                        li {
                            @if *language == own {
                                span lang=(tag) dir=(dir) aria-current="true" { (language.name) }
                            } @else {
                                a href=(address(folder)) lang=(tag) hreflang=(tag) dir=(dir) { (language.name) }
                            }
                        }
                    }
                }
            }
            "\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use consultation::content::languages::Languages;

    use super::*;

    const WORDING: &str = include_str!("../../../public/content/en-NZ.wording.json");
    const LIST: &str = r#"{"languages": [{"tag": "en-NZ", "name": "English", "direction": "ltr"},
        {"tag": "ar", "name": "العربية", "direction": "rtl"}, {"tag": "mi", "name": "Te reo Māori", "direction": "ltr"}]}"#;

    fn switch(list: &str, own: usize) -> String {
        let languages = Languages::parse(list).expect("it is right");
        let folders: Vec<_> = languages.languages.iter().map(|edition| languages.folder_of(&edition.tag)).collect();
        let all: Vec<_> = languages.languages.iter().zip(folders.iter().map(String::as_str)).collect();
        let (own, folder) = all[own];
        let to_root = "../".repeat(folder.matches('/').count());
        let wording = Wording::parse(WORDING).expect("it is right");
        language_switch(own, &to_root, &all, &wording).into_string()
    }

    #[test]
    fn each_page_leads_to_every_other_language() {
        for (own, addresses) in [(0, ["ar/", "mi/"]), (1, ["../", "../mi/"]), (2, ["../", "../ar/"])] {
            let switch = switch(LIST, own);
            let found: Vec<_> = switch.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(found, addresses, "{switch}");
            assert_eq!(switch.matches("aria-current").count(), 1, "{switch}");
        }
    }

    #[test]
    fn a_name_says_its_language_and_direction() {
        let link = r#"<a href="ar/" lang="ar" hreflang="ar" dir="rtl">العربية</a>"#;
        assert!(switch(LIST, 0).contains(link), "{}", switch(LIST, 0));
    }

    #[test]
    fn a_page_in_one_language_has_no_switch() {
        assert_eq!(switch(r#"{"languages": [{"tag": "en-NZ", "name": "English", "direction": "ltr"}]}"#, 0), "");
    }
}
