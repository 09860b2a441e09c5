//! New words for a site as a release build leaves it: what changes in it, and what may not.

use std::collections::BTreeMap;
use std::fs;

use consultation::content::config::Config;
use tempfile::TempDir;

use super::*;
use crate::bundle::Asset;
use crate::digest;

const PUBLIC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public");
const SHELL: &str = "<!doctype html>\n<html lang=\"\">\n<head>\n<meta name=\"page-head\" content=\"\">\n<style>a{}</style>\n\
                     <script data-app></script></head>\n<body>\n<div id=\"app\"></div>\n</body>\n</html>";

/// A site as a release build leaves it, but for the app, which is no program.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        Self::with_own_files(Path::new("none"))
    }

    fn with_own_files(own: &Path) -> Self {
        Self::built(own).expect("it can be written")
    }

    fn built(own: &Path) -> Result<Self, PublishError> {
        let site = Self(tempfile::tempdir().expect("there is room for a folder"));
        let staged = Staged::new(&site.order().folder);
        for name in ["config.json", "service-worker.js"] {
            staged.write(name, fs::read(Path::new(PUBLIC).join(name)).expect("it is shipped")).expect("it can");
        }
        let words = Staged::new(&site.words(|_, text| text));
        for name in words.files().expect("they can be read") {
            staged.write(&[edition::CONTENT, &name].concat(), words.read(&name).expect("it is there")).expect("it can");
        }
        staged.write("index.html", SHELL).expect("it can");
        let asset = |name: &str| Asset { name: name.to_owned(), integrity: Some("sha256-x".to_owned()) };
        let app = App { script: asset("app-1.js"), wasm: asset("app-2.wasm"), data: asset("app-3.json") };
        let editions = edition::read_all(&staged, site.order().built_at).expect("the shipped words are right");
        let app = app.with_data(&staged, &editions[0].data, &editions[0].language.tag).expect("it can");
        staged.write("app-1.js", "").and_then(|()| staged.write("app-2.wasm", "")).expect("it can");
        let shell = Shell::read(&staged).expect("every place is there");
        let order = Order { own_files: Some(own.to_owned()), ..site.order() };
        write(&order, &staged, &editions, &shell, app)?;
        Ok(site)
    }

    fn order(&self) -> Order {
        let built_at = "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment");
        let folder = self.0.path();
        Order {
            folder: folder.join("site"),
            hosts: folder.join("hosts"),
            own_files: None,
            is_release: true,
            address: None,
            built_at,
            is_small: true,
        }
    }

    /// The shipped words with an edit.
    fn words(&self, edit: impl Fn(&str, String) -> String) -> PathBuf {
        let folder = self.0.path().join("words");
        fs::create_dir_all(&folder).expect("it can");
        for entry in fs::read_dir(Path::new(PUBLIC).join("content")).expect("it is shipped") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                continue;
            }
            let name = path.file_name().expect("it is a file").to_string_lossy().into_owned();
            let text = edit(&name, fs::read_to_string(&path).expect("it is a text"));
            fs::write(folder.join(name), text).expect("it can");
        }
        let content = fs::read_to_string(folder.join("en-NZ.json")).expect("it is there");
        let shipped = include_str!("../../../../public/content/en-NZ.json");
        let updates = fs::read_to_string(folder.join("en-NZ.updates.json")).expect("it is there");
        let updates = updates.replace(&digest::of(shipped), &digest::of(&content));
        fs::write(folder.join("en-NZ.updates.json"), updates).expect("it can");
        folder
    }

    fn renew(&self, content: PathBuf) -> Result<(), PublishError> {
        let Order { folder: site, hosts, built_at, is_small, .. } = self.order();
        renew(&Renewal { site, hosts, content, built_at, is_small })
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let site = Staged::new(&self.order().folder);
        let names = site.files().expect("they can be read");
        names.into_iter().map(|name| (name.clone(), site.read(&name).expect("it is there"))).collect()
    }
}

fn changed(name: &str, text: String) -> String {
    if name == "en-NZ.json" { text.replace("Cybercrime Treaty", "Cybercrime Convention") } else { text }
}

#[test]
fn the_same_words_leave_every_byte_of_a_site_as_it_is() {
    let site = Site::new();
    let before = site.files();
    site.renew(site.words(|_, text| text)).expect("it can");
    assert!(before == site.files());
    assert!(before.contains_key("index.html.br") && before.contains_key("_headers"), "{:?}", before.keys());
}

