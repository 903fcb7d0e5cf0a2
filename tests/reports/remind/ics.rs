//! Calendars read strictly: line by line as RFC 5545 has it, and by a parser that is not ours; both must find the same.

use chrono::NaiveDate;
use icalendar::parser::{Component as Parsed, Property as ParsedProperty, read_calendar, unfold};
use icalendar::{Calendar as Typed, Component as _, DatePerhapsTime};

/// The longest line, in octets without its end (3.1).
const LONGEST: usize = 75;
/// The properties that hold a text (3.3.11, RFC 7986).
const TEXTS: [&str; 7] = ["NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC", "SUMMARY", "CATEGORIES", "PRODID"];
/// What each event has, once, in this order.
const OF_EVENTS: [&str; 10] =
    ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP"];
/// The last day of all: no calendar has one after it.
const END_OF_TIME: &str = "9999-12-31";

/// A property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// What it is.
    pub name: String,
    /// What is said of its value: `VALUE=DATE`.
    pub parameters: String,
    /// Its value; a text as it was meant.
    pub value: String,
}

/// A part of a calendar, and the parts in it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Part {
    name: String,
    properties: Vec<Property>,
    parts: Vec<Part>,
}

/// An event of a whole day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What tells it from every other event.
    pub uid: String,
    /// When it was made.
    pub stamp: String,
    /// Its day.
    pub day: NaiveDate,
    /// How often it was changed.
    pub sequence: u32,
    /// What it is called.
    pub summary: String,
    /// The lines of what is said about it.
    pub description: Vec<String>,
    /// What it belongs to.
    pub categories: String,
    /// Whether it stands.
    pub status: String,
    /// How many days before it each of its alarms is.
    pub alarms: Vec<u32>,
}

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it says of itself.
    pub properties: Vec<Property>,
    /// Its events, in order.
    pub events: Vec<Event>,
}

impl Calendar {
    /// The calendar in these bytes. Fails where it is not as it should be.
    #[track_caller]
    pub fn of(bytes: &[u8]) -> Self {
        let lines = lines(bytes);
        let whole = part(&lines);
        as_others_read_it(std::str::from_utf8(bytes).expect("lines of UTF-8 are UTF-8"), &whole);
        let calendar = Self { events: whole.parts.iter().map(event).collect(), properties: whole.properties };
        assert_eq!(calendar.says("VERSION"), ["2.0"]);
        assert_eq!(calendar.says("CALSCALE"), ["GREGORIAN"]);
        assert!(calendar.says("PRODID").len() == 1 && calendar.says("METHOD").is_empty(), "{calendar:?}");
        calendar
    }

    /// What a property of the calendar itself says.
    pub fn says(&self, name: &str) -> Vec<&str> {
        self.properties.iter().filter(|one| one.name == name).map(|one| one.value.as_str()).collect()
    }

    /// The ids of its events, in order.
    pub fn uids(&self) -> Vec<&str> {
        self.events.iter().map(|event| event.uid.as_str()).collect()
    }
}

/// The lines of a calendar, unfolded. Folding was done by octets, and never inside of a character.
fn lines(bytes: &[u8]) -> Vec<String> {
    let body = bytes.strip_suffix(b"\r\n").expect("the last line ends as every line");
    let mut lines: Vec<String> = Vec::new();
    for line in body.split(|byte| *byte == b'\n') {
        let last = std::ptr::eq(line.as_ptr_range().end, body.as_ptr_range().end);
        let line = if last { line } else { line.strip_suffix(b"\r").expect("every line ends with CRLF") };
        assert!(line.len() <= LONGEST, "a line of {} octets: {line:?}", line.len());
        let text = std::str::from_utf8(line).expect("no character is cut in two");
        assert!(!text.is_empty() && !text.chars().any(char::is_control), "{text:?}");
        match text.strip_prefix(' ') {
            Some(rest) => lines.last_mut().expect("the first line goes on with none").push_str(rest),
            None => lines.push(text.to_owned()),
        }
    }
    lines
}

