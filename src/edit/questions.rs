//! The questions of a draft, lines that begin with `# ?`: what each is asked of, and taken away once it is settled.

use super::change::Unable;
use super::outline::{ByteRange, Outline, eol, line_end, line_start};
use super::splice::Splices;

const SIGN: &str = "# ?";

/// Question lines that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QuestionLines {
    /// The names of the table that they are asked of, from the top of the file: `units` and an id, `tasks` and a place. The
    /// head of a plan is `plan`.
    pub(crate) of: Vec<String>,
    /// Each line, line end included, and what it asks.
    pub(crate) lines: Vec<(ByteRange, String)>,
}

/// The questions of a text, sound or not, without what they are asked of.
pub(crate) fn scan(text: &str) -> Vec<QuestionLines> {
    let mut found: Vec<QuestionLines> = Vec::new();
    let (mut at, mut goes_on) = (0, false);
    for line in text.split_inclusive('\n') {
        let place = at..at + line.len();
        at = place.end;
        let asked = line.trim().strip_prefix(SIGN).map(str::trim).filter(|asked| !asked.is_empty());
        let one = asked.map(|asked| (place, asked.to_owned()));
        match (one, found.last_mut()) {
            (Some(one), Some(last)) if goes_on => last.lines.push(one),
            (Some(one), _) => found.push(QuestionLines { of: Vec::new(), lines: vec![one] }),
            (None, _) => {}
        }
        goes_on = asked.is_some();
    }
    found
}

/// The questions of a sound plan.
pub(crate) fn questions(text: &str) -> Vec<QuestionLines> {
    questions_of(text, &Outline::of(text))
}

fn questions_of(text: &str, outline: &Outline) -> Vec<QuestionLines> {
    let mut found = scan(text);
    // In a text of several lines a `#` begins no comment.
    let is_comment = |line: &ByteRange| {
        let first = line.start + text[line.clone()].len() - text[line.clone()].trim_start().len();
        outline.comments.binary_search_by_key(&first, |comment| comment.start).is_ok()
    };
    found.retain(|question| question.lines.iter().all(|(line, _)| is_comment(line)));
    for question in &mut found {
        let end = question.lines.last().map_or(0, |(line, _)| line.end);
        question.of = asked_of(text, outline, end);
    }
    found
}

/// What the comments are about that end at `end`: the line below them, or the table in which they stand.
fn asked_of(text: &str, outline: &Outline, end: usize) -> Vec<String> {
    let mut below = end;
    while below < text.len() && text[below..line_end(text, below)].trim_start().starts_with('#') {
        below = line_end(text, below);
    }
    let within = outline.sections.iter().rfind(|section| section.line.start <= below);
    let header = within.filter(|section| section.line.start == below && !section.line.is_empty());
    let entry = within.and_then(|section| {
        let stands = |at: usize| line_start(text, at) == below && below < text.len();
        let entry = section.entries.iter().find(|entry| stands(entry.start()))?;
        Some(section.path.iter().chain(&entry.path).cloned().collect::<Vec<_>>())
    });
    let path = entry.or_else(|| header.or(within).map(|section| section.path.clone())).unwrap_or_default();
    match path.first().map(String::as_str) {
        None | Some("plan") => vec!["plan".to_owned()],
        Some(_) => path.into_iter().take(2).collect(),
    }
}

/// Takes the lines away by which these are asked of something.
pub(super) fn settle(text: &str, outline: &Outline, of: &[String], asked: &[String]) -> Result<Splices, Unable> {
    let mut splices = Splices::default();
    let all = questions_of(text, outline);
    for (line, said) in all.iter().filter(|question| question.of == of).flat_map(|question| &question.lines) {
        if asked.contains(said) {
            splices.remove(line.clone());
        }
    }
    if splices.is_empty() { Err(Unable::Layout) } else { Ok(splices) }
}

/// Puts lines by which these are asked of something above it.
pub(super) fn ask(text: &str, outline: &Outline, of: &[String], asked: &[String]) -> Result<Splices, Unable> {
    let header = outline.section(of).map(|section| section.line.start);
    let entry = || outline.find(of).filter(|found| found.inside.is_none()).map(|found| found.entry.start());
    let at = header.or_else(entry).map(|at| line_start(text, at)).ok_or(Unable::Layout)?;
    let lines: String = asked.iter().map(|said| format!("{SIGN} {}{}", said.trim(), eol(text, at))).collect();
    let mut splices = Splices::default();
    splices.insert(at, lines);
    if lines_are_sound(asked) { Ok(splices) } else { Err(Unable::Layout) }
}

