//! Units and groups moved from the text of a plan to that of a collection, with the comments that stand by them.

use std::collections::HashMap;

use super::change::{Unable, Value};
use super::outline::{ByteRange, FoundRecord, KeyValue, Outline, TableSection, attached, eol, line_end, line_start};
use super::plan::with_blank;
use super::splice::Splices;
use super::{comments, place, quote};

/// A unit or group, as a text had it.
pub(crate) struct MovedBody {
    pub(crate) id: String,
    /// What it says, in the order of the keys.
    pub(crate) value: Value,
    /// Its lines, comments directly above included, each with its line end.
    lines: String,
    /// Whether they begin with a header of its own.
    has_header: bool,
}

/// A text without these bodies of a table, which each are written on lines of their own or under a header of their own.
pub(crate) fn take(text: &str, table: &str, bodies: Vec<(String, Value)>) -> Result<(String, Vec<MovedBody>), Unable> {
    let (outline, mut splices, mut moved) = (Outline::of(text), Splices::default(), Vec::new());
    let own = [table.to_owned()];
    let mut lines_taken = 0;
    for (id, value) in bodies {
        let path = [table.to_owned(), id.clone()];
        let (place, has_header) = place_of(text, &outline, &path).ok_or(Unable::Layout)?;
        let mut lines = text[place.clone()].to_owned();
        if !lines.ends_with('\n') {
            lines.push('\n');
        }
        splices.remove(if has_header { with_blank(text, place) } else { place });
        lines_taken += usize::from(!has_header);
        moved.push(MovedBody { id, value, lines: lines.replace("\r\n", "\n"), has_header });
    }
    if let Some(section) = outline.section(&own)
        && lines_taken == section.entries.len()
        && lines_taken > 0
    {
        splices.remove(with_blank(text, section.line.clone()));
    }
    if splices.fit() { Ok((splices.apply(text), moved)) } else { Err(Unable::Layout) }
}

/// A text with bodies put into a table: `order` names those that are there and the new ones. What stood by a body that
/// is there already comes to stand by that.
pub(crate) fn put(text: &str, table: &str, order: &[&str], moved: &[MovedBody]) -> Result<String, Unable> {
    let outline = Outline::of(text);
    let mut moved: HashMap<&str, &MovedBody> = moved.iter().map(|body| (body.id.as_str(), body)).collect();
    let mut splices = Splices::default();
    let there = |id: &&str| place_of(text, &outline, &[table.to_owned(), (*id).to_owned()]);
    let first = order.iter().find_map(there);
    let mut at = match first.clone() {
        Some((place, has_header)) => InsertionPoint { at: place.start, has_header, is_below: false, ends_line: false },
        None => InsertionPoint::of_table(text, &outline, table, &mut splices),
    };
    for id in order {
        match (there(id), moved.remove(id)) {
            (Some((place, has_header)), body) => {
                if let Some(body) = body {
                    add_comments(text, &place, body, &mut splices);
                }
                at = InsertionPoint::below(text, place.end, has_header);
            }
            (None, Some(body)) => at.insert(text, table, body, &mut splices),
            (None, None) => return Err(Unable::Layout),
        }
    }
    let makes_header = first.is_none() && !at.has_header && outline.section(&[table.to_owned()]).is_none();
    if makes_header && !text[at.at..].is_empty() {
        splices.insert(at.at, eol(text, at.at));
    }
    if moved.is_empty() && splices.fit() { Ok(splices.apply(text)) } else { Err(Unable::Layout) }
}

/// A plan's text with a calendar that has nothing in it, and why.
pub(crate) fn with_own_calendar(text: &str, why: &str) -> String {
    let (outline, eol) = (Outline::of(text), eol(text, 0));
    let end = outline.section(&["plan".to_owned()]).map_or(text.len(), |section| place::end_of(text, section));
    let mut splices = Splices::default();
    let gap = if text[..end].ends_with('\n') { "" } else { eol };
    splices.insert(end, format!("{gap}{eol}[calendar]{eol}# {why}{eol}"));
    splices.apply(text)
}

