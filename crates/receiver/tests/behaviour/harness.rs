//! Starts receivers and talks to them, so that each test reads as a sentence. It asserts nothing about answers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use consultation::purpose::Purpose;
use receiver::app::App;
use receiver::cli::{Format, Reader};
use receiver::clock::Clock;
use receiver::http::origin::Origin;
use receiver::http::page_address::PageAddress;
use receiver::http::posting_limit::PostingLimit;
use receiver::http::router;
use receiver::http::site::Site;
use receiver::operate::export::{self, Wanted};
use receiver::outbox::{Outbox, work};
use receiver::publication::{Publication, Sources};
use receiver::published::Published;
use receiver::serve::{self, Limits};
use receiver::store::Store;
use receiver::store::sqlite::{Sqlite, SqliteAddress};
use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A day on which the consultation is open.
pub const OPEN: &str = "2022-08-01T09:00:00+12:00";

/// The digest of the content that the test's people answer: the harness publishes it as a revision under that.
pub const DIGEST: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

pub const SUBMISSIONS: &str = "/api/submissions";
pub const FEEDBACK: &str = "/api/feedback";

/// The shipped content.
pub const SHIPPED: &str = include_str!("../../../../public/content/en-NZ.json");

/// A receiver that is to be started.
pub struct Setup {
    folder: TempDir,
    as_of: &'static str,
    site: Option<PathBuf>,
    origins: Vec<&'static str>,
    content: Option<PathBuf>,
    limits: Limits,
    is_sealed_only: bool,
    outbox: Outbox,
    posting_limit: Option<PostingLimit>,
}

/// What tells others. It ends with what holds it.
struct Telling(JoinHandle<()>);

impl Drop for Telling {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A running receiver with its database in a folder of its own.
pub struct Receiver {
    setup: Setup,
    url: String,
    client: Client,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

/// An answer, read whole.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Setup {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("there is room for temporary files");
        Self {
            folder,
            as_of: OPEN,
            site: None,
            origins: Vec::new(),
            content: None,
            limits: Limits::default(),
            outbox: Outbox::default(),
            posting_limit: None,
            is_sealed_only: false,
        }
    }

    pub fn rehearsing(self, as_of: &'static str) -> Self {
        Self { as_of, ..self }
    }

    pub fn site(self, site: &Path) -> Self {
        Self { site: Some(site.to_owned()), ..self }
    }

    /// Taking words sealed alone.
    pub fn sealed_only(self) -> Self {
        Self { is_sealed_only: true, ..self }
    }

    pub fn telling(self, outbox: Outbox) -> Self {
        Self { outbox, ..self }
    }

    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// With the limit by address, behind proxies that are believed.
    pub fn limiting_posts_behind(self, proxies: &[&str]) -> Self {
        let proxies = proxies.iter().map(|proxy| proxy.parse().expect("the test states proxies")).collect();
        Self { posting_limit: Some(PostingLimit::new(proxies)), ..self }
    }

    pub fn allowing(mut self, origin: &'static str) -> Self {
        self.origins.push(origin);
        self
    }

    /// With the shipped content, changed.
    pub fn content_with(self, change: impl FnOnce(&mut Value)) -> Self {
        let mut content = serde_json::from_str(SHIPPED).expect("it is JSON");
        change(&mut content);
        let file = self.folder.path().join("content.json");
        std::fs::write(&file, content.to_string()).expect("the folder can be written");
        Self { content: Some(file), ..self }
    }

    /// The content that was changed.
    pub fn content(&self) -> Option<&Path> {
        self.content.as_deref()
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("submissions.db")
    }

    pub fn database_address(&self) -> SqliteAddress {
        format!("sqlite://{}", self.database().display()).parse().expect("the path is plain")
    }

    pub fn publication(&self) -> Publication {
        Publication::load(&self.sources()).expect("the words are right")
    }

    /// The content in a folder of the test's own, where it is a published revision as well.
    fn sources(&self) -> Sources {
        let file = self.folder.path().join("content.json");
        if self.content.is_none() {
            std::fs::write(&file, SHIPPED).expect("the folder can be written");
        }
        self.publish(DIGEST, &std::fs::read_to_string(&file).expect("it was written"));
        Sources { content: Some(file), ..Sources::default() }
    }

    /// Publishes a revision under a digest.
    pub fn publish(&self, digest: &str, content: &str) {
        let folder = self.folder.path().join("published");
        std::fs::create_dir_all(&folder).expect("the folder can be written");
        std::fs::write(folder.join(format!("{digest}.json")), content).expect("the folder can be written");
    }

