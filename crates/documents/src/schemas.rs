//! JSON Schemas of the files that people write, made from the types that read them, for editors and other programs.

use consultation::content::Content;
use consultation::content::config::Config;
use consultation::content::languages::Languages;
use consultation::content::updates::Updates;
use consultation::schema::{JsonSchema, document};
use consultation::text::wording::Wording;

use crate::Document;
use crate::site::Site;

/// All schemas. Each lies where its `$id` says.
pub fn schemas(site: &Site) -> Vec<Document> {
    vec![
        schema::<Content>("content.schema.json", "The words of the page", site),
        schema::<Wording>("wording.schema.json", "The fixed phrases around the content", site),
        schema::<Updates>("updates.schema.json", "Every published revision of the content", site),
        schema::<Languages>("languages.schema.json", "The languages of the page", site),
        schema::<Config>("config.schema.json", "Where things go", site),
    ]
}

fn schema<T: JsonSchema>(path: &str, title: &str, site: &Site) -> Document {
    Document::new(path, format!("{:#}\n", document::<T>(&site.url(path), title)))
}
