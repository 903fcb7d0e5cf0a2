//! Letters read back from what was printed: as text for mails, and as Markdown.

use crate::support::case::Run;

/// What stands between letters.
const BETWEEN: &str = "------------------------------------------------------------------------";

/// A letter read from Markdown.
#[derive(Debug, PartialEq, Eq)]
pub struct Letter {
    /// Whom it is to.
    pub unit: String,
    /// What nobody should overlook.
    pub notice: Option<String>,
    /// The paragraphs before, between and after the tables.
    pub said: Vec<String>,
    /// The rows of the table of what is overdue; without one there is none.
    pub overdue: Vec<Vec<String>>,
    /// The rows of the table of what is due soon.
    pub due_soon: Vec<Vec<String>>,
}

/// The texts of the letters that a run printed, in order.
pub fn texts(run: &Run) -> Vec<&str> {
    let between = format!("\n{BETWEEN}\n\n");
    run.out().split(&between).map(str::trim_end).filter(|letter| !letter.is_empty()).collect()
}

/// The letters that a run printed as Markdown, in order.
pub fn letters(run: &Run) -> Vec<Letter> {
    texts(run).into_iter().map(letter).collect()
}

/// A letter as Markdown.
pub fn letter(text: &str) -> Letter {
    let mut letter =
        Letter { unit: String::new(), notice: None, said: Vec::new(), overdue: Vec::new(), due_soon: Vec::new() };
    let mut overdue = false;
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(unit) = line.strip_prefix("**Kính gửi: ").and_then(|rest| rest.strip_suffix("**")) {
            assert!(letter.unit.is_empty(), "it is to two units: {text}");
            letter.unit = plain(unit);
        } else if let Some(notice) = line.strip_prefix("> ") {
            assert!(letter.notice.replace(plain(notice)).is_none(), "it has two notices: {text}");
        } else if let Some(heading) = line.strip_prefix("## ") {
            overdue = heading == "Việc quá hạn";
            assert!(overdue || heading == "Việc sắp đến hạn", "{heading} is no heading of a letter");
        } else if line.starts_with('|') {
            let rows = if overdue { &mut letter.overdue } else { &mut letter.due_soon };
            rows.push(cells(line));
        } else {
            letter.said.push(plain(line));
        }
    }
    for rows in [&mut letter.overdue, &mut letter.due_soon] {
        let widths: Vec<usize> = rows.iter().map(Vec::len).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "rows of different lengths: {text}");
        // The headings and the line under them.
        rows.drain(..rows.len().min(2));
    }
    letter
}

/// The cells of a row, without what keeps them from being markup.
pub fn cells(row: &str) -> Vec<String> {
    let inside = row.strip_prefix('|').and_then(|row| row.strip_suffix('|')).expect("a row begins and ends with a bar");
    let (mut cells, mut escaped) = (vec![String::new()], false);
    for letter in inside.chars() {
        if letter == '|' && !escaped {
            cells.push(String::new());
        } else {
            cells.last_mut().expect("there is always a cell").push(letter);
        }
        escaped = letter == '\\' && !escaped;
    }
    cells.iter().map(|cell| plain(cell.trim())).collect()
}

/// A text as readers of Markdown see it.
fn plain(text: &str) -> String {
    let (mut plain, mut letters) = (String::new(), text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => plain.extend(letters.next()),
            _ => plain.push(letter),
        }
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&#58;", ":"), ("&#46;", "."), ("&amp;", "&")]
        .into_iter()
        .fold(plain, |text, (entity, sign)| text.replace(entity, sign))
}

/// A text on one line: what was wrapped is joined again.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_escaped_is_read_as_it_was_meant() {
    assert_eq!(cells("| a \\| b | c\\\\ |  |"), ["a | b", "c\\", ""]);
    assert_eq!(plain("12\\. &lt;b&gt; &amp;lt; https&#58;//a www&#46;b"), "12. <b> &lt; https://a www.b");
}
