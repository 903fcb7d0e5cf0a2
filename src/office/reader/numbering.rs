//! Automatic numbers of a text document: what is printed before its paragraphs.

use std::collections::HashMap;

use super::xml::{Xml, attribute};

/// How deep lists go in a word processor.
const LEVELS: usize = 9;
/// The longest label that is made.
const LONGEST: usize = 40;

#[derive(Clone, Debug, Default)]
struct NumberLevel {
    start: u32,
    format: String,
    /// `%1.%2.`: the numbers of the levels in their places.
    text: String,
}

#[derive(Clone, Debug, Default)]
struct NumberedList {
    levels: Vec<NumberLevel>,
}

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, NumberedList>,
    /// The list that each number of a paragraph means, and where it begins anew.
    uses: HashMap<String, (String, Vec<(usize, u32)>)>,
    counts: HashMap<String, [u32; LEVELS]>,
    begun: Vec<String>,
}

impl Numbering {
    /// What `numbering.xml` says; nothing of what is broken.
    pub(super) fn of(text: &str) -> Self {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text);
        let (mut list, mut usage): (Option<String>, Option<String>) = (None, None);
        let mut level = 0;
        while let Some(event) = xml.next() {
            let Some((name, element)) = event.opened() else { continue };
            let value = || attribute(element, "w:val").unwrap_or_default();
            match name {
                "w:abstractNum" => {
                    list = attribute(element, "w:abstractNumId");
                    if let Some(id) = &list {
                        numbering
                            .lists
                            .insert(id.clone(), NumberedList { levels: vec![NumberLevel::default(); LEVELS] });
                    }
                }
                "w:num" => {
                    list = None;
                    usage = attribute(element, "w:numId");
                }
                "w:abstractNumId" => {
                    if let Some(id) = &usage {
                        numbering.uses.insert(id.clone(), (value(), Vec::new()));
                    }
                }
                "w:lvl" | "w:lvlOverride" => {
                    level = attribute(element, "w:ilvl").and_then(|text| text.parse().ok()).unwrap_or(LEVELS);
                }
                "w:startOverride" => {
                    let start = value().parse().unwrap_or(1);
                    if let Some((_, starts)) =
                        usage.as_ref().and_then(|id| numbering.uses.get_mut(id)).filter(|_| level < LEVELS)
                    {
                        starts.push((level, start));
                    }
                }
                "w:start" | "w:numFmt" | "w:lvlText" => {
                    let held = list
                        .as_ref()
                        .and_then(|id| numbering.lists.get_mut(id))
                        .and_then(|list| list.levels.get_mut(level));
                    let Some(held) = held else { continue };
                    match name {
                        "w:start" => held.start = value().parse().unwrap_or(1),
                        "w:numFmt" => held.format = value(),
                        _ => held.text = value(),
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The label of the next paragraph of a list.
    pub(super) fn next(&mut self, id: &str, level: usize) -> String {
        let Some((list_id, starts)) = self.uses.get(id).cloned() else { return String::new() };
        let Some(list) = self.lists.get(&list_id).filter(|_| level < LEVELS) else { return String::new() };
        let counts = self.counts.entry(list_id).or_insert([0; LEVELS]);
        if !self.begun.iter().any(|begun| begun == id) {
            self.begun.push(id.to_owned());
            for (level, start) in starts {
                counts[level] = start.saturating_sub(1).max(u32::from(start == 0));
                if start > 0 {
                    counts[level] = start - 1;
                }
            }
        }
        let start = list.levels[level].start.max(1);
        counts[level] = if counts[level] == 0 { start } else { counts[level].saturating_add(1) };
        counts[level + 1..].fill(0);
        let mut label = String::new();
        let mut letters = list.levels[level].text.chars().peekable();
        if list.levels[level].format == "bullet" {
            return bullet(&list.levels[level].text);
        }
        while let Some(letter) = letters.next() {
            let digit = letters.peek().and_then(|c| c.to_digit(10)).filter(|_| letter == '%');
            match digit {
                Some(digit @ 1..=9) => {
                    letters.next();
                    let at = digit as usize - 1;
                    let count = if counts[at] == 0 { list.levels[at].start.max(1) } else { counts[at] };
                    label.push_str(&figure(count, &list.levels[at].format));
                }
                _ => label.push(letter),
            }
            if label.len() > LONGEST {
                break;
            }
        }
        label
    }
}

/// A sign that a symbol font shows as a dot or dash.
fn bullet(text: &str) -> String {
    match text.chars().next() {
        Some('+' | 'o') => "+",
        Some('*' | '•' | '\u{f0b7}' | '●') => "*",
        Some(_) => "-",
        None => "",
    }
    .to_owned()
}

/// A number in the figures of a format.
fn figure(number: u32, format: &str) -> String {
    let letter = |first: u8| {
        let number = number.saturating_sub(1);
        let letter = char::from(first + u8::try_from(number % 26).unwrap_or_default());
        letter.to_string().repeat(1 + (number / 26).min(3) as usize)
    };
    match format {
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "decimalZero" => format!("{number:02}"),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    const FIGURES: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    number = number.min(399);
    for (value, figure) in FIGURES {
        while number >= value {
            text.push_str(figure);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_word_processors_do() {
        let level = |at: u32, format: &str, text: &str| {
            format!(
                r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
            )
        };
        let text = format!(
            r#"<w:numbering><w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>"#,
            level(0, "upperRoman", "%1."),
            level(1, "decimal", "%1.%2."),
            level(2, "lowerLetter", "%3)"),
        );
        let mut numbering = Numbering::of(&text);
        let labels: Vec<String> =
            [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 2), ("1", 0), ("1", 1), ("2", 0), ("2", 0), ("9", 0)]
                .into_iter()
                .map(|(id, level)| numbering.next(id, level))
                .collect();
        assert_eq!(labels, ["I.", "I.1.", "I.2.", "a)", "b)", "II.", "II.1.", "IV.", "V.", ""]);
    }
}
