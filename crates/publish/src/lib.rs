//! Turns Trunk's output into the whole site: the page as HTML, readable and postable before any script arrives,
//! and everything beside it. After a release build each file is there as a host should send it.
//!
//! It renders the same components as the browser and changes nothing about them afterwards:
//! the comments in the result are part of how hydration finds its way.
//!
//! | to find | look in |
//! |---|---|
//! | what the page starts from | [`page_data`] |
//! | the page's HTML | [`render`], [`shell`] |
//! | script, WASM and data, small and named by their bytes | [`bundle`], [`shared_names`] |
//! | what keeps the page there offline | [`service_worker`] |
//! | the hosts' files | [`host_files`] |
//! | `.br` and `.gz` | [`compressed`] |

pub mod bundle;
pub mod compressed;
pub mod error;
pub mod host_files;
pub mod page_data;
pub mod render;
pub mod service_worker;
pub mod shared_names;
pub mod shell;
pub mod staged;

use std::path::PathBuf;

use consultation::content::page::{Downloads, Page};
use consultation::time::instant::Instant;
use documents::{Document, SecurityContact, Site};

use bundle::App;
use error::PublishError;
use page_data::PageData;
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
    let mut data = PageData::read(&staged, order.built_at)?;
    let site = Site::new(&data.page.config.address)?;
    let contact = SecurityContact::new(&data.page.config.security_contact)?;
    let documents = documents::documents(&data.page, &site, &contact, order.built_at.day());
    data.set_downloads(downloads(&documents));
    documents.iter().try_for_each(|document| staged.write(&document.path, &document.bytes))?;
    let json = data.json();
    let page: &'static _ = Box::leak(Box::new(data.page));
    let app = if order.is_release { bundle::bundle(&staged, &json)? } else { App::unbundled(&staged, &json)? };
    let shell = Shell::read(&staged)?;
    let policy = host_files::policy(page, &app, &shell)?;
    let html = render::render(page);
    let head = documents::head(page, &site);
    let policy = order.is_release.then(|| policy.meta());
    let policy = policy.as_deref();
    let notices = documents::notices(page, &site, policy);
    notices.iter().try_for_each(|notice| staged.write(&notice.path, &notice.bytes))?;
    staged.write("print.html", shell.print_page(page, &head, &html, policy))?;
    staged.write("index.html", shell.page(page, &head, &html, &app, policy))?;
    if order.is_release { finish(order, &staged, page, &app, &shell) } else { staged.remove(service_worker::FILE) }
}

fn downloads(documents: &[Document]) -> Downloads {
    let size = |path: &str| documents.iter().find(|document| document.path == path).map_or(0, |d| d.bytes.len());
    let bytes = |path| u32::try_from(size(path)).expect("what is made from content is smaller than 4 GB");
    Downloads { feed: bytes("feed.xml"), calendar: bytes("calendar.ics") }
}

/// What only makes sense for files that stay as they are.
fn finish(order: &Order, staged: &Staged, page: &Page, app: &App, shell: &Shell) -> Result<(), PublishError> {
    service_worker::write(staged, app)?;
    host_files::write(order, staged, page, app, shell)?;
    compressed::write(staged)
}
