//! Newer content, fetched once the page is alive, and whenever the receiver asks other questions than the page. Valid
//! content replaces the old; anything else leaves the page as it was.

use consultation::content::Content;
use consultation::content::config::Config;
use consultation::content::page::Page;
use consultation::content::updates::Updates;

use crate::browser::{clock, files};
use crate::runtime::Runtime;

/// Fetches config, then the list of revisions; returns the page to show, where there is a newer one.
/// The list is a few hundred bytes; the content, which is in the page already, is fetched only when it has changed.
pub async fn newer_page(runtime: Runtime) -> Option<Page> {
    let page = runtime.peek(|state| state.page);
    let at_root = |path: &str| [&page.to_root, path].concat();
    let config = files::read::<Config>(&at_root("config.json")).await;
    // What is the same as before is not shown again: every change looks at all that follows the page.
    if let Some(config) = config.as_ref().filter(|config| runtime.peek(|state| state.config != **config)) {
        runtime.change(|state| state.config = config.clone());
        tick(runtime);
    }
    let language = &page.content.language;
    let updates = files::read::<Updates>(&at_root(&language.updates_path())).await?;
    if updates.last()?.revision <= page.content.revision {
        return None;
    }
    let address = at_root(&language.content_path());
    let content = files::read::<Content>(&address).await?;
    let problems = [content.check().err().map(|why| why.to_string()), updates.check(content.revision).err()];
    if let Some(why) = problems.into_iter().flatten().next() {
        files::report_meaningless(&address, why);
        return None;
    }
    let config = config.unwrap_or_else(|| page.config.clone());
    let rendered_at = runtime.peek(|state| state.now);
    let (wording, to_root) = (page.wording.clone(), page.to_root.clone());
    Some(Page { content, updates, wording, config, rendered_at, downloads: page.downloads, to_root })
}

/// Shows the present moment, or the rehearsed one; where nothing changes for the reader, nothing is drawn.
pub fn tick(runtime: Runtime) {
    let (rehearsed, shown) = runtime.peek(|state| (state.config.as_of, state.now));
    let now = rehearsed.or_else(|| clock::now(shown));
    if let Some(now) = now.filter(|now| *now != shown) {
        runtime.change(|state| state.now = now);
    }
}
