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
//! | who is behind the page, and what they promise | `statements` |
//! | what a translation lacks | `translated` |
//! | every revision by its digest | `revisions` |
//! | the page's HTML | [`render`], [`shell`], `language_switch` |
//! | script, WASM and data, small and named by their bytes | [`bundle`], [`shared_names`] |
//! | how endpoints of other makers are spoken to | `services` |
//! | the keys that everything is sealed to | `sealed_to` |
//! | what keeps the page there offline | [`service_worker`] |
//! | the hosts' files | [`host_files`] |
//! | the deployer's own files | [`own_files`] |
//! | `.br` and `.gz` | [`compressed`] |
//! | new words in a built site | [`renew`], [`source`] |

pub mod bundle;
pub mod compressed;
mod digest;
pub mod edition;
pub mod error;
mod function_order;
pub mod host_files;
mod language_switch;
mod offsets;
pub mod own_files;
pub mod page_data;
mod panic_places;
pub mod render;
pub mod renew;
mod revisions;
mod sealed_to;
pub mod service_worker;
mod services;
pub mod shared_names;
pub mod shell;
pub mod source;
pub mod staged;
mod statements;
mod translated;

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
    /// The deployer's own files, to be put among the site's; none where they are there already.
    pub own_files: Option<PathBuf>,
    /// The folder for what servers are told and readers never see. Only a release build has any.
    pub hosts: PathBuf,
    /// Whether everything is made small, named by its bytes, and given its policy.
    pub is_release: bool,
    /// The site's public address, where it is not the one in config.json.
    pub address: Option<String>,
    /// The moment of the build.
    pub built_at: Instant,
    /// Whether a release build is made as small as it gets: its WASM, and each text compressed as well.
    pub is_small: bool,
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
    if order.is_release {
        revisions::check(&staged)?;
    }
    let editions = edition::read_all(&staged, order.built_at)?;
    let data = &editions.first().expect("Languages::parse has counted them").data;
    let shell = Shell::read(&staged)?;
    services::write(&staged)?;
    sealed_to::write(&staged)?;
    if !order.is_release {
        let app = App::unbundled(&staged, data)?;
        return write(order, &staged, &editions, &shell, app);
    }
    service_worker::shrink(&staged)?;
    let style = bundle::small_style(&staged, shell.style())?;
    let app = bundle::bundle(&staged, data, order.is_small)?;
    write(order, &staged, &editions, &shell.with_style(style), app)
}

/// Writes everything that is made of the words, around an app with the data of the first language.
fn write(order: &Order, staged: &Staged, editions: &[Edition], shell: &Shell, app: App) -> Result<(), PublishError> {
    let (first, others) = editions.split_first().expect("Languages::parse has counted them");
    let contact = SecurityContact::new(&first.page.config.security_contact)?;
    let pages: Vec<_> = editions.iter().map(|edition| (edition.page, edition.site.clone())).collect();
    let documents = documents::of_site(&pages, &first.site, &contact, order.built_at.day());
    documents.iter().try_for_each(|document| staged.write(&document.path, &document.bytes))?;
    let others = others.iter().map(|other| app.with_data(staged, &other.data, &other.language.tag));
    let others = others.collect::<Result<Vec<_>, _>>()?;
    let apps = [vec![app], others].concat();
    let policy = host_files::policy(&first.page.config, &apps, shell)?;
    let policy = order.is_release.then(|| policy.meta());
    let notices = documents::notices(first.page, first.language.direction, &first.site, policy.as_deref());
    notices.iter().try_for_each(|notice| staged.write(&notice.path, &notice.bytes))?;
    for (edition, app) in editions.iter().zip(&apps) {
        edition.write(staged, shell, app, editions, policy.as_deref())?;
    }
    let own_files = order.own_files.as_deref().filter(|folder| folder.is_dir()).map(Staged::new);
    own_files.iter().try_for_each(|own| own_files::add(own, staged))?;
    if order.is_release {
        finish(order, staged, first, &apps, shell)?;
    } else {
        staged.remove(service_worker::FILE)?;
    }
    own_files.iter().try_for_each(|own| own_files::check(own, staged))
}

/// What only makes sense for files that stay as they are.
fn finish(order: &Order, staged: &Staged, first: &Edition, apps: &[App], shell: &Shell) -> Result<(), PublishError> {
    staged.write(source::FILE, source::stated())?;
    service_worker::write(staged, &apps[0])?;
    host_files::write(order, staged, &first.page.config, apps, shell)?;
    if order.is_small { compressed::write(staged) } else { Ok(()) }
}
