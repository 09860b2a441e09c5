//! The page in one language, and everything that only this language has: it lies in the site's root for the first
//! language, and for every other in a folder that is named by its tag, such as `en-xa/`. Script, WASM, content and
//! settings are there once for all, in the root.

use consultation::content::Consultation;
use consultation::content::languages::{self, Languages};
use consultation::content::page::{Downloads, Page};
use consultation::content::stage::Stage;
use consultation::time::instant::Instant;
use documents::{Document, Site};

use crate::bundle::App;
use crate::error::PublishError;
use crate::language_switch::language_switch;
use crate::page_data::PageData;
use crate::render::render;
use crate::revisions;
use crate::services;
use crate::shell::{Shell, script};
use crate::staged::Staged;
use crate::statements;

/// Where the page lies once more for each stage. Whoever knows the time when it is sent, as the receiver does, sends that.
pub const STAGES: &str = "stages/";

/// Where words, revisions and the list of languages lie.
pub const CONTENT: &str = "content/";

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
    let (_, languages) = staged.parsed(Languages::PATH, Languages::parse)?;
    let mut editions: Vec<Edition> = Vec::new();
    for language in &languages.languages {
        let (folder, first) = (languages.folder_of(&language.tag), editions.first().map(|first| first.page));
        editions.push(Edition::read(staged, language.clone(), folder, now, first)?);
    }
    Ok(editions)
}

/// Which names are those of files that are made of the words, wherever words are published.
///
/// # Errors
/// [`PublishError`] where the site has no list of languages.
pub fn made_anew(site: &Staged) -> Result<impl Fn(&str) -> bool, PublishError> {
    let (_, languages) = site.parsed(Languages::PATH, Languages::parse)?;
    let folders = languages.languages.iter().map(|language| languages.folder_of(&language.tag));
    let made = folders.filter(|folder| !folder.is_empty()).chain([CONTENT, STAGES].map(str::to_owned));
    let made: Vec<_> = made.collect();
    let is_data = |name: &str| name.starts_with("app-") && name.ends_with(".json");
    Ok(move |name: &str| made.iter().any(|folder| name.starts_with(folder)) || is_data(name))
}

impl Edition {
    fn read(
        staged: &Staged,
        language: languages::Edition,
        folder: String,
        now: Instant,
        first: Option<&Page>,
    ) -> Result<Self, PublishError> {
        let mut data = PageData::read(staged, &language.tag, &folder, now, first)?;
        revisions::keep(staged, &data.page)?;
        let site = Site::new(&data.page.config.address)?.below(&folder);
        let documents = documents::of_page(&data.page, &site);
        data.set_downloads(downloads(&documents));
        for document in &documents {
            staged.write(&[&folder, document.path.as_str()].concat(), &document.bytes)?;
        }
        Ok(Self { language, data: data.json(), page: Box::leak(Box::new(data.page)), site, folder })
    }

    /// Writes the page, that of each stage, the one for paper, and the statements. `all` are the site's languages.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn write(
        &self,
        staged: &Staged,
        shell: &Shell,
        app: &App,
        all: &[Edition],
        policy: Option<&str>,
    ) -> Result<(), PublishError> {
        let sites: Vec<_> = all.iter().map(|edition| (&edition.language.tag, edition.site.clone())).collect();
        let head = documents::head(self.page, &self.site, &sites);
        let languages: Vec<_> = all.iter().map(|edition| (&edition.language, edition.folder.as_str())).collect();
        let Page { to_root, wording, .. } = self.page;
        let switch = language_switch(&self.language, to_root, &languages, wording).into_string();
        let (html, links) = (render(self.page), statements::links(self.page));
        let below = [statements::return_address(self.page), links.clone(), services::html(self.page)].concat();
        staged.write(&[&self.folder, "print.html"].concat(), self.on_paper(shell, &head, &html, policy))?;
        self.write_statements(staged, shell, &links, policy)?;
        let drawn = |html: String, current: Option<Instant>| {
            let html = [switch.clone(), html, below.clone()];
            shell.page(&self.language, &head, &html, &script(app, to_root, current), policy)
        };
        for (stage, moment) in stages(self.page) {
            let page = Page { rendered_at: moment, is_current: true, ..self.page.clone() };
            let html = render(Box::leak(Box::new(page)));
            staged.write(&[STAGES, &self.folder, stage.file()].concat(), drawn(html, Some(moment)))?;
        }
        staged.write(&[&self.folder, "index.html"].concat(), drawn(html, None))
    }

    /// Nobody can open what is folded away on paper.
    fn on_paper(&self, shell: &Shell, head: &str, html: &str, policy: Option<&str>) -> String {
        let unfolded = html.replace("<details", "<details open");
        let whole = [unfolded, statements::return_address(self.page)].concat();
        shell.print_page(&self.language, head, &whole, policy)
    }

    fn write_statements(
        &self,
        staged: &Staged,
        shell: &Shell,
        links: &str,
        policy: Option<&str>,
    ) -> Result<(), PublishError> {
        let icon = [&self.page.to_root, "icon.svg"].concat();
        for (file, statement) in self.page.content.statements.pages() {
            let title = format!("{} – {}", statement.title.plain(), self.page.content.agency.plain());
            let body = statements::body(self.page, statement);
            let page = shell.page_beside(&self.language, &title, &icon, [&body, links], policy);
            staged.write(&[&self.folder, file].concat(), page)?;
        }
        Ok(())
    }
}

/// The stage of now and those to come, each with a moment of it.
fn stages(page: &Page) -> Vec<(Stage, Instant)> {
    let (content, now) = (&page.content, page.rendered_at);
    let Consultation { opens, closes, adopted, .. } = content.consultation;
    let moments = [opens, closes, content.reported_at(), adopted];
    let later = moments.into_iter().flatten().filter(|moment| *moment > now);
    std::iter::once(now).chain(later).map(|moment| (Stage::at(moment, content), moment)).collect()
}

fn downloads(documents: &[Document]) -> Downloads {
    let size = |path: &str| documents.iter().find(|document| document.path == path).map_or(0, |d| d.bytes.len());
    let bytes = |path| u32::try_from(size(path)).expect("what is made from content is smaller than 4 GB");
    Downloads { feed: bytes("feed.xml"), calendar: bytes("calendar.ics") }
}
