//! The tasks of the document, as steps. It reads what a person reads: the words before an example say where it goes.

/// The heading before the tasks.
pub const TASKS_BEGIN: &str = "How to read the examples";
/// The heading after them.
pub const TASKS_END: &str = "Everything that can be written";

/// One section of the document.
pub struct Task {
    pub heading: String,
    pub steps: Vec<Step>,
}

/// Something to do. Files lie beside the content.
#[derive(Debug)]
pub enum Step {
    /// The one line with these words gives way to the example.
    Line { file: String, with: String, example: String },
    /// The example goes behind a thing of a list.
    Behind { file: String, list: String, thing: String, example: String },
    /// The example is a file.
    File { file: String, example: String },
    /// A file is there once more under another name.
    Copy { from: String, to: String },
    /// The one line with these words goes.
    Out { file: String, with: String },
    /// A command of xtask is run.
    Run(Vec<String>),
}

/// The tasks in order.
pub fn tasks(document: &str) -> Result<Vec<Task>, String> {
    let sections = document.split("\n## ").skip_while(|section| !section.starts_with(TASKS_BEGIN)).skip(1);
    sections.take_while(|section| !section.starts_with(TASKS_END)).map(task).collect()
}

fn task(section: &str) -> Result<Task, String> {
    let (heading, text) = section.split_once('\n').unwrap_or_default();
    // Text and blocks follow one another; a block begins with the name of its language.
    let mut parts = text.split("```");
    let mut steps = without_example(parts.next().unwrap_or_default());
    let mut said = text.split("```").next().unwrap_or_default();
    while let (Some(block), Some(text)) = (parts.next(), parts.next()) {
        let (language, example) = block.split_once('\n').unwrap_or_default();
        steps.push(match language {
            "json" => placed(said, example.trim_end()).map_err(|why| format!("{heading}: {why}"))?,
            _ => Step::Run(words(example.trim())),
        });
        steps.extend(without_example(text));
        said = text;
    }
    Ok(Task { heading: heading.to_owned(), steps })
}

/// The last line before an example says its place: “In `file`, in the list `list`, after `thing`:”.
fn placed(said: &str, example: &str) -> Result<Step, String> {
    let line = said.trim_end().lines().last().unwrap_or_default();
    let pieces: Vec<&str> = line.split('`').collect();
    let example = example.to_owned();
    match pieces[..] {
        [.., file, ", in place of the line with ", with, ":"] => {
            Ok(Step::Line { file: file.to_owned(), with: with.to_owned(), example })
        }
        [.., file, ", in the list ", list, ", after ", thing, ":"] => {
            Ok(Step::Behind { file: file.to_owned(), list: list.to_owned(), thing: thing.to_owned(), example })
        }
        ["In the new file ", file, ":"] => Ok(Step::File { file: file.to_owned(), example }),
        _ => Err(format!("nothing says where this goes: {example}")),
    }
}

/// “Copy `a` as `b`, and `c` as `d`”, and “In `file`, take out the line with `words`.”
fn without_example(text: &str) -> Vec<Step> {
    text.lines().flat_map(told).collect()
}

fn told(line: &str) -> Vec<Step> {
    match line.split('`').collect::<Vec<_>>()[..] {
        ["Copy ", ref names @ ..] => {
            let names: Vec<&str> = names.iter().step_by(2).copied().collect();
            names.chunks_exact(2).map(|pair| Step::Copy { from: pair[0].to_owned(), to: pair[1].to_owned() }).collect()
        }
        ["In ", file, ", take out the line with ", with, "."] => {
            vec![Step::Out { file: file.to_owned(), with: with.to_owned() }]
        }
        _ => Vec::new(),
    }
}

/// What xtask is told: words, and a sentence in quotation marks.
fn words(command: &str) -> Vec<String> {
    let (before, quoted) = command.split_once('"').unwrap_or((command, ""));
    let plain = before.split_whitespace().skip(2).map(str::to_owned);
    plain.chain(quoted.strip_suffix('"').map(str::to_owned)).collect()
}
