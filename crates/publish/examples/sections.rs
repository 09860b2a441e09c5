//! Draws the page with a number of times its sections, for `cargo xtask bench`. It may not draw otherwise than `publish`.

use std::error::Error;
use std::fs;
use std::path::Path;

use consultation::content::languages::Languages;
use consultation::time::instant::Instant;
use publish::page_data::PageData;
use publish::render::render;
use publish::staged::Staged;
use serde_json::Value;

/// The others are there once on a page, at most.
const REPEATED: [&str; 3] = ["prose", "timeline", "past_consultations"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [public, times, folder] = arguments.as_slice() else {
        return Err("name the folder public/, how many times its sections, and a folder to write into".into());
    };
    let folder = Path::new(folder);
    copy(Path::new(public), folder)?;
    let staged = Staged::new(folder);
    let languages = Languages::parse(&staged.read_text(Languages::PATH)?)?;
    let language = &languages.first().tag;
    let mut content: Value = serde_json::from_str(&staged.read_text(&language.content_path())?)?;
    repeat_sections(&mut content, times.parse()?);
    staged.write(&language.content_path(), content.to_string())?;
    let data = PageData::read(&staged, language, "", start_of_1970(), None)?;
    fs::write(folder.join("page-data.json"), data.json())?;
    fs::write(folder.join("app.html"), render(Box::leak(Box::new(data.page))))?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target)? } else { fs::copy(entry.path(), target).map(drop)? }
    }
    Ok(())
}

/// What may be repeated, so many times, in the order of the page.
fn repeat_sections(content: &mut Value, times: usize) {
    let Some(sections) = content["sections"].as_array_mut() else { return };
    *sections = sections.drain(..).flat_map(|section| copies(&section, times)).collect();
}

fn copies(section: &Value, times: usize) -> Vec<Value> {
    let is_repeated = REPEATED.iter().any(|kind| section.get(kind).is_some());
    (1..=if is_repeated { times } else { 1 }).map(|number| numbered(section.clone(), number)).collect()
}

/// The first copy keeps its id, which other parts of the page link to.
fn numbered(mut section: Value, number: usize) -> Value {
    let kinds = section.as_object_mut().into_iter().flat_map(|kinds| kinds.values_mut());
    for id in kinds.filter_map(|section| section.get_mut("id")).filter(|_| number > 1) {
        *id = format!("{}-{number}", id.as_str().unwrap_or_default()).into();
    }
    section
}

/// Only a page that does not rehearse a day is drawn for this moment; how long that takes does not depend on it.
fn start_of_1970() -> Instant {
    Instant::from_unix_milliseconds(0).expect("1970 is in the range of years")
}