/// The one part that lines make.
fn part(lines: &[String]) -> Part {
    let mut open = vec![Part::default()];
    for line in lines {
        let (head, value) = line.split_once(':').unwrap_or_else(|| panic!("{line:?} is no property"));
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        assert!(name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') && !name.is_empty(), "{line:?}");
        match name {
            "BEGIN" => open.push(Part { name: value.to_owned(), ..Part::default() }),
            "END" => {
                let ended = open.pop().expect("something is open");
                assert_eq!(ended.name, value, "what ends is what began last");
                open.last_mut().expect("it was begun in something").parts.push(ended);
            }
            _ => {
                let value = if TEXTS.contains(&name) { meant(value) } else { value.to_owned() };
                let property = Property { name: name.to_owned(), parameters: parameters.to_owned(), value };
                open.last_mut().expect("something is open").properties.push(property);
            }
        }
    }
    let mut outside = open.pop().expect("what is outside of all");
    assert!(open.is_empty() && outside.properties.is_empty() && outside.parts.len() == 1, "one calendar, and it ends");
    let whole = outside.parts.remove(0);
    assert_eq!(whole.name, "VCALENDAR");
    whole
}

/// A text as it was meant: nothing stands in it that is escaped although it need not be, or is not although it must.
fn meant(value: &str) -> String {
    let (mut meant, mut letters) = (String::new(), value.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => meant.push('\n'),
                Some(sign @ ('\\' | ';' | ',')) => meant.push(sign),
                other => panic!("\\{other:?} in {value:?}"),
            },
            ';' | ',' => panic!("{letter} parts values in {value:?}"),
            other => meant.push(other),
        }
    }
    meant
}

/// An event of its part.
fn event(part: &Part) -> Event {
    assert_eq!(part.name, "VEVENT");
    let names: Vec<&str> = part.properties.iter().map(|property| property.name.as_str()).collect();
    let value = |name: &str| part.properties.iter().find(|one| one.name == name).map(|one| one.value.clone());
    let day = |name: &str| {
        let property = part.properties.iter().find(|one| one.name == name)?;
        assert_eq!(property.parameters, "VALUE=DATE", "{property:?}");
        Some(NaiveDate::parse_from_str(&property.value, "%Y%m%d").expect("a day has eight figures"))
    };
    let start = day("DTSTART").expect("an event has a day");
    let last = start.to_string() == END_OF_TIME;
    let wanted: Vec<&str> = OF_EVENTS.into_iter().filter(|name| !(last && *name == "DTEND")).collect();
    assert_eq!(names, wanted);
    assert_eq!(day("DTEND"), start.succ_opt().filter(|_| !last), "it ends with its day");
    let text = |name: &str| value(name).unwrap_or_else(|| panic!("there is no {name}"));
    let stamp = text("DTSTAMP");
    assert!(chrono::NaiveDateTime::parse_from_str(&stamp, "%Y%m%dT%H%M%SZ").is_ok(), "{stamp}");
    assert_eq!(text("TRANSP"), "TRANSPARENT", "nobody is busy all day with a last day");
    assert!(!text("UID").is_empty() && text("UID").is_ascii() && !text("SUMMARY").is_empty(), "{part:?}");
    Event {
        uid: text("UID"),
        stamp,
        day: start,
        sequence: text("SEQUENCE").parse().expect("it counts"),
        summary: text("SUMMARY"),
        description: text("DESCRIPTION").split('\n').map(str::to_owned).collect(),
        categories: text("CATEGORIES"),
        status: text("STATUS"),
        alarms: part.parts.iter().map(|alarm| days_before(alarm, &text("SUMMARY"))).collect(),
    }
}

/// How many days before its event an alarm is.
fn days_before(alarm: &Part, summary: &str) -> u32 {
    assert_eq!(alarm.name, "VALARM");
    let [action, description, trigger] = &alarm.properties[..] else { panic!("{alarm:?}") };
    assert_eq!((action.name.as_str(), action.value.as_str()), ("ACTION", "DISPLAY"));
    assert_eq!((description.name.as_str(), description.value.as_str()), ("DESCRIPTION", summary));
    assert_eq!(trigger.name, "TRIGGER");
    // At nine in the morning: fifteen hours before the midnight that ends that day.
    let (whole, hours) = trigger.value.split_once('T').unwrap_or_else(|| panic!("{trigger:?}"));
    assert_eq!(hours, "15H", "{trigger:?}");
    let whole = whole.strip_prefix("-P").unwrap_or_else(|| panic!("{trigger:?}"));
    1 + whole.strip_suffix('D').map_or(0, |days| days.parse().unwrap_or_else(|_| panic!("{trigger:?}")))
}