/// Whether each is one line that says something.
fn lines_are_sound(asked: &[String]) -> bool {
    !asked.is_empty() && asked.iter().all(|said| !said.trim().is_empty() && !said.chars().any(char::is_control))
}

/// Whether these are asked of something.
pub(super) fn are_asked(text: &str, of: &[String], asked: &[String]) -> bool {
    let all = questions(text);
    let own = || all.iter().filter(|question| question.of == of).flat_map(|question| &question.lines);
    asked.iter().all(|one| own().any(|(_, said)| said == one.trim()))
}

/// The comments of a text, without those by which these are asked of something.
pub(super) fn other_comments(text: &str, of: &[String], asked: &[String]) -> Vec<String> {
    let outline = Outline::of(text);
    let gone: Vec<ByteRange> = questions_of(text, &outline)
        .into_iter()
        .filter(|question| question.of == of)
        .flat_map(|question| question.lines)
        .filter(|(_, said)| asked.contains(said))
        .map(|(line, _)| line)
        .collect();
    let kept = outline.comments.iter().filter(|comment| !gone.iter().any(|line| line.contains(&comment.start)));
    kept.map(|comment| text[comment.clone()].trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::plan::{PlanEdit, apply};
    use super::questions;

    const PLAN: &str = "# ? số?\n[plan]\nnumber = \"1\" # ? không\n\n[events]\n# ? ngày?\ne = { name = \"E\" }\n\n\
                        [units]\n# ghi chú\n# ? đơn vị nào?\n# sau\na = \"A\"\n\n# ? ai?\n# ? bao nhiêu?\n[groups.g]\n\
                        members = [\"a\"]\n\n# ? hạn nào?\n[[tasks]]\nid = \"x\"\nnote = '''\n# ? trong chuỗi\n'''\n\n\
                        [[tasks]]\n# ? trong mục\nid = \"y\"\n# ? ở cuối\n";

    #[test]
    fn a_question_is_asked_of_what_stands_below_it() {
        let found: Vec<_> = questions(PLAN)
            .into_iter()
            .map(|question| {
                let asked: Vec<_> = question.lines.into_iter().map(|(_, said)| said).collect();
                (question.of.join("."), asked.join("; "))
            })
            .collect();
        let expected = [
            ("plan", "số?"),
            ("events.e", "ngày?"),
            ("units.a", "đơn vị nào?"),
            ("groups.g", "ai?; bao nhiêu?"),
            ("tasks.0", "hạn nào?"),
            ("tasks.1", "trong mục"),
            ("tasks.1", "ở cuối"),
        ];
        assert_eq!(found, expected.map(|(of, asked)| (of.to_owned(), asked.to_owned())));
    }

    #[test]
    fn a_question_comes_and_nothing_else_does() {
        for of in ["plan", "events.e", "units.a", "groups.g", "tasks.0", "tasks.1"] {
            let of: Vec<String> = of.split('.').map(str::to_owned).collect();
            let asked = vec!["mới?".to_owned(), "nữa?".to_owned()];
            let edit = PlanEdit::Ask { of: of.clone(), asked: asked.clone() };
            let new = apply(PLAN, std::slice::from_ref(&edit)).expect("it can be asked");
            assert_eq!(new.len(), PLAN.len() + "# ? mới?\n# ? nữa?\n".len());
            assert_eq!(apply(&new, &[PlanEdit::Settle { of, asked }]).expect("it is there"), PLAN);
        }
        for (of, asked) in [("tasks.7", "ai?"), ("tasks.0", "hai\ndòng"), ("tasks.0", " ")] {
            let of = of.split('.').map(str::to_owned).collect();
            assert!(apply(PLAN, &[PlanEdit::Ask { of, asked: vec![asked.to_owned()] }]).is_err(), "{asked}");
        }
    }

    #[test]
    fn a_question_goes_and_nothing_else_does() {
        for question in questions(PLAN) {
            for (line, said) in question.lines {
                let edit = PlanEdit::Settle { of: question.of.clone(), asked: vec![said] };
                let new = apply(PLAN, std::slice::from_ref(&edit)).expect("it is there");
                assert_eq!(new, format!("{}{}", &PLAN[..line.start], &PLAN[line.end..]));
                assert!(apply(&new, &[edit]).is_err(), "it is gone");
            }
        }
    }
}
