//! Turns Trunk's output into the whole site: the page as HTML, readable and postable before any script arrives,
//! and everything beside it. After a release build each file is there as a host should send it.
//!
//! It renders the same components as the browser and changes nothing about them afterwards:
//! the comments in the result are part of how hydration finds its way.
//!
//! | to find | look in |
//! |---|---|
//! | what the page starts from | [`page_data`] |
//! | the page in each language, and where it lies | [`edition`] |
//! | the page's HTML | [`render`], [`shell`] |
//! | script, WASM and data, small and named by their bytes | [`bundle`], [`shared_names`] |
//! | what keeps the page there offline | [`service_worker`] |
//! | the hosts' files | [`host_files`] |
//! | `.br` and `.gz` | [`compressed`] |

pub mod bundle;
pub mod compressed;
pub mod edition;
pub mod error;
mod function_order;
pub mod host_files;
mod offsets;
pub mod page_data;
mod panic_places;
pub mod render;
pub mod service_worker;
pub mod shared_names;
pub mod shell;
pub mod staged;

use std::path::PathBuf;

use consultation::time::instant::Instant;
use documents::SecurityContact;

use bundle::App;
use edition::Edition;
use error::PublishError;
use shell::Shell;
use staged::Staged;

/// What is published, how, and where to.
#[derive(Clone, Debug)]
pub struct Order {
    /// The folder with Trunk's output; the site is made in it.
    pub folder: PathBuf,
    /// The folder for what servers are told and readers never see. Only a release build has any.
    pub hosts: PathBuf,
    /// Whether everything is made small, named by its bytes, and given its policy.
    pub is_release: bool,
    /// The site's public address, where it is not the one in config.json.
    pub address: Option<String>,
    /// The moment of the build.
    pub built_at: Instant,
}

/// Makes the site.
///
/// # Errors
/// [`PublishError`]; the folder is then not a site.
pub fn publish(order: &Order) -> Result<(), PublishError> {
    let staged = Staged::new(&order.folder);
    if let Some(address) = &order.address {
        staged.set_address(address)?;
    }
    let editions = edition::read_all(&staged, order.built_at)?;
    let first = editions.first().expect("Languages::parse has counted them");
    let contact = SecurityContact::new(&first.page.config.security_contact)?;
    let pages: Vec<_> = editions.iter().map(|edition| (edition.page, edition.site.clone())).collect();
    let documents = documents::of_site(&pages, &first.site, &contact, order.built_at.day());
    documents.iter().try_for_each(|document| staged.write(&document.path, &document.bytes))?;
    let apps = apps(order, &staged, &editions)?;
    let shell = Shell::read(&staged)?;
    let policy = host_files::policy(&first.page.config, &apps, &shell)?;
    let policy = order.is_release.then(|| policy.meta());
    let notices = documents::notices(first.page, first.language.direction, &first.site, policy.as_deref());
    notices.iter().try_for_each(|notice| staged.write(&notice.path, &notice.bytes))?;
    for (edition, app) in editions.iter().zip(&apps) {
        edition.write(&staged, &shell, app, &edition::translations(&editions), policy.as_deref())?;
    }
    if order.is_release { finish(order, &staged, first, &apps, &shell) } else { staged.remove(service_worker::FILE) }
}

/// The app with the data of each language. Script and WASM are those of the first.
fn apps(order: &Order, staged: &Staged, editions: &[Edition]) -> Result<Vec<App>, PublishError> {
    let (first, others) = editions.split_first().expect("Languages::parse has counted them");
    let app =
        if order.is_release { bundle::bundle(staged, &first.data)? } else { App::unbundled(staged, &first.data)? };
    let others = others.iter().map(|other| app.with_data(staged, &other.data, &other.language.tag));
    let others = others.collect::<Result<Vec<_>, _>>()?;
    Ok([vec![app], others].concat())
}

/// What only makes sense for files that stay as they are.
fn finish(order: &Order, staged: &Staged, first: &Edition, apps: &[App], shell: &Shell) -> Result<(), PublishError> {
    service_worker::write(staged, &apps[0])?;
    host_files::write(order, staged, &first.page.config, apps, shell)?;
    compressed::write(staged)
}
