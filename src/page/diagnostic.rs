//! Diagnostics for people, and what every output says of them.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, FileReport};
use crate::rules::{Code, Severity};
use crate::source::{Position, Source};
use crate::text::{in_place, one_line};
use crate::words::{Label, Phrase, Words};

use super::fingerprint::subject;
use super::terminal::{Screen, broken};

/// Longer lines are named, not shown.
const LONGEST_SHOWN_LINE: usize = 2_000;
/// At most so many problems of one file are shown to people.
const MOST_SHOWN: usize = 1_000;

/// Where each line of a text begins.
pub(crate) struct Lines<'s> {
    text: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub(crate) fn of(text: &'s str) -> Self {
        let after_ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_ends).collect() }
    }

    /// The line of an offset, from 0.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset.min(self.text.len())) - 1
    }

    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts[line];
        let mut end = offset.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        Position { line: line + 1, column: self.text[start..end].chars().count() + 1 }
    }

    /// The bytes of these lines, the last one's end not included.
    fn bytes(&self, first: usize, last: usize) -> Range<usize> {
        let end = self.starts.get(last + 1).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[..end].ends_with('\r') { end - 1 } else { end };
        self.starts[first]..end.max(self.starts[first])
    }
}

/// How people see problems: in full with the line and a caret, or in one line each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Full,
    Short,
}

/// In fewer columns a terminal would break long lines within words.
const NARROW: usize = 80;

/// Writes a file's problems for people.
pub fn human(
    out: &mut dyn Write,
    report: &FileReport,
    words: &dyn Words,
    screen: Screen,
    style: Style,
) -> io::Result<()> {
    let renderer = if screen.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(screen.width.clamp(40, 200))
        .short_message(style == Style::Short);
    let lines = Lines::of(&report.source.text);
    for diagnostic in report.diagnostics.iter().take(MOST_SHOWN) {
        let text = render(&renderer, diagnostic, &report.source, &lines, words);
        let text = text.trim_end();
        writeln!(out, "{}", if screen.width < NARROW { broken(text, screen.width) } else { text.to_owned() })?;
        if style == Style::Full {
            writeln!(out)?;
        }
    }
    let hidden = report.diagnostics.len().saturating_sub(MOST_SHOWN);
    if hidden > 0 {
        writeln!(out, "{}: {}\n", report.source.path, words.phrase(&Phrase::MoreProblems { hidden }))?;
    }
    Ok(())
}

fn render(
    renderer: &Renderer,
    diagnostic: &Diagnostic,
    source: &Source,
    lines: &Lines<'_>,
    words: &dyn Words,
) -> String {
    let code = diagnostic.problem.code();
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(words.severity(diagnostic.severity()));
    let title = level.primary_title(one_line(&words.problem(&diagnostic.problem))).id(code.as_str());
    let path = one_line(&source.path);
    let (first, last) = (lines.line(diagnostic.span.start), lines.line(diagnostic.span.end));
    let window = lines.bytes(first, last);
    let related = diagnostic.related.as_ref().map(|(span, how)| (span, words.related(*how)));
    // A problem of the whole file has no line of its own to show.
    let mut group = if diagnostic.span == (0..0) || source.text.is_empty() || window.len() > LONGEST_SHOWN_LINE {
        let place = lines.position(diagnostic.span.start);
        Group::with_title(title).element(Origin::path(path.clone()).line(place.line).char_column(place.column))
    } else {
        let mut snippet = snippet(source, lines, &window, first, &path);
        snippet = snippet.annotation(AnnotationKind::Primary.span(within(&diagnostic.span, &window)));
        let mut group = Group::with_title(title).element(snippet);
        if let Some((span, how)) = related {
            let line = lines.line(span.start);
            let window = lines.bytes(line, lines.line(span.end));
            if window.len() <= LONGEST_SHOWN_LINE {
                let other = self::snippet(source, lines, &window, line, &path);
                group = group.element(other.annotation(AnnotationKind::Context.span(within(span, &window)).label(how)));
            }
        }
        group
    };
    let help = Level::HELP.with_name(words.label(Label::Help));
    if let Some(text) = words.help(&diagnostic.problem) {
        group = group.element(help.clone().message(one_line(&text)));
    }
    let mut groups = vec![group];
    if let Some(replacement) = diagnostic.replacement.as_deref().filter(|_| window.len() <= LONGEST_SHOWN_LINE) {
        let title = help.secondary_title(words.label(Label::DidYouMean));
        // Only a span that is the whole of what is replaced can be patched; else the text is named.
        groups.push(
            Group::with_title(title).element(
                patched(source, lines, &window, first, &path)
                    .patch(Patch::new(within(&diagnostic.span, &window), one_line(replacement))),
            ),
        );
    }
    renderer.render(&groups)
}

