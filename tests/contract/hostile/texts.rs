//! Texts that would escape: into the terminal, a spreadsheet's formulas, markup, another row, another line of a log. They
//! are put wherever a file can hold them, and every command and format is run.

use serde_json::Value;

use crate::support::case::{Case, Run, bounded, text};

/// Texts as they are meant. Each also stands in a file as it is, as far as TOML allows it.
pub const TEXTS: &[&str] = &[
    "\u{1b}[31mđỏ\u{1b}[0m\u{1b}[2J\u{1b}[H",
    "\u{1b}]0;tên cửa sổ\u{7}",
    "\u{1b}]8;;https://example.com\u{1b}\\bấm\u{1b}]8;;\u{1b}\\",
    "\u{9b}31m\u{90}q\u{9c}\u{85}",
    "a\u{8}\u{8}b\u{c}\u{b}c\u{7f}\u{0}d",
    "dòng một\ndòng hai\n\n\ndòng năm",
    "x\r\nBEGIN:VEVENT\r\nSUMMARY:y\r\nEND:VEVENT",
    "che\rđi",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+84 255 382 2222",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\n=1+1",
    "\u{200b}=1+1",
    "＝1+1",
    "＠SUM(1)",
    "\"=1+1",
    "a,b;c\td\"e",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</td></tr></table>&lt;&amp;",
    "a | b || c |---|---|",
    "\\| \\\\| \\",
    "[x](javascript:alert(1)) ![y](https://example.com/z)",
    "](javascript:alert(1))",
    "# đề mục\n- danh sách\n> trích\n```\nmã\n```",
    "*đậm* _nghiêng_ ~gạch~ `mã` $x$",
    "%s %n %25 %0A %00 ${HOME} $(id) `id`",
    "\\u001b[31m \\x1b \\033 \\n",
    "::error file=x,line=1::y",
    "\n::set-output name=x::y",
    "\u{202e}đảo\u{202c} \u{2066}a\u{2069} \u{2067}\u{2068}\u{202a}\u{202b}\u{202d}",
    "\u{61c}\u{200e}\u{200f}",
    "a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{feff}f\u{ad}g\u{180e}h",
    "\u{2028}dòng\u{2029}đoạn",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}",
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "👩‍👩‍👧‍👦🇻🇳",
    // A flag made of tags, and selectors of variants: hidden characters of four bytes.
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e0101}\u{e0101}\u{e0101}\u{e0101}",
    "",
    " ",
    "'; DROP TABLE units; --",
    "../../../etc/passwd",
];

/// Whether a character would do something to a terminal or to a reader's eyes. This is a list of its own: what the
/// program takes for harmless must not decide what these tests do.
fn harms(character: char) -> bool {
    matches!(u32::from(character),
        0x00..=0x09 | 0x0b..=0x1f | 0x7f..=0x9f                             // controls but for the end of a line
        | 0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069        // direction of writing
        | 0x200b..=0x200d | 0x2060..=0x2064 | 0xfeff | 0xad | 0x180e         // no width
        | 0x2028 | 0x2029                                                    // ends of lines that are none
    )
}

/// Fails if a text has a character that harms; for CSV its line ends and its byte order mark are no harm.
#[track_caller]
fn harmless(what: &str, bytes: &[u8], csv: bool) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{what}: not UTF-8: {error}"));
    let text = if csv { text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n") } else { text.to_owned() };
    if let Some((at, character)) = text.char_indices().find(|(_, c)| harms(*c)) {
        let start = text[..at].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
        let around: String = text[start..].chars().take(100).collect();
        panic!("{what}: U+{:04X} in {around:?}", u32::from(character));
    }
}

pub fn harmless_run(what: &str, run: &Run, codes: &[i32], csv: bool) {
    assert!(run.code().is_some_and(|code| codes.contains(&code)), "{what}: {run:?}");
    harmless(&format!("{what}, standard output"), &run.stdout, csv);
    harmless(&format!("{what}, standard error"), &run.stderr, false);
}

