//! The examples of the documents are true: every `$ tiendo …` of a `console` block, and every
//! `$ cargo run --release -- …`, is run in the root of the repository, 80 columns wide, and must print what stands
//! below it. A line `...` stands for any lines. `$ echo $?` shows how the command before ended.
//!
//! The blocks `console new` of a document run one after the other in an empty folder, `console copy` in a copy of the
//! workspace of this repository: there commands may write, and `cd` and `git` work.
//!
//! `SNAPSHOTS=overwrite cargo test` writes outputs anew, but not those with a `...`: only a person knows what to leave
//! out. Where an output hangs on the day, the command must name one (`--as-of`): an example should be true tomorrow.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::assert::Assert;
use snapbox::{Data, IntoData};
use tempfile::TempDir;

use crate::support::{self, entries, files_below, none_wrong, overwriting, root, shown, tiendo};

/// Documents that must be there, each with at least one example.
const REQUIRED: [&str; 2] = ["README.md", "README.vi.md"];

/// How examples begin a command that means the program.
const PROGRAM: [&[&str]; 2] = [&["tiendo"], &["cargo", "run", "--release", "--"]];

/// Where the examples of a block run, by the word after `console`.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Root,
    New,
    Copy,
}

/// A command and what stands below it.
struct Example {
    /// Where the command stands, from 1.
    line: usize,
    place: Place,
    command: String,
    /// The lines of the document that hold the output, from 0.
    output: std::ops::Range<usize>,
    /// The lines of the output.
    shown: Vec<String>,
}