fn snippet<'a, T: Clone>(
    source: &'a Source,
    _lines: &Lines<'_>,
    window: &Range<usize>,
    line: usize,
    path: &str,
) -> Snippet<'a, T> {
    Snippet::source(in_place(&source.text[window.clone()])).line_start(line + 1).path(path.to_owned())
}

fn patched<'a>(
    source: &'a Source,
    lines: &Lines<'_>,
    window: &Range<usize>,
    line: usize,
    path: &str,
) -> Snippet<'a, Patch<'a>> {
    snippet(source, lines, window, line, path)
}

fn within(span: &Range<usize>, window: &Range<usize>) -> Range<usize> {
    let start = span.start.clamp(window.start, window.end) - window.start;
    let end = span.end.clamp(window.start, window.end) - window.start;
    start..end.max(start)
}

#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) message: String,
    /// The file, from the top of the repository, with `/` between folders.
    pub(crate) file: String,
    /// Where in it: from 1, columns in characters.
    pub(crate) region: Region,
    /// What it is about, apart from where that stands and how it is said: what stays when lines, days or words change.
    pub(crate) subject: String,
    /// Why it was found right, where somebody looked at it before.
    pub(crate) seen: Option<String>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Region {
    pub(crate) start_line: usize,
    pub(crate) start_column: usize,
    pub(crate) end_line: usize,
    /// The column after the last.
    pub(crate) end_column: usize,
}

#[derive(Serialize)]
pub(crate) struct Shape<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: String,
    help: Option<String>,
    replacement: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start_byte: usize,
    end_byte: usize,
}

pub(crate) fn shape<'a>(
    diagnostic: &'a Diagnostic,
    source: &'a Source,
    lines: &Lines<'_>,
    words: &dyn Words,
) -> Shape<'a> {
    let code = diagnostic.problem.code();
    let (start, end) = (lines.position(diagnostic.span.start), lines.position(diagnostic.span.end));
    let bytes = source.file_bytes(&diagnostic.span);
    Shape {
        code: code.as_str(),
        name: code.name(),
        severity: match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: words.problem(&diagnostic.problem),
        help: words.help(&diagnostic.problem),
        replacement: diagnostic.replacement.as_deref(),
        file: &source.path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        start_byte: bytes.start,
        end_byte: bytes.end,
    }
}

/// A file's problems for code hosts; `prefix` leads from the top of the repository to the workspace.
pub(crate) fn findings(report: &FileReport, prefix: &str, words: &dyn Words) -> Vec<Finding> {
    let lines = Lines::of(&report.source.text);
    let finding = |diagnostic: &Diagnostic| {
        let shape = shape(diagnostic, &report.source, &lines, words);
        Finding {
            code: diagnostic.problem.code(),
            message: shape.help.map_or(shape.message.clone(), |help| format!("{}; {help}", shape.message)),
            file: format!("{prefix}{}", shape.file),
            region: Region {
                start_line: shape.line,
                start_column: shape.column,
                end_line: shape.end_line,
                end_column: shape.end_column,
            },
            subject: subject(&report.source.text, diagnostic),
            seen: None,
        }
    };
    report.diagnostics.iter().map(finding).collect()
}