/// The text as a TOML string: with escapes for everything that is not a plain letter, or as it is where TOML allows it.
fn toml(text: &str, raw: bool) -> String {
    let mut written = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            c if c < ' ' || c == '\u{7f}' || (harms(c) && !raw) => {
                written.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => written.push(c),
        }
    }
    written + "\""
}

/// A workspace in which every text stands in every place that holds one.
pub fn workspace(raw: bool) -> Case {
    let of = |text: &str| toml(text, raw);
    let everything = of(&TEXTS.join(" "));
    let mut plan = format!(
        "[plan]\nnumber = {0}\ntitle = {everything}\nissuer = {1}\nstarts = 2024-01-01\nends = 2024-12-31\nnotice = {2}\n\
         acceptance = true\n",
        of(TEXTS[0]),
        of(TEXTS[2]),
        of(TEXTS[5]),
    );
    let (mut events, mut units, mut groups) =
        ("[events]\n".to_owned(), "[units]\n".to_owned(), "[groups]\n".to_owned());
    let (mut tasks, mut record, mut leads) = (String::new(), String::new(), Vec::new());
    for (at, text) in TEXTS.iter().enumerate() {
        let text = of(text);
        events.push_str(&format!("e{at} = {{ name = {text} }}\n"));
        units.push_str(&format!("u{at} = {{ name = {text}, short = {text}, confirmed = false }}\n"));
        groups.push_str(&format!("g{at} = {{ name = {text}, members = [\"u{at}\"] }}\n"));
        leads.push(format!("\"u{at}\""));
        let due = match at % 4 {
            0 => "every = \"half\"\ntitles = { 2024-H1 = TEXT }".replace("TEXT", &text),
            1 => format!("due = \"event e{at} + 3 days\""),
            2 => "due = \"ongoing\"".to_owned(),
            _ => "due = \"2024-Q1\"".to_owned(),
        };
        tasks.push_str(&format!(
            "[[tasks]]\nid = \"t{at}\"\ntitle = {text}\nclause = {text}\nlead = [\"u0\", \"g{at}\"]\nsupport = [\"g{at}\"]\n\
             {due}\nwording = {text}\nproduct = {text}\nreports_to = {text}\nnote = {text}\n"
        ));
        let period = if at % 4 == 0 { ".2024-H1" } else { "" };
        let grant = match at % 3 {
            0 => format!("waived = {{ by = {text}, on = 2024-03-01 }}\n"),
            1 if at % 4 == 3 || at % 4 == 0 => {
                format!("extended = {{ to = 2024-04-30, by = {text}, on = 2024-03-01 }}\n")
            }
            _ => "done = 2024-05-01\n".to_owned(),
        };
        record.push_str(&format!(
            "[t{at}{period}]\nstarted = 2024-02-01\nevidence = [{text}, {text}]\nnote = {text}\nreason = {text}\n\
             committed = 2024-06-01\n{grant}"
        ));
    }
    tasks.push_str(&format!(
        "[[tasks]]\nid = \"all\"\ntitle = {everything}\nlead = [{}]\ndue = 2024-06-30\n",
        leads.join(", ")
    ));
    plan.push_str(&(events + &units + &groups + &tasks));
    Case::new(plan).unit("u0", record)
}

/// The ways that show lines of files, besides the words about them.
fn shows_lines(args: &[&str]) -> bool {
    args == ["check"]
}

/// Every way to look at a workspace.
pub const LOOKS: &[&[&str]] = &[
    &["status"],
    &["status", "--format", "json"],
    &["status", "--format", "jsonl"],
    &["status", "--format", "csv"],
    &["status", "--format", "markdown"],
    &["list"],
    &["list", "--by", "quarter"],
    &["list", "--by", "task"],
    &["list", "--by", "state"],
    &["list", "--format", "json"],
    &["list", "--format", "jsonl"],
    &["list", "--format", "csv"],
    &["list", "--format", "markdown"],
    &["show", "u0"],
    &["show", "u5"],
    &["show", "all"],
    &["check"],
    &["check", "--format", "json"],
    &["check", "--format", "github"],
];

