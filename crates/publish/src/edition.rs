//! The page in one language, and everything that only this language has: it lies in the site's root for the first
//! language, and for every other in a folder that is named by its tag, such as `en-xa/`. Script, WASM, content and
//! settings are there once for all, in the root.

use consultation::content::languages::{self, Languages};
use consultation::content::page::{Downloads, Page};
use consultation::text::language::Language;
use consultation::time::instant::Instant;
use documents::{Document, Site};

use crate::bundle::App;
use crate::error::PublishError;
use crate::page_data::{PageData, parsed};
use crate::render::render;
use crate::shell::{Shell, script};
use crate::staged::Staged;

/// The page in one language.
pub struct Edition {
    /// The language.
    pub language: languages::Edition,
    /// The page.
    pub page: &'static Page,
    /// What the app needs of it, as JSON.
    pub data: String,
    /// Where it is published.
    pub site: Site,
    folder: String,
}

/// Reads every language of a staged site, the first of them first, and writes what lies beside the page in each.
///
/// # Errors
/// [`PublishError`] naming the file.
pub fn read_all(staged: &Staged, now: Instant) -> Result<Vec<Edition>, PublishError> {
    let (_, languages) = parsed(staged, Languages::PATH, Languages::parse)?;
    let read = |language: &languages::Edition| {
        Edition::read(staged, language.clone(), languages.folder_of(&language.tag), now)
    };
    languages.languages.iter().map(read).collect()
}

/// The page in all languages, for search engines: each language with its site.
pub fn translations(editions: &[Edition]) -> Vec<(&Language, Site)> {
    editions.iter().map(|edition| (&edition.language.tag, edition.site.clone())).collect()
}

impl Edition {
    fn read(staged: &Staged, language: languages::Edition, folder: String, now: Instant) -> Result<Self, PublishError> {
        let mut data = PageData::read(staged, &language.tag, &folder, now)?;
        let site = Site::new(&data.page.config.address)?.below(&folder);
        let documents = documents::of_page(&data.page, &site);
        data.set_downloads(downloads(&documents));
        for document in &documents {
            staged.write(&[&folder, document.path.as_str()].concat(), &document.bytes)?;
        }
        Ok(Self { language, data: data.json(), page: Box::leak(Box::new(data.page)), site, folder })
    }

    /// Writes the page, and the one for paper.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn write(
        &self,
        staged: &Staged,
        shell: &Shell,
        app: &App,
        translations: &[(&Language, Site)],
        policy: Option<&str>,
    ) -> Result<(), PublishError> {
        let html = render(self.page);
        let head = documents::head(self.page, &self.site, translations);
        let script = script(app, &self.page.to_root);
        // Nobody can open what is folded away on paper.
        let unfolded = html.replace("<details", "<details open");
        let paper = shell.print_page(&self.language, &head, &unfolded, policy);
        staged.write(&[&self.folder, "print.html"].concat(), paper)?;
        let page = shell.page(&self.language, &head, &html, &script, policy);
        staged.write(&[&self.folder, "index.html"].concat(), page)
    }
}

fn downloads(documents: &[Document]) -> Downloads {
    let size = |path: &str| documents.iter().find(|document| document.path == path).map_or(0, |d| d.bytes.len());
    let bytes = |path| u32::try_from(size(path)).expect("what is made from content is smaller than 4 GB");
    Downloads { feed: bytes("feed.xml"), calendar: bytes("calendar.ics") }
}
