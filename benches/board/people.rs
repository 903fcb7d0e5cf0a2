//! The same facts as people write them: comments, other orders, inline tables, dotted keys, other strings, CRLF, BOM.

use crate::chance::Chance;
use crate::plan::SEED;
use crate::record::{Entry, Extension, Record, Report, Waiver};
use crate::tidy::basic;
use crate::words::COMMENTS;

/// The habits of whoever keeps one unit's file.
struct Hand {
    chance: Chance,
    habit: Habit,
    /// Shares in a hundred.
    comments: u32,
    literals: u32,
    aligned: bool,
    indent: &'static str,
}

/// How records are put into the file. Whatever the habit, the tasks of `Mixed` hands use all four.
#[derive(Clone, Copy)]
enum Habit {
    /// `[task.period]` and a line for each key.
    Headers,
    /// `[task]` and `period = { … }` or `period.key = …` below it.
    Blocks,
    /// `task.period = { … }` at the top of the file.
    Inline,
    /// `task.period.key = …` at the top of the file.
    Dotted,
    Mixed,
}

/// The whole file, byte order mark and line ends included.
pub fn people_text(unit: usize, report: &Report<'_>) -> String {
    let mut chance = Chance::new(SEED, 50_000_000 + unit as u64);
    let crlf = chance.percent(20);
    let bom = chance.percent(8);
    let open_end = chance.percent(10);
    let shuffled = chance.percent(35);
    let reversed = chance.percent(15);
    let mut hand = Hand {
        habit: chance.pick(&[
            Habit::Headers,
            Habit::Headers,
            Habit::Headers,
            Habit::Headers,
            Habit::Blocks,
            Habit::Inline,
            Habit::Dotted,
            Habit::Mixed,
            Habit::Mixed,
        ]),
        comments: chance.pick(&[0, 3, 8, 20]),
        literals: chance.pick(&[0, 0, 5, 40, 90]),
        aligned: chance.percent(35),
        indent: chance.pick(&["", "", "", "", "  ", "\t"]),
        chance,
    };
    let (mut top, mut below) = hand.blocks(report);
    for blocks in [&mut top, &mut below] {
        if shuffled {
            hand.chance.shuffle(blocks);
        } else if reversed {
            blocks.reverse();
        }
    }
    let mut text = String::with_capacity(16 * 1024);
    if hand.comments > 0 {
        text.push_str("# Tình hình thực hiện Kế hoạch 257-KH/TU\n# Người dùng: mỗi nhiệm vụ một bảng, ngày ghi năm-tháng-ngày\n\n");
    }
    text.extend(top.into_iter().chain(below));
    if open_end && text.ends_with('\n') {
        text.truncate(text.trim_end().len());
    }
    if crlf {
        text = text.replace('\n', "\r\n");
    }
    if bom { format!("\u{feff}{text}") } else { text }
}

impl Hand {
    /// The pieces that stand before the first header, and the pieces that begin with one.
    fn blocks(&mut self, report: &Report<'_>) -> (Vec<String>, Vec<String>) {
        let (mut top, mut below) = (Vec::new(), Vec::new());
        for entries in report.entries.chunk_by(|one, next| one.task == next.task) {
            let habit = match self.habit {
                Habit::Mixed => self.chance.pick(&[Habit::Headers, Habit::Blocks, Habit::Inline, Habit::Dotted]),
                habit => habit,
            };
            match habit {
                Habit::Headers | Habit::Mixed => below.extend(entries.iter().map(|entry| self.headed(entry))),
                Habit::Blocks if entries[0].period.is_none() => below.push(self.headed(&entries[0])),
                Habit::Blocks => below.push(self.block(entries)),
                Habit::Inline => top.extend(entries.iter().map(|entry| self.inline(&path(entry), &entry.record))),
                Habit::Dotted => top.extend(entries.iter().map(|entry| self.dotted(&path(entry), &entry.record))),
            }
        }
        (top, below)
    }

    fn headed(&mut self, entry: &Entry<'_>) -> String {
        let mut piece = self.comment_line();
        let header = match entry.period {
            None => entry.task.to_owned(),
            Some(period) if self.chance.percent(4) => format!("{}.\"{period}\"", entry.task),
            Some(period) if self.chance.percent(2) => format!(" {} . '{period}' ", entry.task),
            Some(period) => format!("{}.{period}", entry.task),
        };
        piece.push_str(&format!("[{header}]{}\n", self.comment_after()));
        let mut record = self.values(&entry.record, true);
        let apart = if self.chance.percent(25) { record.take_table() } else { None };
        let width = if self.aligned { 9 } else { 0 };
        for (key, value) in record.plain {
            let (indent, comment) = (self.indent, self.comment_after());
            piece.push_str(&format!("{indent}{key:width$} = {value}{comment}\n"));
        }
        for (key, fields) in record.tables {
            if self.chance.percent(30) {
                for (field, value) in fields {
                    piece.push_str(&format!("{}{key}.{field} = {value}\n", self.indent));
                }
            } else {
                piece.push_str(&format!("{}{key:width$} = {}\n", self.indent, braces(&fields)));
            }
        }
        if let Some((key, fields)) = apart {
            piece.push_str(&format!("[{}.{key}]\n", path(entry)));
            for (field, value) in fields {
                piece.push_str(&format!("{field} = {value}\n"));
            }
        }
        if self.chance.percent(93) {
            piece.push('\n');
        }
        piece
    }

