//! Newer content, fetched once the page is alive, and whenever the receiver asks other questions than the page. Valid
//! content replaces the old; anything else leaves the page as it was.

use consultation::content::Content;
use consultation::content::config::Config;
use consultation::content::page::Page;
use consultation::content::updates::Updates;
use consultation::time::instant::Instant;

use crate::browser::{clock, files};
use crate::runtime::Runtime;
use crate::state::SiteClock;

/// Fetches config, then the list of revisions; returns the page to show, where there is a newer one.
/// The list is a few hundred bytes; the content, which is in the page already, is fetched only when it has changed.
pub async fn newer_page(runtime: Runtime) -> Option<Page> {
    let page = runtime.peek(|state| state.page);
    let at_root = |path: &str| [&page.to_root, path].concat();
    let sent = files::read_sent::<Config>(&at_root("config.json")).await;
    if let Some(at) = sent.as_ref().and_then(|sent| sent.at) {
        let elapsed = clock::elapsed();
        let site_clock = SiteClock { ahead: at - elapsed, device_ahead: clock::now() - elapsed };
        runtime.change(|state| state.site_clock = Some(site_clock));
        tick(runtime);
    }
    let config = sent.map(|sent| sent.file);
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
    if content.check().is_err() || !updates.problems(content.revision).is_empty() {
        files::report_meaningless(&address);
        return None;
    }
    let config = config.unwrap_or_else(|| page.config.clone());
    let rendered_at = runtime.peek(|state| state.now);
    // What the two have in common, by name: to clone a whole page is 3 kB of WASM.
    let (wording, offsets, downloads) = (page.wording.clone(), page.offsets.clone(), page.downloads);
    let (to_root, needs_app, translates) = (page.to_root.clone(), page.needs_app.clone(), page.translates.clone());
    let is_current = true;
    Some(Page {
        content,
        updates,
        wording,
        config,
        rendered_at,
        is_current,
        offsets,
        downloads,
        to_root,
        needs_app,
        translates,
    })
}

/// Shows the present moment by the site's clock, or by the device's until that is known, or the rehearsed moment; where
/// nothing changes for the reader, nothing is drawn.
pub fn tick(runtime: Runtime) {
    let (rehearsed, site_clock, shown, page) =
        runtime.peek(|state| (state.config.as_of, state.site_clock, state.now, state.page));
    if site_clock.is_some_and(has_drifted) {
        // Until the site has told again, its clock counts as unknown, and the device's stands in.
        runtime.change(|state| state.site_clock = None);
        return runtime.look_for_newer_content();
    }
    let milliseconds = site_clock.map_or_else(clock::now, |site| site.ahead + clock::elapsed());
    let present = || Instant::from_unix_milliseconds(milliseconds).map(|now| page.offsets.state(now));
    let now = rehearsed.or_else(present);
    if let Some(now) = now.filter(|now| *now != shown) {
        let before = runtime.peek(|state| state.time_left(page));
        runtime.change(|state| state.now = now);
        runtime.announce_time_left(before);
    }
}

/// More than any clock is corrected by itself, in milliseconds.
const DRIFT: i64 = 60_000;

fn has_drifted(site: SiteClock) -> bool {
    (clock::now() - clock::elapsed() - site.device_ahead).abs() > DRIFT
}
