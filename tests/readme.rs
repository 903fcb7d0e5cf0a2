//! The examples of the documents are true: every `$ tiendo …` of a `console` block, and every
//! `$ cargo run --release -- …`, is run in the root of the repository, 80 columns wide, and must print what stands
//! below it. A line `...` stands for any lines. `$ echo $?` shows how the command before ended.
//!
//! `SNAPSHOTS=overwrite cargo test` writes outputs anew, but not those with a `...`: only a person knows what to leave
//! out. Where an output hangs on the day, the command must name one (`--as-of`): an example should be true tomorrow.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::assert::Assert;
use snapbox::{Data, IntoData};
use support::{files_below, none_wrong, overwriting, root, shown, tiendo};

/// Documents that must be there, each with at least one example.
const REQUIRED: [&str; 2] = ["README.md", "README.vi.md"];

/// How examples begin a command that means the program.
const PROGRAM: [&[&str]; 2] = [&["tiendo"], &["cargo", "run", "--release", "--"]];

/// A command and what stands below it.
struct Example {
    /// Where the command stands, from 1.
    line: usize,
    command: String,
    /// The lines of the document that hold the output, from 0.
    output: std::ops::Range<usize>,
    /// The lines of the output.
    shown: Vec<String>,
}

/// The examples of the `console` blocks of a document.
fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    // The fence that ends the block we are in, and whether it is a console's.
    let mut block: Option<(String, bool)> = None;
    let mut in_command = false;
    for (at, line) in text.lines().enumerate() {
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        match &block {
            None if fence.len() >= 3 => {
                let language = line[fence.len()..].split([' ', ',']).next().unwrap_or_default().trim();
                block = Some((fence, language == "console"));
                in_command = false;
            }
            Some((end, _)) if line.trim_end() == end => block = None,
            Some((_, true)) => {
                if let Some(command) = line.strip_prefix("$ ") {
                    let (output, shown) = (at + 1..at + 1, Vec::new());
                    examples.push(Example { line: at + 1, command: command.to_owned(), output, shown });
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
    !named(&["--as-of", "--help", "-h", "--version", "-V", "explain"])
}

/// The line that says that everything which is not shown is left out.
fn shows_all(shown: &[String]) -> bool {
    !shown.iter().any(|line| line.trim() == "...")
}

/// Runs the examples of a document. Gives how many were run and the document as it should be.
fn check(path: &Path, text: &str, wrong: &mut Vec<String>) -> (usize, String) {
    let (mut run, mut last) = (0, None);
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
            match words.as_deref().map(given) {
                Some(Some(Given { variables, args })) => {
                    if will_rot(args) && !example.shown.is_empty() && !example.shown.iter().all(|line| line == "...") {
                        wrong.push(format!("{at}\n  name a day: --as-of"));
                    }
                    let mut command = tiendo();
                    let output = command.env("COLUMNS", "80").envs(variables).args(args).output();
                    let output = output.expect("the program can be started");
                    last = output.status.code();
                    // As on a screen: what is told comes before what is reported.
                    Some(String::from_utf8_lossy(&[output.stderr, output.stdout].concat()).into_owned())
                }
                None if meant => {
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
        let required = REQUIRED.iter().any(|name| path.ends_with(name));
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

const DOCUMENT: &str = "\
# A document

```sh
$ tiendo this is not run
```

```console
$ tiendo --version
tiendo 0.1.0

$ cargo run --release -- explain E108 \\
    --lang en
error E108 (no-plan): There is no plan.toml
...
another name, such as `plan.toml.txt`, rename it to `plan.toml`.
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
        ("tiendo 0.1.0", "tiendo 0.0.0"),
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