/// Fails unless the parser of others finds the same parts, properties and texts.
fn as_others_read_it(text: &str, whole: &Part) {
    let unfolded = unfold(text);
    let parsed = read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}"));
    same(&parsed.properties, &parsed.components, whole);
    let typed: Typed = text.parse().unwrap_or_else(|error| panic!("{error}"));
    let events: Vec<_> = typed.components.iter().filter_map(|component| component.as_event()).collect();
    assert_eq!(events.len(), whole.parts.len());
    for (theirs, ours) in events.into_iter().zip(&whole.parts) {
        let ours = event(ours);
        assert_eq!(theirs.get_uid(), Some(ours.uid.as_str()));
        assert_eq!(theirs.get_summary(), Some(ours.summary.as_str()));
        assert_eq!(theirs.get_description(), Some(ours.description.join("\n").as_str()));
        assert_eq!(theirs.get_start(), Some(DatePerhapsTime::Date(ours.day)));
        assert_eq!(theirs.get_sequence(), Some(ours.sequence));
        let status = theirs.get_status().map(|status| format!("{status:?}").to_uppercase());
        assert_eq!(status.as_deref(), Some(ours.status.as_str()));
        assert!(theirs.get_timestamp().is_some(), "{ours:?}");
    }
}

/// Fails unless a part has these properties and parts, by what others read.
fn same(properties: &[ParsedProperty<'_>], parts: &[Parsed<'_>], ours: &Part) {
    let theirs: Vec<(&str, &str)> = properties.iter().map(|one| (one.name.as_str(), one.val.as_str())).collect();
    assert_eq!(theirs.len(), ours.properties.len(), "{theirs:?}\n{ours:?}");
    for ((name, value), property) in theirs.into_iter().zip(&ours.properties) {
        assert_eq!(name, property.name);
        // They know the names of RFC 5545 only, and take categories for a list.
        let value = if matches!(name, "NAME" | "CATEGORIES") { meant(value) } else { value.to_owned() };
        assert_eq!(value, property.value, "{name}");
    }
    assert_eq!(parts.len(), ours.parts.len(), "{ours:?}");
    for (theirs, ours) in parts.iter().zip(&ours.parts) {
        assert_eq!(theirs.name.as_str(), ours.name);
        same(&theirs.properties, &theirs.components, ours);
    }
}

#[test]
fn what_is_not_as_it_should_be_is_seen() {
    let head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nCALSCALE:GREGORIAN\r\n";
    let event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20240515T000000Z\r\nDTSTART;VALUE=DATE:20240531\r\n\
                 DTEND;VALUE=DATE:20240601\r\nSEQUENCE:0\r\nSUMMARY:x\\, y\r\nDESCRIPTION:a\\nb\r\nCATEGORIES:c\r\n\
                 STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
    let sound = format!("{head}{event}END:VCALENDAR\r\n");
    let read = Calendar::of(sound.as_bytes());
    assert_eq!((read.events[0].summary.as_str(), read.events[0].description.len()), ("x, y", 2));
    let long = format!("SUMMARY:{}", "x".repeat(LONGEST));
    for (old, new) in [
        ("UID:a\r\n", "UID:a\n"),
        ("UID:a\r\n", ""),
        ("UID:a\r\n", "UID:a\r\nUID:b\r\n"),
        ("UID:a\r\n", "UID:a\r\n\r\n"),
        ("SUMMARY:x\\, y", "SUMMARY:x, y"),
        ("SUMMARY:x\\, y", "SUMMARY:x\\y"),
        ("SUMMARY:x\\, y", "SUMMARY:x\u{b}y"),
        ("SUMMARY:x\\, y", &long),
        ("DTEND;VALUE=DATE:20240601", "DTEND;VALUE=DATE:20240531"),
        ("DTSTART;VALUE=DATE:20240531", "DTSTART:20240531"),
        ("END:VEVENT\r\n", ""),
        ("END:VCALENDAR\r\n", "END:VCALENDAR"),
    ] {
        let broken = sound.replacen(old, new, 1);
        assert_ne!(broken, sound);
        assert!(std::panic::catch_unwind(|| Calendar::of(broken.as_bytes())).is_err(), "{old:?} as {new:?}");
    }
    let cut: Vec<u8> = sound.replacen("x\\, y", "\u{1ec7}", 1).into_bytes();
    let at = cut.iter().position(|byte| *byte == 0xe1).expect("the character is there");
    let cut = [&cut[..=at], b"\r\n ", &cut[at + 1..]].concat();
    assert!(std::panic::catch_unwind(|| Calendar::of(&cut)).is_err(), "a character cut in two");
}