/// The examples of the `console` blocks of a document.
fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    // The fence that ends the block we are in, and where its examples run if it is a console's.
    let mut block: Option<(String, Option<Place>)> = None;
    let mut in_command = false;
    for (at, line) in text.lines().enumerate() {
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        match &block {
            None if fence.len() >= 3 => {
                let place = match line[fence.len()..].trim() {
                    "console" => Some(Place::Root),
                    "console new" => Some(Place::New),
                    "console copy" => Some(Place::Copy),
                    _ => None,
                };
                block = Some((fence, place));
                in_command = false;
            }
            Some((end, _)) if line.trim_end() == end => block = None,
            Some((_, Some(place))) => {
                if let Some(command) = line.strip_prefix("$ ") {
                    let (output, shown) = (at + 1..at + 1, Vec::new());
                    let command = command.to_owned();
                    examples.push(Example { line: at + 1, place: *place, command, output, shown });
                    in_command = true;
                } else if let Some(example) = examples.last_mut() {
                    // A command goes on on the next line after a backslash, as in a shell.
                    if in_command && example.command.ends_with('\\') {
                        example.command.pop();
                        example.command.push_str(line.trim_start().trim_start_matches("> "));
                        example.output = at + 1..at + 1;
                    } else {
                        in_command = false;
                        example.output.end = at + 1;
                        example.shown.push(line.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    examples
}

/// The folders in which the examples of one document run.
#[derive(Default)]
struct Folders {
    made: Vec<(Place, TempDir, PathBuf)>,
}

impl Folders {
    /// The folder of a place, which `cd` may change.
    fn of(&mut self, place: Place) -> Option<&mut PathBuf> {
        if place == Place::Root {
            return None;
        }
        if !self.made.iter().any(|(of, ..)| *of == place) {
            let folder = tempfile::tempdir().expect("a temporary folder can be made");
            let path = folder.path().to_owned();
            if place == Place::Copy {
                fs::copy(root().join("plan.toml"), path.join("plan.toml")).expect("the plan can be copied");
                for name in ["units", "reports"] {
                    fs::create_dir(path.join(name)).expect("a folder can be made");
                    for file in entries(&root().join(name)) {
                        let to = path.join(name).join(file.file_name().expect("a file has a name"));
                        fs::copy(&file, to).expect("a file can be copied");
                    }
                }
            }
            self.made.push((place, folder, path));
        }
        self.made.iter_mut().find(|(of, ..)| *of == place).map(|(.., path)| path)
    }
}

/// Git in a folder, as everybody's: the same files give the same commits.
fn git(folder: &Path) -> Command {
    let mut command = support::git::git(folder);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "tiendo").env(format!("GIT_{role}_EMAIL"), "tiendo@example.com");
    }
    support::git::at("2024-05-15T09:00:00+07:00", &mut command);
    command
}

/// The words of a command as a shell parts them; nothing where it asks the shell for more than that.
fn words(command: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    let mut letters = command.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (end, Some(open)) if end == open => quote = None,
            ('\\', None | Some('"')) => word.get_or_insert_default().push(letters.next()?),
            ('$' | '`', Some('"')) | ('$' | '`' | '|' | '&' | ';' | '<' | '>' | '*' | '?' | '~', None) => return None,
            (inside, Some(_)) => word.get_or_insert_default().push(inside),
            ('"' | '\'', None) => {
                word.get_or_insert_default();
                quote = Some(letter);
            }
            ('#', None) if word.is_none() => break,
            (blank, None) if blank.is_whitespace() => words.extend(word.take()),
            (plain, None) => word.get_or_insert_default().push(plain),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// What a command gives to the program.
struct Given<'a> {
    /// `NAME=value` before it.
    variables: Vec<(&'a str, &'a str)>,
    args: &'a [String],
}

/// What a command gives to the program; nothing where another program is meant.
fn given(words: &[String]) -> Option<Given<'_>> {
    let is_variable =
        |word: &String| word.split_once('=').is_some_and(|(name, _)| name.chars().all(char::is_uppercase));
    let first = words.iter().position(|word| !is_variable(&word.replace('_', "A"))).unwrap_or(words.len());
    let (variables, command) = words.split_at(first);
    let begins =
        |program: &&&[&str]| command.len() >= program.len() && command.iter().zip(**program).all(|(a, b)| a == b);
    let program = PROGRAM.iter().find(begins)?;
    let variables = variables.iter().filter_map(|word| word.split_once('=')).collect();
    Some(Given { variables, args: &command[program.len()..] })
}

/// Whether what a command prints hangs on the day, and it names none.
fn will_rot(args: &[String]) -> bool {
    let named =
        |words: &[&str]| args.iter().any(|arg| words.iter().any(|word| arg == word || arg.starts_with("--as-of=")));
    !named(&["--as-of", "--help", "-h", "--version", "-V", "explain", "git-setup", "read"])
}

/// The line that says that everything which is not shown is left out.
fn shows_all(shown: &[String]) -> bool {
    !shown.iter().any(|line| line.trim() == "...")
}

/// Runs the examples of a document. Gives how many were run and the document as it should be.
fn check(path: &Path, text: &str, wrong: &mut Vec<String>) -> (usize, String) {
    let (mut run, mut last, mut folders) = (0, None, Folders::default());
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut replacements = Vec::new();
    for example in examples(text) {
        let at = format!("{}:{}: $ {}", shown(path), example.line, example.command);
        let said = if example.command.trim() == "echo $?" {
            last.map(|code: i32| format!("{code}\n"))
        } else {
            last = None;
            let meant = PROGRAM.iter().any(|program| example.command.starts_with(&program.join(" ")));
            let words = words(&example.command);
            let folder = folders.of(example.place);
            let mut ran = |command: &mut Command| {
                let output = command.output().expect("the program can be started");
                last = output.status.code();
                // As on a screen: what is reported comes before what is reported.
                Some(String::from_utf8_lossy(&[output.stderr, output.stdout].concat()).into_owned())
            };
            match (words.as_deref().map(given), words.as_deref(), folder) {
                (_, Some([program, to]), Some(folder)) if program == "cd" => {
                    folder.push(to);
                    Some(String::new())
                }
                (_, Some([program, args @ ..]), Some(folder)) if program == "git" => ran(git(folder).args(args)),
                (Some(Some(Given { variables, args })), _, folder) => {
                    if will_rot(args) && !example.shown.is_empty() && !example.shown.iter().all(|line| line == "...") {
                        wrong.push(format!("{at}\n  name a day: --as-of"));
                    }
                    let mut command = tiendo();
                    if let Some(folder) = folder {
                        command.current_dir(folder);
                    }
                    ran(command.env("COLUMNS", "80").envs(variables).args(args))
                }
                (None, ..) if meant => {
                    wrong.push(format!("{at}\n  this needs a shell; put it into a block of another language (sh)"));
                    None
                }
                _ => None,
            }
        };
        let Some(said) = said else { continue };
        run += 1;
        let expected = example.shown.join("\n");
        // An empty line at the end parts two commands of a block.
        let tidy = |text: &str| format!("{}\n", text.trim_end()).trim_start_matches('\n').replace("\r\n", "\n");
        let assert = Assert::new().normalize_paths(false);
        let same = assert.try_eq(Some(&at), tidy(&said).into_data(), Data::text(tidy(&expected)));
        let Err(difference) = same else { continue };
        if overwriting() && shows_all(&example.shown) {
            let apart = example.shown.last().is_some_and(String::is_empty);
            let mut now: Vec<String> = tidy(&said).lines().map(str::to_owned).collect();
            now.extend(apart.then(String::new));
            replacements.push((example.output, now));
        } else {
            wrong.push(format!("{at}\n{difference}"));
        }
    }
    for (range, now) in replacements.into_iter().rev() {
        lines.splice(range, now);
    }
    (run, lines.join("\n") + "\n")
}

#[test]
fn the_examples_of_the_documents_are_true() {
    let mut documents: Vec<PathBuf> = REQUIRED.iter().map(|name| root().join(name)).collect();
    documents.extend(files_below(&root().join("docs"), "md"));
    let mut wrong = Vec::new();
    for path in documents {
        let required = REQUIRED.iter().any(|name| path == root().join(name));
        let Ok(text) = fs::read_to_string(&path) else {
            wrong.push(format!("{} cannot be read", shown(&path)));
            continue;
        };
        let (run, now) = check(&path, &text, &mut wrong);
        if required && run == 0 {
            wrong.push(format!("{}: not one example was run", shown(&path)));
        }
        if overwriting() && now != text {
            fs::write(&path, now).expect("a document can be written");
        }
    }
    none_wrong(&wrong);
}

/// The documents that people read.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        ["README.md", "README.vi.md", "CONTRIBUTING.md", "CHANGELOG.md", "benches/README.md", "reports/README.md"]
            .map(|name| root().join(name))
            .to_vec();
    pages.extend(files_below(&root().join("docs"), "md"));
    pages
}

/// The lines of a page outside of its blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

/// The names by which the headings of a page can be linked to.
fn anchors(text: &str) -> Vec<String> {
    let headings = prose(text).filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let sign = |sign: char| match sign {
        ' ' => Some('-'),
        '-' | '_' => Some(sign),
        _ => Some(sign).filter(|sign| sign.is_alphanumeric()),
    };
    headings.map(|heading| heading.to_lowercase().chars().filter_map(sign).collect()).collect()
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut wrong = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page can be read");
        for link in prose(&text).flat_map(|line| line.split("](").skip(1)) {
            let link = link.split(')').next().unwrap_or_default();
            if link.contains("://") {
                continue;
            }
            let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
            let target = if path.is_empty() { page.clone() } else { page.with_file_name(path) };
            let found = match anchor {
                None => target.exists(),
                Some(anchor) => {
                    fs::read_to_string(&target).is_ok_and(|text| anchors(&text).iter().any(|a| a == anchor))
                }
            };
            if !found {
                wrong.push(format!("{}: {link}", shown(&page)));
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_command_and_option_has_its_page_and_the_index_leads_there() {
    let help = |args: &[&str]| {
        let output = tiendo().args(args).args(["--help", "--lang", "en"]).output().expect("the program can be started");
        String::from_utf8(output.stdout).expect("help is UTF-8")
    };
    let docs = root().join("docs");
    let read = |path: &str| fs::read_to_string(docs.join(path)).unwrap_or_default();
    let (index, common) = (read("README.md"), read("options.md") + &read("recording.md"));
    let mut wrong = Vec::new();
    for folder in ["commands", "files", "formats"] {
        for page in entries(&docs.join(folder)) {
            let link = format!("({folder}/{})", page.file_name().expect("a page has a name").to_string_lossy());
            if !index.contains(&link) {
                wrong.push(format!("docs/README.md does not lead to {}", shown(&page)));
            }
        }
    }
    let is_name = |word: &str| word.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-');
    // A command stands in the list two blanks in, before what it does.
    let listed = help(&[]);
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split_once("  ").map(|(name, _)| name));
    for name in names.filter(|name| !name.is_empty() && *name != "tiendo" && is_name(name)) {
        let page = read(&format!("commands/{name}.md"));
        if page.is_empty() {
            wrong.push(format!("docs/commands/{name}.md is missing"));
        }
        let help = help(&[name]);
        for option in help.split([' ', '\n', ',', '[']).filter(|word| word.starts_with("--") && word.len() > 2) {
            let option = option.trim_end_matches(|sign: char| !sign.is_ascii_lowercase());
            if !page.contains(option) && !common.contains(option) {
                wrong.push(format!("docs/commands/{name}.md does not mention {option}"));
            }
        }
    }
    wrong.dedup();
    none_wrong(&wrong);
}

const DOCUMENT: &str = "\
# A document

```sh
$ tiendo this is not run
```

```console
$ tiendo --version
tiendo 1.0.0-rc.1

$ cargo run --release -- explain E108 \\
    --lang en
error E108 (no-plan): There is no plan.toml
...
name, such as `plan.toml.txt`, rename it to `plan.toml`.
$ echo $?
0
$ git status
whatever
```

```console
$ TIENDO_LANG=en tiendo -C \"tests/check/E108-no-plan\" --as-of 2024-05-15  # fails
error[E108]: there is no plan.toml
...
$ echo $?
3
```
";

/// What is found wrong with the document above when something in it is exchanged.
fn wrong_with(from: &str, to: &str) -> Vec<String> {
    assert!(DOCUMENT.contains(from), "{from}");
    let mut wrong = Vec::new();
    check(Path::new("DOCUMENT.md"), &DOCUMENT.replace(from, to), &mut wrong);
    wrong
}

#[test]
fn true_examples_pass_and_false_ones_are_found() {
    let mut wrong = Vec::new();
    let (run, now) = check(Path::new("DOCUMENT.md"), DOCUMENT, &mut wrong);
    none_wrong(&wrong);
    assert_eq!((run, now.as_str()), (5, DOCUMENT));
    if overwriting() {
        return;
    }
    for (from, to) in [
        ("tiendo 1.0.0-rc.1", "tiendo 0.0.0"),
        ("There is no plan.toml\n", "There is no plan\n"),
        ("There is no plan.toml\n...", "There is no plan.toml"),
        ("it to `plan.toml`.\n", "it to `plan.toml`.\nmore\n"),
        ("\n3\n", "\n0\n"),
        ("--version", "--version | cat"),
        (" --as-of 2024-05-15", ""),
    ] {
        assert_eq!(wrong_with(from, to).len(), 1, "{from:?} → {to:?}");
    }
}
