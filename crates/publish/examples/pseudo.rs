//! Writes the shipped words and two pseudo-languages of them, for the browser tests: a longer one, and one that is written
//! from right to left and lacks what a translation may lack.

#[path = "../tests/pseudo/mod.rs"]
mod pseudo;

use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const KINDS: [&str; 3] = ["json", "updates.json", "wording.json"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [shipped, folder] = arguments.as_slice() else {
        return Err("name the folder with the shipped words, and a folder to write into".into());
    };
    let (shipped, folder) = (Path::new(shipped), Path::new(folder));
    fs::create_dir_all(folder)?;
    for kind in KINDS {
        let english = fs::read_to_string(shipped.join(format!("en-NZ.{kind}")))?;
        fs::write(folder.join(format!("en-NZ.{kind}")), &english)?;
        for tag in ["en-XA", "ar-XB"] {
            fs::write(folder.join(format!("{tag}.{kind}")), pseudo::file(&english, tag))?;
        }
    }
    lack(&folder.join("ar-XB.json"))?;
    for tag in ["en-XA", "ar-XB"] {
        list_last(folder, tag)?;
    }
    let language = |tag: &str, name: &str, direction: &str| json!({ "tag": tag, "name": name, "direction": direction });
    let list =
        [language("en-NZ", "English", "ltr"), language("en-XA", "Énglîsh", "ltr"), language("ar-XB", "Áråbîç", "rtl")];
    fs::write(folder.join("languages.json"), json!({ "languages": list }).to_string())?;
    Ok(())
}

/// Lists the content as its last revision.
fn list_last(folder: &Path, tag: &str) -> Result<(), Box<dyn Error>> {
    let file = folder.join(format!("{tag}.updates.json"));
    let digest = Sha256::digest(fs::read(folder.join(format!("{tag}.json")))?);
    let mut updates: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
    let last = updates["updates"].as_array_mut().and_then(|updates| updates.last_mut()).ok_or("there is one")?;
    last["sha256"] = digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into();
    fs::write(file, updates.to_string())?;
    Ok(())
}

/// Takes out the first section, and the question of the second part.
fn lack(file: &Path) -> Result<(), Box<dyn Error>> {
    let mut content: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let sections = content["sections"].as_array_mut().ok_or("content has sections")?;
    sections.remove(0);
    let form = sections.iter_mut().find_map(|section| section.pointer_mut("/have_your_say/form"));
    form.ok_or("content has a form")?["parts"][1]["questions"] = json!([]);
    fs::write(file, content.to_string())?;
    Ok(())
}