/// A collection's text with the list of its plans, where it has none.
pub(crate) fn with_plans(text: &str, folder: &str) -> String {
    let (outline, eol) = (Outline::of(text), eol(text, 0));
    let header = outline.sections.iter().find(|section| !section.line.is_empty());
    let at = header.map_or(text.len(), |section| attached(text, &outline, section.line.start));
    let mut splices = Splices::default();
    let gap = if text[..at].is_empty() || text[..at].ends_with('\n') { "" } else { eol };
    splices.insert(at, format!("{gap}plans = [{}]{eol}{eol}", quote::string(folder)));
    splices.apply(text)
}

/// Whether a text has a table of this name.
pub(crate) fn has_table(text: &str, table: &str) -> bool {
    let (outline, path) = (Outline::of(text), [table.to_owned()]);
    outline.sections_below(&path).next().is_some()
        || outline.lines_below(&path).next().is_some()
        || outline.find(&path).is_some()
}

/// Where a body stands, with the comments directly above it, and whether under a header of its own.
fn place_of(text: &str, outline: &Outline, path: &[String]) -> Option<(ByteRange, bool)> {
    let sections: Vec<&TableSection> = outline.sections_below(path).collect();
    if let Some(last) = sections.last() {
        let start = attached(text, outline, sections[0].line.start);
        return Some((start..place::end_of(text, last), true));
    }
    let FoundRecord { entry, inside: None } = outline.find(path)? else { return None };
    let KeyValue { path: names, value, .. } = entry;
    let start = line_start(text, entry.start());
    (names.len() == 1).then(|| (attached(text, outline, start)..line_end(text, value.span.end), false))
}

/// Puts the comments of a body above the one that stands here, but for those that it has.
fn add_comments(text: &str, place: &ByteRange, body: &MovedBody, splices: &mut Splices) {
    let known = comments(&text[place.clone()]);
    let eol = eol(text, place.start);
    for comment in comments(&body.lines).into_iter().filter(|comment| !known.contains(comment)) {
        splices.insert(place.start, format!("{comment}{eol}"));
    }
}

/// Where the next body goes, and how those around it are written.
struct InsertionPoint {
    at: usize,
    has_header: bool,
    /// Whether something of the table stands above.
    is_below: bool,
    /// Whether the line above has yet to be ended.
    ends_line: bool,
}

impl InsertionPoint {
    /// The place after what ends at `at`.
    fn below(text: &str, at: usize, has_header: bool) -> Self {
        let above = &text[..at];
        Self { at, has_header, is_below: true, ends_line: !above.is_empty() && !above.ends_with('\n') }
    }

    /// The place in a table without any: units under a header, which is made where there is none; groups with a header
    /// each.
    fn of_table(text: &str, outline: &Outline, table: &str, splices: &mut Splices) -> Self {
        let own = [table.to_owned()];
        if let Some(section) = outline.section(&own) {
            return Self::below(text, place::end_of(text, section), table == "groups");
        }
        let end_of = |table: &str| {
            let last = outline.sections_below(&[table.to_owned()]).last()?;
            Some(place::end_of(text, last))
        };
        if table == "groups" {
            return Self::below(text, end_of("units").unwrap_or(text.len()), true);
        }
        let header = outline.sections.iter().find(|section| !section.line.is_empty());
        let at = header.map_or(text.len(), |section| attached(text, outline, section.line.start));
        let eol = eol(text, at);
        let gap = match &text[..at] {
            "" => "",
            above if above.ends_with("\n\n") || above.ends_with("\r\n\r\n") => "",
            above if above.ends_with('\n') => eol,
            _ => "\n\n",
        };
        splices.insert(at, format!("{gap}[{table}]{eol}"));
        Self { at, has_header: false, is_below: false, ends_line: false }
    }