pub fn is_csv(args: &[&str]) -> bool {
    args.contains(&"csv")
}

#[test]
fn nothing_that_controls_a_terminal_gets_out_of_any_command() {
    for raw in [false, true] {
        let case = workspace(raw);
        for args in LOOKS.iter().filter(|args| !shows_lines(args)) {
            for lang in ["vi", "en"] {
                let run = case.run(&[args, &["--as-of", "2024-05-15", "--lang", lang][..]].concat());
                harmless_run(&format!("{args:?}, raw: {raw}"), &run, &[0], is_csv(args));
            }
        }
        for at in 0..TEXTS.len() {
            let task = format!("t{at}");
            for args in [&["show", task.as_str()][..], &["show", &task, "--unit", "u0"]] {
                let run = case.run(&[args, &["--as-of", "2024-05-15"][..]].concat());
                harmless_run(&format!("{args:?}, raw: {raw}"), &run, &[0], false);
            }
        }
    }
}

#[test]
fn nor_on_screens_of_any_width() {
    let case = workspace(true);
    for columns in ["1", "20", "40", "59", "60", "200", "10000"] {
        for args in [&["status"][..], &["list"], &["list", "--by", "task"], &["show", "t0", "--unit", "u0"]] {
            let command = &mut case.command();
            let run = bounded(command.args(args).args(["--as-of", "2024-05-15"]).env("COLUMNS", columns));
            harmless_run(&format!("{args:?}, {columns} columns"), &run, &[0], false);
        }
    }
}

/// The text without the colours that the program itself puts there.
fn without_colours(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';').expect("a colour ends");
        assert_eq!(&part[end..=end], "m", "only colours are put there: {part:?}");
        plain.push_str(&part[end + 1..]);
    }
    plain.into_bytes()
}

#[test]
fn colours_bring_nothing_else_with_them() {
    let case = workspace(true);
    for args in LOOKS.iter().filter(|args| !shows_lines(args)) {
        let mut run = case.run(&[args, &["--as-of", "2024-05-15", "--color", "always"][..]].concat());
        run.stdout = without_colours(&run.stdout);
        run.stderr = without_colours(&run.stderr);
        harmless_run(&format!("{args:?} in colour"), &run, &[0], is_csv(args));
    }
}

#[test]
fn json_means_the_very_text() {
    for raw in [false, true] {
        let case = workspace(raw);
        let status = case.status("2024-05-15", &["--unit", "u0"]);
        for (at, meant) in TEXTS.iter().enumerate() {
            let id = format!("t{at}");
            let item = status.items().iter().find(|item| item["task"] == id).expect("u0 leads every task");
            for key in ["title", "clause", "wording", "note", "reason"] {
                assert_eq!(text(&item[key]), *meant, "{key} of {id}");
            }
            assert_eq!(item["evidence"], serde_json::json!([meant, meant]), "{id}");
        }
        let names = case.status("2024-05-15", &[]);
        let units = names.json["units"].as_array().expect("units");
        let names: Vec<&str> = units.iter().map(|unit| text(&unit["name"])).collect();
        assert_eq!(names, TEXTS);
        // One object a line, whatever is in it.
        let run = case.run(&["list", "--format", "jsonl", "--as-of", "2024-05-15"]);
        let lines: Vec<Value> = run.out().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines.len(), case.status("2024-05-15", &[]).items().len());
    }
}