#[test]
fn changed_words_are_in_the_page_and_the_files_of_open_pages_stay() {
    let site = Site::new();
    let before = site.files();
    site.renew(site.words(changed)).expect("it can");
    let after = site.files();
    let page = String::from_utf8_lossy(&after["index.html"]).into_owned();
    assert!(page.contains("Cybercrime Convention") && !page.contains("Cybercrime Treaty"));
    let data = App::of_page(&page).expect("it names its app").data.name;
    assert!(!before.contains_key(&data) && after.contains_key(&[&data, ".br"].concat()), "{data}");
    assert!(before.keys().all(|name| after.contains_key(name)), "{:?}", after.keys());
    assert_ne!(before["service-worker.js"], after["service-worker.js"]);
}

#[test]
fn files_that_somebody_else_has_put_there_stay() {
    let site = Site::new();
    let staged = Staged::new(&site.order().folder);
    for name in ["_redirects", "papers/statement.pdf", "papers/answers.csv", "papers/answers.csv.gz"] {
        staged.write(name, "theirs").expect("it can");
    }
    site.renew(site.words(changed)).expect("it can");
    let after = site.files();
    for name in ["_redirects", "papers/statement.pdf", "papers/answers.csv", "papers/answers.csv.gz"] {
        assert_eq!(after.get(name).map(Vec::as_slice), Some(&b"theirs"[..]), "{name}");
    }
}

/// What lies only in the site's folder is gone with the next build, as Trunk clears it.
#[test]
fn the_deployers_own_files_are_there_after_each_build_and_after_new_words() {
    let own = tempfile::tempdir().expect("there is room for a folder");
    Staged::new(own.path()).write("_redirects", "theirs").expect("it can");
    for _ in 0..2 {
        let site = Site::with_own_files(own.path());
        let before = site.files();
        assert_eq!(before.get("_redirects").map(Vec::as_slice), Some(&b"theirs"[..]));
        site.renew(site.words(|_, text| text)).expect("it can");
        assert!(before == site.files());
    }
}

#[test]
fn what_the_build_writes_last_is_no_name_for_a_file_of_the_deployers_own() {
    for name in ["_headers", "version.json", "feed.xml.gz"] {
        let own = tempfile::tempdir().expect("there is room for a folder");
        Staged::new(own.path()).write(name, "theirs").expect("it can");
        let taken = Site::built(own.path()).map(|_| ()).expect_err(name).to_string();
        assert!(taken.starts_with(&format!("public/static/{name} needs another name")), "{taken}");
    }
}

#[test]
fn a_language_comes_and_goes_with_its_folder() {
    let site = Site::new();
    let before = site.files();
    let words = site.words(|_, text| text);
    for kind in ["json", "updates.json", "wording.json"] {
        let english = fs::read_to_string(words.join(format!("en-NZ.{kind}"))).expect("it is there");
        let british = |text: &str| text.replace("\"language\": \"en-NZ\"", "\"language\": \"en-GB\"");
        let content = fs::read_to_string(words.join("en-NZ.json")).expect("it is there");
        let [own, its_own] = [content.clone(), british(&content)].map(|content| digest::of(&content));
        fs::write(words.join(format!("en-GB.{kind}")), british(&english).replace(&own, &its_own)).expect("it can");
    }
    let british = r#", {"tag": "en-GB", "name": "British", "direction": "ltr"}]"#;
    let list = fs::read_to_string(words.join("languages.json")).expect("it is there");
    let (list, end) = list.rsplit_once(']').expect("it is a list");
    fs::write(words.join("languages.json"), [list, british, end].concat()).expect("it can");
    site.renew(words.clone()).expect("it can");
    assert!(site.files().contains_key("en-gb/index.html"));
    fs::remove_dir_all(&words).expect("it can");
    site.renew(site.words(|_, text| text)).expect("it can");
    let names = |files: BTreeMap<String, Vec<u8>>| {
        files.into_keys().filter(|name| !name.starts_with("app-") && !name.starts_with(PUBLISHED)).collect::<Vec<_>>()
    };
    assert_eq!(names(site.files()), names(before));
}

#[test]
fn what_cannot_be_published_leaves_the_site_as_it_is() {
    let site = Site::new();
    let before = site.files();
    let broken = |name: &str, text: String| if name == "en-NZ.json" { text + "x" } else { text };
    let error = site.renew(site.words(broken)).expect_err("it is no JSON").to_string();
    assert!(error.starts_with("content/en-NZ.json: "), "{error}");
    assert!(before == site.files());
}

