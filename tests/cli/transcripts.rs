//! Transcripts of the commands: what is typed, what is printed (both streams together, in the order of writing), how it
//! exits (`? 1`).
//!
//! They run in the root of the repository, 80 columns wide; those in `narrow/` 40 and in `wide/` 200, and those in
//! `english/` with `TIENDO_LANG=en`. `SNAPSHOTS=overwrite cargo test` writes them anew. A backslash that the program
//! prints stands in a transcript as `/` (trycmd means paths of Windows); outputs that hang on one belong elsewhere.

use crate::support::{entries, finish, none_wrong, overwriting, root, same_test, shown, tiendo};

/// The folders below `tests/transcripts`, each with its width and its `TIENDO_LANG`.
const FOLDERS: [(&str, &str, &str); 4] =
    [("", "80", ""), ("narrow", "40", ""), ("wide", "200", ""), ("english", "80", "en")];

fn transcripts_in(folder: &str) -> Vec<std::path::PathBuf> {
    let all = entries(&root().join("tests/transcripts").join(folder));
    all.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

#[test]
fn every_transcript_comes_out_as_it_stands() {
    if overwriting() && std::env::var_os("TRYCMD").is_none() {
        // trycmd goes by a variable of its own, and a process cannot safely set one for itself.
        let mut again = same_test(module_path!(), "every_transcript_comes_out_as_it_stands");
        assert!(again.env("TRYCMD", "overwrite").status().expect("the test can be run again").success());
        return;
    }
    for (folder, columns, lang) in FOLDERS {
        let transcripts = trycmd::TestCases::new();
        transcripts
            .env("COLUMNS", columns)
            .env("NO_COLOR", "1")
            .env("TIENDO_LANG", lang)
            // Whether these files lie in a repository makes no difference.
            .env("GIT_CEILING_DIRECTORIES", root().to_str().expect("the path of this repository is text"))
            .register_bin("tiendo", std::path::PathBuf::from(env!("CARGO_BIN_EXE_tiendo")));
        for path in transcripts_in(folder) {
            transcripts.case(path);
        }
        transcripts.run();
    }
}

#[test]
fn transcripts_run_nothing_but_the_program() {
    let mut wrong = Vec::new();
    for (folder, _, _) in FOLDERS {
        let transcripts = transcripts_in(folder);
        assert!(!transcripts.is_empty(), "there is no transcript in {folder:?}");
        for path in transcripts {
            let text = std::fs::read_to_string(&path).expect("a transcript is text");
            let commands: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
            if commands.is_empty() {
                wrong.push(format!("{}: runs nothing", shown(&path)));
            }
            // trycmd passes over programs it does not know, without a word.
            for command in commands.iter().filter(|command| !command.starts_with("tiendo")) {
                wrong.push(format!("{}: {command}", shown(&path)));
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn an_option_without_its_value_is_told() {
    let mut not_told = Vec::new();
    for option in ["-C", "--as-of", "--lang", "--color", "--unit", "--state", "--format"] {
        for command in [&[][..], &["status"]] {
            let ran = finish(tiendo().env("TIENDO_LANG", "en").args(command).arg(option));
            let told = ran.code == 2 && ran.stderr.starts_with(&format!("error: {option} <"));
            if !(told && ran.stderr.contains("needs a value")) {
                not_told.push(option);
            }
        }
    }
    assert!(not_told.is_empty(), "{not_told:?}");
}
