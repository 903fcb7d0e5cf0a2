//! One comment about many plans, as long as code hosts take: each plan has a line of its own first, then those that need
//! review share the room, then the others. What had no room is counted.

use std::io::{self, Write};

use super::comment::{self, MOST};
use super::story::{Comparison, Story, pieces};
use crate::page::markdown::escape_inside;
use crate::page::review::fields::cut_inside;
use crate::review::upshot::Upshot;
use crate::text::sentence_case;
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
    /// What it comes to in numbers, and whether anything of the plan itself changed.
    upshot: Upshot,
    plan_changed: bool,
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
        let (upshot, plan_changed) = (story.upshot(), !comparison.outcome.plan.is_empty());
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
        Ok(Self { short, longer, needs_review, upshot, plan_changed })
    }
}

/// The comments on all plans of a collection, to be one.
pub(crate) struct CommentOfMany {
    /// How many plans the collection lists no more, and what else of the list nobody should miss.
    pub(crate) dropped: usize,
    pub(crate) odd: usize,
    /// How many of the plans cannot be read.
    pub(crate) unread: usize,
    /// What became of the list.
    pub(crate) list: String,
    pub(crate) plans: Vec<PlanComment>,
    /// The plans without changes, named.
    pub(crate) unchanged: Option<String>,
}

impl CommentOfMany {
    /// What all of it comes to; nothing where nothing changed.
    fn verdict(&self, words: &dyn Words) -> Option<String> {
        if self.plans.is_empty() && self.list.is_empty() && self.unread == 0 {
            return None;
        }
        let say = |said: ReviewPhrase<'_>| words.phrase(&Phrase::Review(said));
        let mut all = Upshot { others: self.odd, ..Upshot::default() };
        self.plans.iter().for_each(|plan| all.add(plan.upshot));
        let of_plans = self.plans.iter().filter(|plan| plan.upshot.records > 0).count();
        let dropped = (self.dropped > 0).then_some(ReviewPhrase::PlansDropped { count: self.dropped });
        let found = pieces(all, self.plans.iter().any(|plan| plan.plan_changed), Some(of_plans));
        let unread = (self.unread > 0).then_some(ReviewPhrase::PlansUnread { count: self.unread });
        let said: Vec<String> = dropped.into_iter().chain(unread).chain(found).map(say).collect();
        Some(format!("{}.", sentence_case(&said.join(", "))))
    }

    /// Writes what all comes to, what became of the list, and each plan.
    pub(crate) fn write(&self, out: &mut dyn Write, words: &dyn Words) -> io::Result<()> {
        let length = |text: &str| text.chars().count() + 1;
        // Of a very long list the first lines stand for all.
        let (plans, mut told) = (&self.plans, String::new());
        if let Some(verdict) = self.verdict(words) {
            told.push_str(&format!("**{}**\n", escape_inside(&verdict)));
            let gap = if self.list.is_empty() { "" } else { "\n" };
            told.push_str(gap);
        }
        let mut hidden = 0;
        for line in self.list.lines() {
            if length(&told) + length(line) <= MOST / 4 { told.extend([line, "\n"]) } else { hidden += 1 }
        }
        if hidden > 0 {
            told.push_str(&format!("\n{}\n", escape_inside(&words.phrase(&Phrase::MoreRows { hidden }))));
        }
        let unchanged = self.unchanged.as_ref().map(|said| format!("{}\n", escape_inside(&cut_to(said, 2_000))));
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
}

/// A text cut to a length.
fn cut_to(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}