    fn insert(&mut self, text: &str, table: &str, body: &MovedBody, splices: &mut Splices) {
        let eol = eol(text, self.at);
        let above = || comments(&body.lines).into_iter().map(|comment| format!("{comment}\n")).collect::<String>();
        let lines = match (self.has_header, body.has_header) {
            (true, true) | (false, false) => body.lines.clone(),
            (false, true) => format!("{}{} = {}\n", above(), body.id, quote::value(&body.value, 0, "\n")),
            (true, false) => {
                let keys: &[(&str, Value)] = match &body.value {
                    Value::Table(keys) => keys,
                    value => &[("name", value.clone())],
                };
                let keys =
                    keys.iter().map(|(key, value)| format!("{key} = {}\n", quote::value(value, key.len() + 3, "\n")));
                format!("{}[{table}.{}]\n{}", above(), body.id, keys.collect::<String>())
            }
        };
        let gap = match (self.has_header, self.is_below) {
            (true, true) => "\n",
            _ => "",
        };
        let below = if self.has_header && !self.is_below { "\n" } else { "" };
        let end = if std::mem::take(&mut self.ends_line) { "\n" } else { "" };
        let lines = format!("{end}{gap}{lines}{below}");
        splices.insert(self.at, lines.replace('\n', eol));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(ids: &[&str]) -> Vec<(String, Value)> {
        ids.iter().map(|id| ((*id).to_owned(), Value::Text(format!("Tên {id}")))).collect()
    }

    #[test]
    fn bodies_move_with_their_comments_to_their_places() {
        let plan = "[plan]\nnumber = \"1\"\n\n[units]\n# Sở\na = \"Tên a\" # cũ\nb = { name = \"Tên b\" }\n# Riêng\nc = \"Tên c\"\n\n[x]\n";
        let (left, moved) = take(plan, "units", named(&["a", "b"])).expect("they are on lines of their own");
        assert_eq!(left, "[plan]\nnumber = \"1\"\n\n[units]\n# Riêng\nc = \"Tên c\"\n\n[x]\n");
        let shared = "plans = []\n\n[units]\ny = \"Y\"\nz = \"Z\"\n\n[calendar]\n";
        let made = put(shared, "units", &["y", "a", "b", "z"], &moved).expect("they fit");
        let lines = "y = \"Y\"\n# Sở\na = \"Tên a\" # cũ\nb = { name = \"Tên b\" }\nz = \"Z\"\n";
        assert_eq!(made, format!("plans = []\n\n[units]\n{lines}\n[calendar]\n"));
        // All of them: the header goes too, and one is made where there is none.
        let (left, moved) = take(plan, "units", named(&["a", "b", "c"])).expect("they are on lines of their own");
        assert_eq!(left, "[plan]\nnumber = \"1\"\n\n[x]\n");
        let made = put("plans = []\n", "units", &["a", "b", "c"], &moved).expect("they fit");
        assert!(made.starts_with("plans = []\n\n[units]\n# Sở\na = \"Tên a\" # cũ\n"), "{made}");
    }

    /// A table that is not there yet, or has nothing in it, gets its first body where files have it.
    #[test]
    fn the_first_body_of_a_table_finds_its_place() {
        let line = take("[units]\na = \"Tên a\"\n", "units", named(&["a"])).expect("it is on a line").1;
        let header = take("[units.a]\nname = \"Tên a\"\n", "units", named(&["a"])).expect("it has a header").1;
        let group = take("[groups.a]\nname = \"Tên a\"\n", "groups", named(&["a"])).expect("it has a header").1;
        for (table, moved, text, expected) in [
            ("units", &line, "", "[units]\na = \"Tên a\"\n"),
            ("units", &line, "plans = []", "plans = []\n\n[units]\na = \"Tên a\"\n"),
            ("units", &line, "plans = []\n\n[x]\n", "plans = []\n\n[units]\na = \"Tên a\"\n\n[x]\n"),
            ("units", &line, "plans = []\r\n\r\n[x]\r\n", "plans = []\r\n\r\n[units]\r\na = \"Tên a\"\r\n\r\n[x]\r\n"),
            ("units", &line, "plans = []\n# y\n[x]\n", "plans = []\n\n[units]\na = \"Tên a\"\n\n# y\n[x]\n"),
            ("units", &line, "[units]\n\n[x]\n", "[units]\na = \"Tên a\"\n\n[x]\n"),
            ("units", &header, "[units]\n\n[x]\n", "[units]\na = \"Tên a\"\n\n[x]\n"),
            (
                "groups",
                &group,
                "[units]\nb = \"B\"\n\n[x]\n",
                "[units]\nb = \"B\"\n\n[groups.a]\nname = \"Tên a\"\n\n[x]\n",
            ),
            ("units", &line, "[units]", "[units]\na = \"Tên a\"\n"),
            ("groups", &group, "plans = []\n", "plans = []\n\n[groups.a]\nname = \"Tên a\"\n"),
            ("groups", &group, "[groups]\n\n[x]\n", "[groups]\n\n[groups.a]\nname = \"Tên a\"\n\n[x]\n"),
        ] {
            assert_eq!(put(text, table, &["a"], moved).as_deref(), Ok(expected), "{text:?}");
        }
        // A body that has no place in the order is not lost in silence.
        assert_eq!(put("[units]\nb = \"B\"\n", "units", &["b"], &line), Err(Unable::Layout));
        // A header that had nothing below it stays when tables beside it go.
        let (left, _) =
            take("[units]\n\n[units.a]\nname = \"Tên a\"\n", "units", named(&["a"])).expect("it has a header");
        assert_eq!(left, "[units]\n");
    }

    #[test]
    fn a_table_is_found_however_it_is_written() {
        for (text, found) in [
            ("[units]\n", true),
            ("[units.a]\n", true),
            ("units.a = \"A\"\n", true),
            ("units = {}\n", true),
            ("[groups]\nunits = 1\n", false),
            ("", false),
        ] {
            assert_eq!(has_table(text, "units"), found, "{text:?}");
        }
    }

    #[test]
    fn the_list_of_plans_comes_first() {
        for (text, expected) in [
            ("", "plans = [\"*\"]\n\n"),
            ("# đầu\n\n# đơn vị\n[units]\n", "# đầu\n\nplans = [\"*\"]\n\n# đơn vị\n[units]\n"),
            ("x = 1", "x = 1\nplans = [\"*\"]\n\n"),
            ("x = 1\r\n", "x = 1\r\nplans = [\"*\"]\r\n\r\n"),
        ] {
            assert_eq!(with_plans(text, "*"), expected);
        }
    }

    #[test]
    fn headers_and_lines_take_the_layout_of_where_they_go() {
        let plan = "[units.a]\n# một\nname = \"Tên a\"\n\n[units.b]\nname = \"Tên b\"\n";
        let (left, moved) = take(plan, "units", named(&["a", "b"])).expect("they have headers");
        assert_eq!(left, "");
        let made = put("plans = []\n\n[units]\nz = \"Z\"\n", "units", &["a", "z", "b"], &moved).expect("they fit");
        assert_eq!(made, "plans = []\n\n[units]\n# một\na = \"Tên a\"\nz = \"Z\"\nb = \"Tên b\"\n");
        let made = put("[units.z]\nname = \"Z\"\n", "units", &["a", "z", "b"], &moved).expect("they fit");
        let (a, b) = ("[units.a]\n# một\nname = \"Tên a\"\n", "[units.b]\nname = \"Tên b\"\n");
        assert_eq!(made, format!("{a}\n[units.z]\nname = \"Z\"\n\n{b}"));
        let (_, moved) = take("[units]\na = \"Tên a\" # một", "units", named(&["a"])).expect("it is on a line");
        let made = put("[units.z]\nname = \"Z\"\n", "units", &["z", "a"], &moved).expect("they fit");
        assert_eq!(made, "[units.z]\nname = \"Z\"\n\n# một\n[units.a]\nname = \"Tên a\"\n");
        // What is there already keeps its line; the comment comes to it, once.
        let made = put("[units]\na = \"Tên a\"\n", "units", &["a"], &moved).expect("it is there");
        assert_eq!(made, "[units]\n# một\na = \"Tên a\"\n");
        assert_eq!(put(&made, "units", &["a"], &moved).as_deref(), Ok(made.as_str()));
    }
}