#[test]
fn no_cell_of_csv_runs_and_none_makes_a_row() {
    for raw in [false, true] {
        let case = workspace(raw);
        let items = case.status("2024-05-15", &[]).items().len();
        for command in ["status", "list"] {
            let run = case.run(&[command, "--format", "csv", "--as-of", "2024-05-15"]);
            let bytes = run.stdout.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark, for Excel");
            // The reader refuses rows of another length than the first one.
            let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(bytes);
            let mut rows = 0;
            for row in reader.records() {
                for cell in &row.expect("every row has every cell") {
                    let first = cell.trim_start().chars().next();
                    let runs = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
                    assert!(!runs && !cell.starts_with(['\t', '\r']), "{command}: {cell:?}");
                }
                rows += 1;
            }
            if command == "list" {
                assert_eq!(rows, items);
            }
            // Each end of a line outside a text is CRLF.
            assert!(run.out().ends_with("\r\n") && !run.out().contains("\r\r"), "{command}");
        }
    }
}

/// How many cells a row of Markdown has, an escaped bar being none's end.
fn cells(row: &str) -> usize {
    let mut escaped = false;
    let bars = row.chars().filter(|c| {
        let bar = *c == '|' && !escaped;
        escaped = *c == '\\' && !escaped;
        bar
    });
    bars.count() - 1
}

#[test]
fn no_text_becomes_markup() {
    for raw in [false, true] {
        let case = workspace(raw);
        let items = case.status("2024-05-15", &[]).items().len();
        for command in ["status", "list"] {
            let run = case.run(&[command, "--format", "markdown", "--as-of", "2024-05-15"]);
            let lines: Vec<&str> = run.out().lines().collect();
            let table: Vec<&str> = lines.iter().copied().filter(|line| line.starts_with('|')).collect();
            assert!(
                table.iter().all(|row| row.ends_with('|') && cells(row) == cells(table[0])),
                "{command}: {table:#?}"
            );
            if command == "list" {
                assert_eq!(table.len(), items + 2, "a row for each item, below two of headings");
            }
            for line in &lines {
                assert!(!line.contains('<') && !line.contains("](") || line.contains("\\]("), "{command}: {line}");
                assert!(!line.contains("://"), "an address would become a link: {line}");
                assert!(!line.contains("](javascript") || line.contains("\\](javascript"), "{line}");
            }
            // Above the table: a heading, the day, the notice.
            let before = lines.iter().take_while(|line| !line.starts_with('|')).filter(|line| !line.is_empty());
            let before: Vec<&&str> = before.collect();
            assert_eq!(before.len(), 3, "{before:?}");
            assert!(before[0].starts_with("# ") && before[2].starts_with("> "), "{before:?}");
        }
    }
}

#[test]
fn every_line_for_github_is_one_command_of_ours() {
    let cases = [workspace(false), workspace(true), broken(), broken_records()];
    for case in &cases {
        let run = case.run(&["check", "--format", "github", "--as-of", "2024-05-15"]);
        let errors = case.check("2024-05-15").1.len();
        let lines: Vec<&str> = run.out().lines().collect();
        assert_eq!(lines.len(), errors, "one line for each problem");
        for line in lines {
            assert!(line.starts_with("::error file=") || line.starts_with("::warning file="), "{line}");
            let properties = line[2..].split("::").next().expect("properties");
            assert_eq!(properties.matches(',').count(), 5, "{line}");
        }
    }
}