    fn block(&mut self, entries: &[Entry<'_>]) -> String {
        let mut piece = self.comment_line();
        piece.push_str(&format!("[{}]{}\n", entries[0].task, self.comment_after()));
        for entry in entries {
            let period = entry.period.expect("blocks are made of recurring tasks' records alone");
            let line = if self.chance.percent(70) {
                self.inline(period, &entry.record)
            } else {
                self.dotted(period, &entry.record)
            };
            piece.push_str(&line);
        }
        piece.push('\n');
        piece
    }

    fn inline(&mut self, path: &str, record: &Record) -> String {
        let Values { mut plain, tables } = self.values(record, false);
        plain.extend(tables.into_iter().map(|(key, fields)| (key, braces(&fields))));
        format!("{path} = {}{}\n", braces(&plain), self.comment_after())
    }

    fn dotted(&mut self, path: &str, record: &Record) -> String {
        let Values { plain, tables } = self.values(record, true);
        let mut piece = self.comment_line();
        if plain.is_empty() && tables.is_empty() {
            piece.push_str(&format!("{path} = {{}}\n"));
        }
        for (key, value) in plain {
            piece.push_str(&format!("{path}.{key} = {value}{}\n", self.comment_after()));
        }
        for (key, fields) in tables {
            piece.push_str(&format!("{path}.{key} = {}\n", braces(&fields)));
        }
        piece
    }

    /// Keys and values in an order of chance; `roomy` where a value may go over several lines.
    fn values(&mut self, record: &Record, roomy: bool) -> Values {
        let mut plain = Vec::new();
        let days = [
            ("started", record.started),
            ("done", record.done),
            ("committed", record.committed),
            ("accepted", record.accepted),
        ];
        plain.extend(days.into_iter().filter_map(|(key, day)| Some((key, day?.to_string()))));
        plain.extend(record.progress.clone().map(|list| ("progress", list)));
        match record.evidence.as_slice() {
            items if record.file.is_some() => {
                let items = items.iter().map(|text| self.string(text, false)).chain(record.file.clone());
                let items: Vec<String> = items.collect();
                plain.push(("evidence", format!("[{}]", items.join(", "))));
            }
            [] => {}
            [only] if self.chance.percent(60) => plain.push(("evidence", self.string(only, roomy))),
            items => plain.push(("evidence", self.list(items, roomy))),
        }
        for (key, text) in [("note", record.note), ("reason", record.reason)] {
            if let Some(text) = text {
                plain.push((key, self.string(text, roomy)));
            }
        }
        if self.chance.percent(60) {
            self.chance.shuffle(&mut plain);
        }
        let mut tables = Vec::new();
        if let Some(Extension { to, by, on }) = &record.extended {
            tables.push((
                "extended",
                vec![("to", to.to_string()), ("by", self.string(by, false)), ("on", on.to_string())],
            ));
        }
        if let Some(Waiver { by, on }) = &record.waived {
            tables.push(("waived", vec![("by", self.string(by, false)), ("on", on.to_string())]));
        }
        for (_, fields) in &mut tables {
            if self.chance.percent(50) {
                self.chance.shuffle(fields);
            }
        }
        Values { plain, tables }
    }

    fn list(&mut self, items: &[String], roomy: bool) -> String {
        let items: Vec<String> = items.iter().map(|text| self.string(text, false)).collect();
        if !roomy || items.len() == 1 || self.chance.percent(40) {
            return format!("[{}]", items.join(", "));
        }
        let lines: Vec<String> =
            items.into_iter().map(|item| format!("    {item},{}\n", self.comment_after())).collect();
        format!("[\n{}]", lines.concat())
    }

    fn string(&mut self, text: &str, roomy: bool) -> String {
        let plain = !text.contains(['\'', '"', '\\']);
        if !text.contains('\'') && self.chance.percent(self.literals) {
            format!("'{text}'")
        } else if roomy && plain && self.chance.permille(15) {
            format!("\"\"\"\n{text}\"\"\"")
        } else if plain && self.chance.permille(15) {
            let escaped: Vec<String> = text.chars().map(escaped_accent).collect();
            format!("\"{}\"", escaped.concat())
        } else {
            basic(text)
        }
    }

    fn comment_line(&mut self) -> String {
        if !self.chance.percent(self.comments) {
            return String::new();
        }
        format!("# {}\n", self.chance.pick(&COMMENTS))
    }

    fn comment_after(&mut self) -> String {
        if !self.chance.percent(self.comments / 3) {
            return String::new();
        }
        format!("  # {}", self.chance.pick(&COMMENTS))
    }
}

/// Fields of a table, each with its value as it stands in the file.
type Fields = Vec<(&'static str, String)>;

struct Values {
    plain: Fields,
    tables: Vec<(&'static str, Fields)>,
}

impl Values {
    fn take_table(&mut self) -> Option<(&'static str, Fields)> {
        self.tables.pop()
    }
}

fn path(entry: &Entry<'_>) -> String {
    match entry.period {
        None => entry.task.to_owned(),
        Some(period) => format!("{}.{period}", entry.task),
    }
}

fn braces(fields: &[(&str, String)]) -> String {
    if fields.is_empty() {
        return "{}".to_owned();
    }
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", fields.join(", "))
}

fn escaped_accent(letter: char) -> String {
    if letter == 'ố' { format!("\\u{:04X}", u32::from(letter)) } else { letter.to_string() }
}
