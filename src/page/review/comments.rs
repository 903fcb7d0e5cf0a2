//! One comment about many plans, as long as code hosts take: each plan has a line of its own first, then those that need
//! review share the room, then the others. What had no room is counted.

use std::io::{self, Write};

use super::comment::{self, MOST};
use super::story::{Comparison, Story};
use crate::page::markdown::escape_inside;
use crate::page::review::fields::cut_inside;
use crate::words::{Phrase, ReviewPhrase, Words};

/// What is told of a plan as more room is given: so many characters at the most.
const ROOMS: [usize; 5] = [1_500, 4_000, 10_000, 25_000, MOST];

/// What is told of one plan.
pub(crate) struct PlanComment {
    /// What it comes to, on one line below its title.
    short: String,
    /// The same with as much as there is room for, the shortest first.
    longer: Vec<String>,
    /// Whether something of it needs review.
    needs_review: bool,
}

impl PlanComment {
    pub(crate) fn new(
        comparison: Comparison<'_>,
        links: Option<&str>,
        prefix: &str,
        words: &dyn Words,
    ) -> io::Result<Self> {
        let header = &comparison.sides.plan_after().header;
        let (number, title) = (&cut_inside(&header.number), &cut_inside(&header.title));
        let head = format!("## {}\n", escape_inside(&words.phrase(&Phrase::PlanTitle { number, title })));
        let story = Story::new(comparison, words);
        let short = format!("{head}\n{}\n", comment::gist(&story));
        let needs_review = !story.notices.is_empty();
        let mut longer: Vec<String> = Vec::new();
        for room in ROOMS {
            let mut bytes = format!("{head}\n").into_bytes();
            comment::write_within(&mut bytes, comparison, (links, prefix), room, words)?;
            let told = String::from_utf8_lossy(&bytes).into_owned();
            let whole = longer.last() == Some(&told);
            if told.chars().count() <= room && !whole {
                longer.push(told);
            }
        }
        Ok(Self { short, longer, needs_review })
    }
}

/// Writes the comments on all plans as one, below what became of the list; `unchanged` names the plans without changes.
pub(crate) fn together(
    out: &mut dyn Write,
    (list, plans, unchanged): (&str, &[PlanComment], Option<&str>),
    words: &dyn Words,
) -> io::Result<()> {
    let length = |text: &str| text.chars().count() + 1;
    // Of a very long list the first lines stand for all.
    let mut told: String = String::new();
    let mut hidden = 0;
    for line in list.lines() {
        if length(&told) + length(line) <= MOST / 4 { told.extend([line, "\n"]) } else { hidden += 1 }
    }
    if hidden > 0 {
        told.push_str(&format!("\n{}\n", escape_inside(&words.phrase(&Phrase::MoreRows { hidden }))));
    }
    let unchanged = unchanged.map(|said| format!("{}\n", escape_inside(&cut_to(said, 2_000))));
    let mut free = MOST.saturating_sub(length(&told) + unchanged.as_deref().map_or(0, length) + 200);
    // Those that need review come first into the room, not in the output.
    let mut order: Vec<usize> = (0..plans.len()).collect();
    order.sort_by_key(|at| !plans[*at].needs_review);
    let mut shown: Vec<Option<&str>> = vec![None; plans.len()];
    for at in &order {
        let short = plans[*at].short.as_str();
        if length(short) <= free {
            free -= length(short);
            shown[*at] = Some(short);
        }
    }
    let (grave, others): (Vec<usize>, Vec<usize>) = order.iter().partition(|at| plans[**at].needs_review);
    for group in [grave, others] {
        for step in 0..ROOMS.len() {
            for at in &group {
                let Some((now, more)) = shown[*at].zip(plans[*at].longer.get(step)) else { continue };
                if length(more) > length(now) && length(more) - length(now) <= free {
                    free -= length(more) - length(now);
                    shown[*at] = Some(more.as_str());
                }
            }
        }
    }
    let count = shown.iter().filter(|shown| shown.is_none()).count();
    let pieces = (!told.is_empty()).then_some(told.as_str()).into_iter().chain(shown.into_iter().flatten());
    let more = ReviewPhrase::MorePlans { count };
    let more = (count > 0).then(|| format!("{}\n", escape_inside(&words.phrase(&Phrase::Review(more)))));
    for (at, piece) in pieces.chain(more.as_deref()).chain(unchanged.as_deref()).enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        write!(out, "{gap}{piece}")?;
    }
    Ok(())
}

/// A text cut to a length.
fn cut_to(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}