/// A plan whose keys, ids and values are hostile, and wrong.
fn broken() -> Case {
    let mut plan = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n".to_owned();
    let (mut units, mut tasks) = ("[units]\na = \"A\"\n".to_owned(), String::new());
    for (at, text) in TEXTS.iter().enumerate() {
        let raw = at % 2 == 0;
        let text = toml(text, raw);
        // Each unknown key once: twice would be another fault.
        if at == 0 {
            plan.push_str(&format!(
                "timezone = {text}\nlanguage = {text}\nbefore = {text}\non_day_off = {text}\ncoordinator = {text}\n"
            ));
        }
        plan.push_str(&format!("{text} = {text}\n"));
        units.push_str(&format!("{text} = 1\n"));
        tasks.push_str(&format!(
            "[[tasks]]\nid = {text}\ntitle = 1\nlead = [{text}]\nsupport = [{text}]\ndue = {text}\n{text} = 1\n"
        ));
        tasks.push_str(&format!(
            "[[tasks]]\nid = \"q{at}\"\ntitle = \"T\"\nlead = [\"a\"]\nevery = \"year\"\ndue = {text}\n"
        ));
        tasks.push_str(&format!("[[tasks]]\nid = \"r{at}\"\ntitle = \"T\"\nlead = [\"a\"]\nevery = {text}\n"));
        tasks.push_str(&format!(
            "[[tasks]]\nid = \"s{at}\"\ntitle = \"T\"\nlead = [\"a\"]\nevery = \"year\"\ntitles = {{ {text} = {text} }}\n"
        ));
        tasks.push_str(&format!(
            "[[tasks]]\nid = \"e{at}\"\ntitle = \"T\"\nlead = [\"a\"]\ndue = {}\n",
            toml(&format!("event {}", TEXTS[at]), raw)
        ));
    }
    let days: Vec<String> = TEXTS.iter().map(|text| toml(text, true)).collect();
    let calendar = format!("[calendar]\nweekend = [{0}]\ndays_off = [{0}]\n", days.join(", "));
    Case::new(plan + &calendar + &units + &tasks).unit("a", "")
}

/// Sound plans with records whose keys are hostile.
fn broken_records() -> Case {
    let plan = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\na = \"A\"\n\
                [[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\ndue = \"2024-Q1\"\n\
                [[tasks]]\nid = \"q\"\ntitle = \"T\"\nlead = [\"a\"]\nevery = \"quarter\"\n";
    let mut file = String::new();
    for (at, text) in TEXTS.iter().enumerate() {
        let text = toml(text, at % 2 == 0);
        file.push_str(&format!("{text} = {{ {text} = {text} }}\nq.{text} = {{ done = {text} }}\nt.{text} = {text}\n"));
    }
    // What TOML forbids as it is: raw control characters, in every place of a line.
    for byte in ["\u{1b}[31m", "\u{0}", "\u{7f}", "\u{8}", "\u{c}", "a\rb"] {
        file.push_str(&format!("# {byte}\n{byte} = {byte}\n[{byte}]\nx = \"{byte}\" {byte}\n"));
    }
    Case::new(plan).unit("a", file)
}

#[test]
fn what_is_said_of_hostile_keys_ids_and_values_is_harmless() {
    for (case, codes) in [(broken(), [1, 3]), (broken_records(), [1, 3])] {
        for format in ["json", "github"] {
            for lang in ["vi", "en"] {
                let run = case.run(&["check", "--format", format, "--as-of", "2024-05-15", "--lang", lang]);
                harmless_run(&format!("check --format {format}"), &run, &codes, false);
            }
        }
        let (_, found) = case.check("2024-05-15");
        assert!(found.len() > TEXTS.len(), "there are problems enough: {}", found.len());
    }
}

#[test]

fn lines_of_files_are_shown_harmless() {
    for (case, codes) in [(workspace(true), [0, 0]), (broken(), [1, 3]), (broken_records(), [1, 3])] {
        for args in [&["check"][..], &["status"], &["list"]] {
            for rest in [&["--lang", "vi"][..], &["--lang", "en"], &["--color", "always"]] {
                let mut run = case.run(&[args, rest, &["--as-of", "2024-05-15"]].concat());
                if rest.contains(&"always") {
                    run.stdout = without_colours(&run.stdout);
                    run.stderr = without_colours(&run.stderr);
                }
                harmless_run(&format!("{args:?} {rest:?}"), &run, &codes, false);
            }
            for columns in ["1", "40", "10000"] {
                let mut command = case.command();
                let run = bounded(command.args(args).args(["--as-of", "2024-05-15"]).env("COLUMNS", columns));
                harmless_run(&format!("{args:?}, {columns} columns"), &run, &codes, false);
            }
        }
    }
}