#[test]
fn words_that_are_no_revision_are_refused() {
    let site = Site::new();
    let before = site.files();
    let words = site.words(|_, text| text);
    let content = fs::read_to_string(words.join("en-NZ.json")).expect("it is there");
    fs::write(words.join("en-NZ.json"), changed("en-NZ.json", content)).expect("it can");
    let error = site.renew(words).expect_err("it is not listed").to_string();
    assert!(error.starts_with("content/en-NZ.json has changed since revision 1 was listed"), "{error}");
    assert!(before == site.files());
}

#[test]
fn the_revisions_before_stay_under_their_digests() {
    let site = Site::new();
    let digest = digest::of(include_str!("../../../../public/content/en-NZ.json"));
    site.renew(site.words(changed)).expect("it can");
    let files = site.files();
    assert!(files.contains_key(&format!("{PUBLISHED}{digest}.json")));
    assert_eq!(files.keys().filter(|name| name.starts_with(PUBLISHED) && name.ends_with(".json")).count(), 2);
}

#[test]
fn ends_of_lines_as_windows_has_them_change_nothing() {
    let site = Site::new();
    let before = site.files();
    let words = site.words(|_, text| text);
    let content = fs::read_to_string(words.join("en-NZ.json")).expect("it is there");
    fs::write(words.join("en-NZ.json"), content.replace('\n', "\r\n")).expect("it can");
    site.renew(words).expect("it can");
    assert!(before == site.files());
}

#[test]
fn an_app_of_other_sources_is_refused() {
    let site = Site::new();
    Staged::new(&site.order().folder).write(source::FILE, r#"{"source": "0123456789abcdef"}"#).expect("it can");
    let before = site.files();
    let error = site.renew(site.words(changed)).expect_err("it is of other sources").to_string();
    assert!(error.contains("0123456789abcdef"), "{error}");
    assert!(before == site.files());
}

#[test]
fn other_keys_in_config_json_than_the_script_seals_to_are_refused() {
    const CONFIG: &str = "config.json";
    let site = Site::new();
    let staged = Staged::new(&site.order().folder);
    let mut config: serde_json::Value =
        serde_json::from_str(&staged.read_text(CONFIG).expect("it is there")).expect("it is JSON");
    config["sealing"] = sealed_to::tests::keys();
    staged.write(CONFIG, config.to_string()).expect("it can");
    let before = site.files();
    let error = site.renew(site.words(changed)).expect_err("the script has no keys").to_string();
    assert!(error.starts_with("the keys of config.json are not those that this site was built with"), "{error}");
    assert!(before == site.files());
    let stated = |config: &serde_json::Value| {
        let config = Config::parse(&config.to_string()).expect("they are keys");
        sealed_to::stated(&config.sealing.expect("they are stated"))
    };
    staged.write("app-1.js", stated(&config)).expect("it can");
    site.renew(site.words(changed)).expect("they are the same keys");
    config["sealing"]["expires"] = "2023-09-01T00:00:00+12:00".into();
    staged.write(CONFIG, config.to_string()).expect("it can");
    site.renew(site.words(changed)).expect("their time may be lengthened");
    let mut renamed = config.clone();
    renamed["sealing"]["agency"]["kid"] = "another-name".into();
    let mut turned = config.clone();
    turned["sealing"]["agency"] = config["sealing"]["recovery"].clone();
    turned["sealing"]["recovery"] = config["sealing"]["agency"].clone();
    for other in [renamed, turned] {
        staged.write("app-1.js", stated(&other)).expect("it can");
        assert!(site.renew(site.words(changed)).is_err(), "the page would send nothing: {other}");
    }
    staged.write("app-1.js", "const a = \"ECDH-ES+A256KW\";").expect("it can");
    config.as_object_mut().expect("it is one").remove("sealing");
    staged.write(CONFIG, config.to_string()).expect("it can");
    assert!(site.renew(site.words(changed)).is_err(), "the script seals, and config.json has lost the keys");
}

#[test]
fn a_folder_without_an_app_is_no_site() {
    let site = Site::new();
    let page = site.order().folder.join("index.html");
    fs::write(&page, "<html lang=\"en\"></html>").expect("it can");
    let error = site.renew(site.words(changed)).expect_err("it names no app").to_string();
    assert!(error.ends_with("its index.html names no app of a release build"), "{error}");
}