    pub async fn start(mut self) -> Receiver {
        let store = Sqlite::open(&self.database_address()).await.expect("the database opens");
        let allowed_origins: Vec<Origin> =
            self.origins.iter().map(|origin| origin.parse().expect("the test states origins")).collect();
        let published = Published::load(self.sources()).expect("the words are right");
        let time_zone = published.now().time_zone.clone();
        let app = App {
            clock: Clock::new(time_zone, Some(self.as_of.parse().expect("the test states a moment"))),
            published,
            store: Box::new(store),
            outbox: self.outbox.clone(),
            site: self.site.as_deref().map(|folder| Site::open(folder).expect("the site is right")),
            page: PageAddress::usual(self.site.is_some(), &allowed_origins),
            allowed_origins,
            posting_limit: self.posting_limit.take(),
            is_sealed_only: self.is_sealed_only,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let (stop, stopped) = oneshot::channel();
        let app = Arc::new(app);
        let telling = Telling(tokio::spawn(work::work(Arc::clone(&app))));
        let served = tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            serve::run(listener, router(Arc::clone(&app)), self.limits, stopped).await;
            drop(telling);
            app.store.close().await;
        });
        let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build();
        Receiver { setup: self, url, client: client.expect("a client can be made"), stop, served }
    }
}

impl Receiver {
    pub async fn start() -> Self {
        Setup::new().start().await
    }

    /// Ends the receiver in order, and gives back what is needed to start it again on the same database.
    pub async fn stop(self) -> Setup {
        self.stop.send(()).expect("it is running");
        self.served.await.expect("it ends in order");
        self.setup
    }

    /// Where it listens: scheme, host and port.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(self.url.clone() + path)
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url.clone() + path)
    }

    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = method.parse().expect("the test states a method");
        self.client.request(method, self.url.clone() + path)
    }

    pub async fn post_json(&self, path: &str, body: &Value) -> Reply {
        Reply::to(self.post(path).json(body)).await
    }

    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        Reply::to(self.post(path).form(fields)).await
    }

    pub async fn read(&self, path: &str) -> Reply {
        Reply::to(self.get(path)).await
    }

    /// What `receiver export --format json` prints of the submissions.
    pub async fn exported(&self) -> Vec<Value> {
        let json = self.export(Format::Json, Purpose::Submission).await;
        serde_json::from_str(&json).expect("the export is a JSON array")
    }

    pub async fn export(&self, format: Format, purpose: Purpose) -> String {
        let store = Sqlite::open_to_read(&self.setup.database_address()).await.expect("it can be read");
        let (mut out, publication) = (Vec::new(), self.setup.publication());
        let wanted = Wanted { format, reader: Reader::Tools, purpose, publication: &publication };
        let written = export::write(&store, wanted, None, &mut out).await;
        written.expect("it can be exported");
        store.close().await;
        String::from_utf8(out).expect("exports are UTF-8")
    }
}

impl Reply {
    pub async fn to(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("the receiver answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.text().await.expect("the answer is whole") }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the answer is JSON")
    }

    pub fn reference(&self) -> String {
        self.json()["reference"].as_str().expect("it has a reference").to_owned()
    }

    /// A header's value; empty where it is missing.
    pub fn header(&self, name: &'static str) -> &str {
        let value = self.headers.get(HeaderName::from_static(name));
        value.map_or("", |value| value.to_str().expect("our headers are ASCII"))
    }
}

/// An id that is different for each number.
pub fn id(number: u32) -> String {
    format!("{number:032x}")
}

/// Answers that break no rule, about anything else.
pub fn answers(words: &str) -> Value {
    json!({"responding-as": "individual", "anything-else": words, "publish": "without-my-name", "withhold": "no", "official-information": true})
}

/// A submission that breaks no rule.
pub fn submission(number: u32, words: &str) -> Value {
    json!({"id": id(number), "revision": 1, "content_sha256": DIGEST, "answers": answers(words)})
}

/// The same as a browser's own form posts it: every text field, the empty ones too.
/// Long before any test sends something.
const SHOWN_AT: &str = "2022-01-01T09:00:00+13:00";

pub fn form_fields(words: &str) -> Vec<(&str, &str)> {
    vec![
        ("revision", "1"),
        ("content_sha256", DIGEST),
        ("full-name", ""),
        ("email", ""),
        ("responding-as", "individual"),
        ("organisation-name", ""),
        ("anything-else", words),
        ("publish", "without-my-name"),
        ("withhold", "no"),
        ("withhold-what", ""),
        ("withhold-why", ""),
        ("official-information", "yes"),
        ("web--site", ""),
        ("shown--at", SHOWN_AT),
        ("step", "send"),
    ]
}
