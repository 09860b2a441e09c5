//! Serves the built page, with the headers that the build put beside it in `_headers`. It knows files, not content.

mod etag;
mod public_files;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::Response;
use consultation::content::stage::Stage;
use hosts::{HeadersFile, caching, content_type, headers_file};
use tower_http::services::{ServeDir, ServeFile};

use super::accept;
use super::failure::Failure;
use crate::deployer_error::DeployerError;
use etag::Sending;
use public_files::PublicFiles;

pub use etag::MAX_READS;

/// The page for what is missing.
const NOT_FOUND: &str = "/404.html";

/// The built page in its folder.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    headers: Arc<HeadersFile>,
}

impl Site {
    /// Reads the site's `_headers`. A build for development has none.
    ///
    /// # Errors
    /// [`DeployerError`], also for headers that are not understood: a site must not lose its protection silently.
    pub fn open(folder: &Path) -> Result<Self, DeployerError> {
        if !folder.is_dir() {
            return Err(DeployerError::SiteMissing(folder.to_owned()));
        }
        let path = folder.join(headers_file::NAME);
        let text = match std::fs::read_to_string(&path) {
            Err(reason) if reason.kind() == io::ErrorKind::NotFound => String::new(),
            read => read.map_err(|reason| DeployerError::FileUnreadable { path: path.clone(), reason })?,
        };
        let headers = text.parse().map_err(|reason| DeployerError::HeadersBroken { path, reason })?;
        Ok(Self { folder: folder.to_owned(), headers: Arc::new(headers) })
    }

    /// The files; of the page, that of its stage at this moment. There is no fallback to `index.html`: a missing file is missing.
    pub fn service(&self, stage: impl Fn() -> Stage + Clone + Send + Sync + 'static) -> Router {
        let public = PublicFiles::of(&self.folder);
        let files = ServeDir::with_backend(&self.folder, public).precompressed_br().precompressed_gzip();
        let not_found = self.folder.join(NOT_FOUND.trim_start_matches('/'));
        let router = match not_found.is_file() {
            true => Router::new().fallback_service(files.not_found_service(ServeFile::new(not_found))),
            false => {
                let missing = Router::new().fallback(async || Failure::NotFound.problem());
                Router::new().fallback_service(files.fallback(missing))
            }
        };
        let folder = self.folder.clone();
        let at_its_stage = move |mut request: Request, next: Next| {
            let page = page_of_stage(&folder, request.uri().path(), &stage);
            page.into_iter().for_each(|uri| *request.uri_mut() = uri);
            next.run(request)
        };
        router
            .layer(middleware::from_fn(at_its_stage))
            .layer(middleware::from_fn_with_state(Arc::<Sending>::default(), etag::with_digest))
            .layer(middleware::from_fn_with_state(Arc::clone(&self.headers), with_headers))
    }
}

/// Where the page of the stage lies, if the path is that of the page in one of its languages, and the site has it.
fn page_of_stage(folder: &Path, path: &str, stage: impl Fn() -> Stage) -> Option<Uri> {
    let language = path.strip_prefix('/').filter(|_| path.ends_with('/'))?;
    let is_plain = language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'/');
    let page = format!("stages/{language}{}", stage().file());
    (is_plain && folder.join(&page).is_file()).then(|| format!("/{page}").parse().ok())?
}

async fn with_headers(State(file): State<Arc<HeadersFile>>, request: Request, next: Next) -> Response {
    let (path, prefers_json) = (request.uri().path().to_owned(), accept::prefers_json(request.headers()));
    let mut response = next.run(request).await;
    // The server of files says no more than the status, and what there is instead.
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let (head, problem) = (response.into_parts().0, Failure::WrongMethod.problem());
        response = problem;
        response.headers_mut().extend(head.headers.get(ALLOW).cloned().map(|allowed| (ALLOW, allowed)));
    }
    if response.status() == StatusCode::NOT_FOUND {
        response = not_found(response, prefers_json);
    }
    let is_there = response.status().is_success() || response.status().is_redirection();
    // What is sent instead of a missing file must neither be kept nor typed like that file.
    let path = if is_there { &path } else { NOT_FOUND };
    correct_type(path, &mut response);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching::ASK_EACH_TIME));
    for (name, value) in file.for_path(path) {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("rules have letters, digits and - in names");
        let value = HeaderValue::from_str(value).expect("rules have printable ASCII in values");
        response.headers_mut().insert(name, value);
    }
    response
}

/// The site's own page, or problem details for a program that names JSON.
fn not_found(mut page: Response, prefers_json: bool) -> Response {
    if prefers_json || page.extensions().get::<Failure>().is_some() {
        return Failure::NotFound.problem();
    }
    page.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    page
}

/// Replaces the server's guess, which lacks the encoding; problem details are no file and keep theirs.
fn correct_type(path: &str, response: &mut Response) {
    let is_file = |kind: &HeaderValue| !kind.as_bytes().starts_with(b"application/problem");
    let known = if path.ends_with('/') { Some(content_type::HTML) } else { content_type::of(path) };
    if let Some(known) = known.filter(|_| response.headers().get(CONTENT_TYPE).is_some_and(is_file)) {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(known));
    }
}
