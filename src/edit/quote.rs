//! Values as TOML writes them.

use super::change::Value;
use crate::text::hidden;

/// How wide a line of several items may become before each gets a line of its own.
const LINE: usize = 110;

/// A value on one line: as it stands within an inline table, or beside a key that is this many columns wide.
pub(crate) fn value(value: &Value, key_width: usize, eol: &str) -> String {
    match value {
        Value::Date(day) => day.to_string(),
        Value::Text(text) => string(text),
        Value::Number(amount) => amount.to_string(),
        Value::List(items) => match items.as_slice() {
            [Value::Text(one)] => string(one),
            many => list(many, key_width, eol),
        },
        Value::Array(items) => list(items, key_width, eol),
        Value::Flag(flag) => flag.to_string(),
        Value::Entry(key, entry) => format!("{{ {key} = {} }}", self::value(entry, 0, eol)),
        Value::Table(entries) => {
            let entries = entries.iter().map(|(key, entry)| format!("{key} = {}", self::value(entry, 0, eol)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn list(items: &[Value], key_width: usize, eol: &str) -> String {
    let texts: Vec<String> = items.iter().map(|item| value(item, 0, eol)).collect();
    let line = format!("[{}]", texts.join(", "));
    if key_width + crate::text::width(&line) <= LINE {
        return line;
    }
    let lines: String = texts.iter().map(|text| format!("  {text},{eol}")).collect();
    format!("[{eol}{lines}]")
}

/// A text in quotes, on one line whatever is in it. What would not be seen is written as an escape, so that reviewers
/// see it.
pub(crate) fn string(text: &str) -> String {
    let awkward = |c: char| c == '\\' || hidden(c).is_some();
    if text.contains('"') && !text.contains('\'') && !text.chars().any(awkward) {
        return format!("'{text}'");
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if hidden(c).is_some() && u32::from(c) > 0xffff => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
            c if hidden(c).is_some() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::literal;

    #[test]
    fn what_is_written_means_what_was_meant() {
        for text in [
            "Công văn số 12-CV/HU",
            "",
            "a \"b\" c",
            "it's \"so\"",
            "C:\\x",
            "hai\ndòng\r\nba\t",
            "\u{202e}ẩn\u{200b}\u{7f}\u{1b}[31m",
            "''' và \"\"\"",
            "# không phải ghi chú",
            "🏴\u{e0067}\u{e0062}",
        ] {
            let written = string(text);
            assert_eq!(literal::text(&written), text, "{written}");
            assert!(!written.contains('\n') && !written.contains('\u{202e}'));
        }
    }

    /// What nobody sees is an escape in whichever quotes; what everybody sees is none.
    #[test]
    fn what_is_hidden_is_written_so_that_reviewers_see_it() {
        for (text, written) in [
            ("a \"b\"", "'a \"b\"'"),
            ("a \"\u{200b}b\"", "\"a \\\"\\u200Bb\\\"\""),
            ("🏴\u{e0067}ả", "\"🏴\\U000E0067ả\""),
        ] {
            assert_eq!(string(text), written);
        }
    }

    #[test]
    fn long_lists_get_a_line_for_each_text() {
        let list = |texts: &[&str]| Value::List(texts.iter().map(|text| Value::Text((*text).to_owned())).collect());
        let long = ["x".repeat(60), "y".repeat(60)];
        let long = list(&[&long[0], &long[1]]);
        assert_eq!(value(&long, 11, "\r\n").matches("\r\n").count(), 3);
        assert_eq!(literal::evidence(&value(&long, 11, "\n")).iter().map(Value::from).collect::<Vec<_>>(), {
            let Value::List(items) = long else { panic!("it is a list") };
            items
        });
        assert_eq!(value(&list(&["a", "b"]), 11, "\n"), "[\"a\", \"b\"]");
        assert_eq!(value(&list(&["a"]), 11, "\n"), "\"a\"");
        let file = Value::Table(vec![("file", Value::Text("x".to_owned()))]);
        assert_eq!(value(&Value::List(vec![file]), 11, "\n"), "[{ file = \"x\" }]");
    }
}
