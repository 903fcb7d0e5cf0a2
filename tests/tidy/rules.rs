//! The rules' texts are whole, and the pages made of them, `docs/rules.md` and `docs/vi/quy-tac.md`, are up to date:
//! `SNAPSHOTS=overwrite cargo test` writes them anew.

use std::collections::BTreeSet;

use crate::support::{compare, finish, none_wrong, root, tiendo};
use tiendo::model::plan::Lang;
use tiendo::rules::Code;
use tiendo::words::words;

const MADE: &str = "<!-- Made of src/rules/text by tests/tidy/rules.rs: SNAPSHOTS=overwrite cargo test -->";

/// What a page says around the rules.
struct Page {
    lang: Lang,
    path: &'static str,
    title: &'static str,
    introduction: &'static str,
    heads: [&'static str; 4],
    headings: [&'static str; 4],
}

const ENGLISH: Page = Page {
    lang: Lang::En,
    path: "docs/rules.md",
    title: "The rules of `tiendo check`",
    introduction: "\
Codes beginning with E are errors: what they are found in is not judged by. Codes beginning with W are warnings: odd,
but judged as it stands; those from W701 on are marks of `tiendo diff`, for reviewers.
`tiendo explain CODE` prints the same texts.",
    heads: ["Code", "Name", "Gravity", "What is wrong"],
    headings: ["Rule", "Why", "Example", "Mend"],
};

const VIETNAMESE: Page = Page {
    lang: Lang::Vi,
    path: "docs/vi/quy-tac.md",
    title: "Các quy tắc của `tiendo check`",
    introduction: "\
Mã bắt đầu bằng E là lỗi: phần có lỗi không được dùng để xét. Mã bắt đầu bằng W là cảnh báo: bất thường, nhưng vẫn xét
theo đúng những gì đã ghi; từ W701 trở đi là những điều `tiendo diff` nêu cho người xem lại. Lệnh `tiendo explain MÃ` in ra cùng nội dung này.",
    heads: ["Mã", "Tên", "Mức độ", "Vấn đề"],
    headings: ["Quy tắc", "Vì sao", "Ví dụ", "Cách sửa"],
};

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
        let Self { lang, title, introduction, heads, .. } = self;
        let heads = heads.join(" | ");
        let mut page = vec![format!("{MADE}\n\n# {title}\n\n{introduction}\n\n| {heads} |\n|---|---|---|---|")];
        for code in Code::ALL {
            let (name, anchor, title) = (code.name(), anchor(*code), code.title(*lang));
            let severity = words(*lang).severity(code.severity());
            page.push(format!("| [{}](#{anchor}) | `{name}` | {severity} | {title} |", code.as_str()));
        }
        for code in Code::ALL {
            page.push(format!("\n## {} {}\n\n**{}**", code.as_str(), code.name(), code.title(*lang)));
            let lines = lines(code.text(*lang)).skip(1);
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
    let pages = [ENGLISH, VIETNAMESE];
    let wrong: Vec<String> =
        pages.iter().filter_map(|page| compare(page.text(), &root().join(page.path)).err()).collect();
    none_wrong(&wrong);
}

#[test]
fn every_rule_is_told_whole_in_both_languages() {
    let mut wrong = Vec::new();
    for page in [ENGLISH, VIETNAMESE] {
        for code in Code::ALL {
            let text = code.text(page.lang);
            let mut fail = |what: &str| wrong.push(format!("{} {:?}: {what}", code.as_str(), page.lang));
            let headings: Vec<&str> =
                lines(text).filter(|(_, code)| !code).filter_map(|(line, _)| line.strip_prefix("## ")).collect();
            if headings != page.headings {
                fail(&format!("its headings are {headings:?}"));
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
    unique(&|code| code.title(Lang::En).to_owned());
    unique(&|code| code.title(Lang::Vi).to_owned());
    assert!(Code::ALL.is_sorted_by_key(|code| code.as_str()), "the codes are in order");
    let well_formed = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-8".contains(&byte));
    assert!(Code::ALL.iter().all(|code| well_formed(code.name())), "names are words joined by hyphens");
}

/// Both ways to name a rule come to its text, and the text comes out whole.
#[test]
fn every_rule_is_explained() {
    for page in [ENGLISH, VIETNAMESE] {
        let lang = if page.lang == Lang::En { "en" } else { "vi" };
        for code in Code::ALL {
            let explain = |named: &str| finish(tiendo().args(["explain", named, "--lang", lang]));
            let ran = explain(code.as_str());
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
            assert_eq!(ran.stdout, explain(code.name()).stdout);
            for heading in page.headings {
                assert!(ran.stdout.lines().any(|line| line == heading), "{}: no {heading}", code.as_str());
            }
            for (line, _) in lines(code.text(page.lang)).filter(|(line, _)| !line.starts_with(['#', '`'])) {
                assert!(ran.stdout.contains(line.trim()), "{}: {line} is missing", code.as_str());
            }
        }
    }
}
