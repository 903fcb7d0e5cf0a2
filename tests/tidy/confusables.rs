//! The list of characters that are taken for others, `src/text/confusables.txt`, is that of `unicode-security`:
//! `SNAPSHOTS=overwrite cargo test` writes it anew.

use std::collections::BTreeMap;
use std::fs;

use unicode_security::confusable_detection::skeleton;

use crate::support::{overwriting, root};

/// What looks alike, one line each: what it looks like, then the characters that do, as code points in hexadecimal.
fn list() -> String {
    let mut alike: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let code = |character: char| format!("{:X}", u32::from(character));
    for character in '\0'..=char::MAX {
        let text = character.to_string();
        let looks: Vec<char> = skeleton(&text).collect();
        // What is taken apart first is its parts; what is not seen at all is no other character.
        let apart = unicode_normalization::UnicodeNormalization::nfd(text.as_str()).ne([character]);
        if !apart && looks != [character] && !looks.is_empty() {
            let like = looks.into_iter().map(code).collect::<Vec<_>>().join("+");
            alike.entry(like).or_default().push(code(character));
        }
    }
    alike.into_iter().map(|(like, all)| format!("{like} {}\n", all.join(" "))).collect()
}

#[test]
fn the_list_of_characters_taken_for_others_is_up_to_date() {
    let path = root().join("src/text/confusables.txt");
    if overwriting() {
        fs::write(&path, list()).expect("the list can be written");
    }
    let kept = fs::read_to_string(&path).expect("the list is there");
    // Not shown as a difference: the characters would control the terminal, and nobody reads thousands of numbers.
    assert!(kept == list(), "src/text/confusables.txt is not that of unicode-security: SNAPSHOTS=overwrite cargo test");
}
