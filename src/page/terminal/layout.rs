//! Text into columns: wrapping and padding by the width that is seen.

use std::collections::HashMap;

use crate::text::width;

/// The lines of `text`, none wider than `columns`. Words stay whole where they fit.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    // Most names are far shorter than a line.
    if width(text) <= columns && !text.as_bytes().windows(2).any(|pair| pair == b"  ") {
        return vec![text.trim_matches(' ').to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last_mut().expect("there is always a line");
        let used = width(line);
        if used > 0 && used + 1 + width(word) <= columns {
            line.push(' ');
            line.push_str(word);
        } else if used == 0 && width(word) <= columns {
            line.push_str(word);
        } else {
            push_long(&mut lines, word, columns);
        }
    }
    lines
}

/// Begins a new line with a word, cut into pieces if it is wider than a line.
fn push_long(lines: &mut Vec<String>, word: &str, columns: usize) {
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    for letter in word.chars() {
        let line = lines.last_mut().expect("there is always a line");
        let wide = unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0);
        // A mark of no width belongs to the letter before it, also at the end of a line.
        if wide > 0 && !line.is_empty() && width(line) + wide > columns {
            lines.push(letter.to_string());
        } else {
            line.push(letter);
        }
    }
}

/// Lines of a text, coloured or not, broken between words where they are wider than a screen. Lines of a source stay whole.
pub(crate) fn broken(text: &str, columns: usize) -> String {
    let line = |whole: &str| {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let plain = uncoloured(line);
        let bare = plain.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
        if width(&plain) <= columns || bare.starts_with(['|', '+', '-']) {
            return whole.to_owned();
        }
        let indent = plain.len() - plain.trim_start_matches(' ').len();
        let hanging = if indent + 2 < columns / 2 { indent + 2 } else { 0 };
        let (mut broken, mut used) = (String::new(), 0);
        for (at, word) in line.split(' ').enumerate() {
            let wide = width(&uncoloured(word));
            if at > 0 && used > hanging && used + 1 + wide > columns {
                broken.push('\n');
                broken.push_str(&" ".repeat(hanging));
                used = hanging;
            } else if at > 0 {
                broken.push(' ');
                used += 1;
            }
            broken.push_str(word);
            used += wide;
        }
        broken + &whole[line.len()..]
    };
    text.split_inclusive('\n').map(line).collect()
}

/// A text without the signs that colour it.
fn uncoloured(text: &str) -> String {
    let (mut plain, mut inside) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        match c {
            '\u{1b}' => inside = true,
            'm' if inside => inside = false,
            _ if inside => {}
            c => plain.push(c),
        }
    }
    plain
}

/// `text` with blanks after it up to `columns`.
pub(crate) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` with blanks before it up to `columns`.
pub(crate) fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` in so many columns: what does not fit is left out, and three dots stand for it.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 0;
    for letter in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        short.push(letter);
    }
    short.trim_end().to_owned() + "…"
}

/// The same, leaving out what is before the last words: names of bodies of one kind differ in these.
pub(crate) fn cut_inside(text: &str, columns: usize) -> String {
    let ends = text.char_indices().filter(|(at, _)| text[..*at].ends_with(' ')).map(|(at, _)| &text[at..]);
    let longest = ends.into_iter().find(|end| width(end) <= columns.saturating_sub(1) * 2 / 3);
    match longest {
        Some(end) if width(text) > columns => cut(text, columns - width(end)) + end,
        _ => cut(text, columns),
    }
}

/// How a name is put in so many columns.
pub(crate) type NameCutter = fn(&str, usize) -> String;

/// How names are cut, each in so many columns, so that two bodies stay two.
pub(crate) fn name_cutter<'t>(mut names: impl Iterator<Item = (&'t str, usize)>) -> NameCutter {
    let mut seen: HashMap<String, &'t str> = HashMap::new();
    let are_alike = names.any(|(name, room)| seen.insert(cut(name, room), name).is_some_and(|other| other != name));
    if are_alike { cut_inside } else { cut }
}

/// The lines of a sentence that ends with a command. The command is copied: it stands whole on a line of its own where it
/// does not fit behind the sentence, and is parted only where it is wider than a line.
pub(crate) fn with_command(said: &str, command: &str, columns: usize) -> Vec<String> {
    let Some(before) = said.strip_suffix(command).filter(|_| width(said) > columns) else {
        return vec![said.to_owned()];
    };
    let command = wrap(command, columns.saturating_sub(2)).into_iter().map(|line| format!("  {line}"));
    wrap(before.trim_end(), columns).into_iter().chain(command).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wider_than_a_screen_breaks_between_words() {
        let text = "\u{1b}[1mlỗi\u{1b}[0m: không có nhóm nào tên là “cac-so”\n  = cách sửa: đối chiếu với văn bản\n1 | a b c d e f g h i j k\n";
        let broken = broken(text, 20);
        let lines: Vec<String> = broken.lines().map(uncoloured).collect();
        assert_eq!(
            lines,
            [
                "lỗi: không có nhóm",
                "  nào tên là",
                "  “cac-so”",
                "  = cách sửa: đối",
                "    chiếu với văn",
                "    bản",
                "1 | a b c d e f g h i j k",
            ]
        );
        assert_eq!(broken.replace('\n', " ").split_whitespace().count(), text.split_whitespace().count());
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(cut("Huyện ủy", 8), "Huyện ủy");
        assert_eq!(cut("Huyện ủy Bình Sơn", 10), "Huyện ủy…");
        assert_eq!(cut("u\u{309}y ban", 3), "u\u{309}y…");
    }

    #[test]
    fn lines_are_never_wider_than_asked() {
        let text = "Huyện ủy Nghĩa Hành nghiêmtúcthựchiệnkhôngcódấucách";
        for columns in 1..40 {
            let lines = wrap(text, columns);
            assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
            let joined: String = lines.concat().split(' ').collect();
            assert_eq!(joined, text.split(' ').collect::<String>());
        }
        assert_eq!(wrap("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(left("ủy", 4), "ủy  ");
        assert_eq!(right("u\u{309}y", 4), "  u\u{309}y");
    }
}
