//! The rules' texts are whole, and the pages made of them, `docs/rules.md` and `docs/vi/quy-tac.md`, are up to date:
//! `SNAPSHOTS=overwrite cargo test` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::support::{compare, finish, none_wrong, root, tiendo};
use tiendo::model::plan::Lang;
use tiendo::rules::Code;
use tiendo::words::{Words, words};

/// The page of a language: where it is, and what stands above the rules. `page.md` beside the texts has both.
struct Page {
    words: &'static dyn Words,
    path: PathBuf,
    above: String,
}

/// The pages of all languages.
fn pages() -> impl Iterator<Item = Page> {
    Lang::ALL.iter().map(|(tag, lang)| {
        let folder = format!("src/words/{tag}/rules");
        let page = fs::read_to_string(root().join(&folder).join("page.md")).expect("a language has a page of rules");
        let (path, above) = page.split_once('\n').expect("it begins with its path");
        let path = path.strip_prefix("<!-- ").and_then(|path| path.strip_suffix(" -->")).expect("in a comment");
        let made = format!("<!-- Made of {folder} by tests/tidy/rules.rs: SNAPSHOTS=overwrite cargo test -->");
        Page { words: words(*lang), path: root().join(path), above: format!("{made}\n\n{}", above.trim_end()) }
    })
}

/// The headings that the text of a rule has below its title.
fn headings(text: &str) -> Vec<&str> {
    lines(text).filter(|(_, code)| !code).filter_map(|(line, _)| line.strip_prefix("## ")).collect()
}

/// The lines of a Markdown text, each with whether it is code.
fn lines(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut code = false;
    text.lines().map(move |line| {
        let fence = line.starts_with("```");
        code ^= fence;
        (line, code || fence)
    })
}

impl Page {
    /// The page: title, table of codes, then each rule with its headings one level down.
    fn text(&self) -> String {
        let mut page = vec![self.above.clone()];
        for code in Code::ALL {
            let (name, anchor, title) = (code.name(), anchor(*code), self.words.rule_title(*code));
            let severity = self.words.severity(code.severity());
            page.push(format!("| [{}](#{anchor}) | `{name}` | {severity} | {title} |", code.as_str()));
        }
        for code in Code::ALL {
            page.push(format!("\n## {} {}\n\n**{}**", code.as_str(), code.name(), self.words.rule_title(*code)));
            let lines = lines(self.words.rule(*code)).skip(1);
            page.extend(lines.map(|(line, code)| {
                let heading = line.starts_with("## ") && !code;
                if heading { format!("#{line}") } else { line.to_owned() }
            }));
        }
        page.join("\n") + "\n"
    }
}

/// What GitHub makes of a rule's heading to link to.
fn anchor(code: Code) -> String {
    format!("{}-{}", code.as_str().to_lowercase(), code.name())
}

#[test]
fn the_pages_are_what_the_texts_make() {
    let wrong: Vec<String> = pages().filter_map(|page| compare(page.text(), &page.path).err()).collect();
    none_wrong(&wrong);
}

#[test]
fn every_rule_is_told_whole_in_every_language() {
    let mut wrong = Vec::new();
    for (tag, lang) in Lang::ALL {
        let first = headings(words(*lang).rule(Code::ALL[0]));
        assert_eq!(first.len(), 4, "rule, reason, example, mend");
        for code in Code::ALL {
            let text = words(*lang).rule(*code);
            let mut fail = |what: &str| wrong.push(format!("{} {tag}: {what}", code.as_str()));
            if headings(text) != first {
                fail(&format!("its headings are {:?}", headings(text)));
            }
            let title = text.lines().next().unwrap_or_default();
            if title.strip_prefix("# ").is_none_or(str::is_empty) {
                fail("it has no title");
            }
            if text.split("\n## ").skip(1).any(|section| section.lines().skip(1).all(|line| line.trim().is_empty())) {
                fail("a section is empty");
            }
            if lines(text).last().is_some_and(|(line, code)| code && line != "```") {
                fail("a block of code is left open");
            }
            if text.contains('\r') || text.lines().any(|line| line.ends_with(' ')) || !text.ends_with('\n') {
                fail("it has blanks at the end of a line, or no end");
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn no_two_rules_share_a_code_a_name_or_a_title() {
    let unique = |what: &dyn Fn(&Code) -> String| {
        let all: BTreeSet<String> = Code::ALL.iter().map(what).collect();
        assert_eq!(all.len(), Code::ALL.len(), "one stands twice: {all:?}");
    };
    unique(&|code| code.as_str().to_owned());
    unique(&|code| code.name().to_owned());
    for words in Lang::all().map(words) {
        unique(&|code| words.rule_title(*code).to_owned());
    }
    assert!(Code::ALL.is_sorted_by_key(|code| code.as_str()), "the codes are in order");
    let well_formed = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-8".contains(&byte));
    assert!(Code::ALL.iter().all(|code| well_formed(code.name())), "names are words joined by hyphens");
}

#[test]
fn every_mark_is_listed_where_marks_are_documented() {
    for page in ["docs/git.md", "docs/vi/git.md", "docs/formats/json-diff.md"] {
        let text = fs::read_to_string(root().join(page)).expect("it can be read");
        let listed = |code: &Code| {
            text.contains(&format!("{} `{}`", code.as_str(), code.name()))
                || text.contains(&format!("| {} | `{}` |", code.as_str(), code.name()))
        };
        let missing: Vec<&str> =
            Code::ALL.iter().filter(|it| it.as_str() > "W7" && !listed(it)).map(|it| it.as_str()).collect();
        assert!(missing.is_empty(), "{page} lacks {missing:?}");
    }
}

/// Both ways to name a rule come to its text, and the text comes out whole.
#[test]
fn every_rule_is_explained() {
    for (lang, words) in Lang::ALL.iter().map(|(tag, lang)| (tag, words(*lang))) {
        for code in Code::ALL {
            let explain = |named: &str| finish(tiendo().args(["explain", named, "--lang", lang]));
            let ran = explain(code.as_str());
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
            assert_eq!(ran.stdout, explain(code.name()).stdout);
            for heading in headings(words.rule(*code)) {
                assert!(ran.stdout.lines().any(|line| line == heading), "{}: no {heading}", code.as_str());
            }
            for (line, _) in lines(words.rule(*code)).filter(|(line, _)| !line.starts_with(['#', '`'])) {
                assert!(ran.stdout.contains(line.trim()), "{}: {line} is missing", code.as_str());
            }
        }
    }
}
