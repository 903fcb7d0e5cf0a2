//! The page that leads to the sites of the plans of a collection.

use chrono::NaiveDate;

use super::fragment::Fragment;
use super::frame::{begin, end};
use crate::judge::State;
use crate::text::{one_line, sentence_case};
use crate::view::totals::Totals;
use crate::words::site::SitePhrase;
use crate::words::{Label, Phrase, Words};

/// A plan of a collection, as its page is found.
#[derive(Debug)]
pub(crate) struct PlanLink {
    /// The folder of its site.
    pub(crate) place: String,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) totals: Totals,
}

/// The name of the folder of a plan's site, made of that of the plan: letters that need no quoting, and no other's.
pub(crate) fn place_of(folder: &str, taken: &[PlanLink]) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' };
    let name: String = crate::text::fold(folder).chars().map(plain).collect();
    let name = format!("plan-{}", name.trim_matches('-'));
    let is_free = |name: &str| taken.iter().all(|plan| plan.place != name);
    let mut numbered = (2..).map(|number| format!("{name}-{number}"));
    if is_free(&name) { name } else { numbered.find(|name| is_free(name)).expect("numbers do not end") }
}

/// The first page: the plans with their counts, the one with the most overdue first; which could not be opened.
pub(crate) fn plans_page(
    plans: &[PlanLink],
    unopened: &[String],
    as_of: Option<NaiveDate>,
    words: &dyn Words,
) -> Vec<u8> {
    let mut out = Fragment::default();
    let title = words.label(Label::Plans);
    begin(&mut out, "", title, words);
    if let Some(day) = as_of {
        out.raw("<p>").text(&words.phrase(&Phrase::AsOf { day, issuer: None })).raw("</p>\n");
    }
    out.raw("</header>\n<main id=\"content\">\n<h1>").text(title).raw("</h1>\n");
    for folder in unopened {
        let said = words.phrase(&Phrase::Site(SitePhrase::PlanUnopened { folder }));
        out.raw("<p class=\"warning\">").text(&said).raw("</p>\n");
    }
    let states = State::ALL.map(|state| sentence_case(words.state(state)));
    let heads = [("", words.label(Label::PlanNumber)), ("", words.label(Label::PlanTitle))];
    let heads: Vec<(&'static str, &str)> =
        heads.into_iter().chain(states.iter().map(|state| ("right", state.as_str()))).collect();
    out.open_table(title, &heads);
    let mut sorted: Vec<&PlanLink> = plans.iter().collect();
    sorted.sort_by_key(|plan| std::cmp::Reverse(plan.totals.of(State::Overdue)));
    for plan in sorted {
        out.raw("<tr><th scope=\"row\">").link(&format!("{}/index.html", plan.place), &one_line(&plan.number));
        out.raw("</th>").cell(&plan.title);
        for state in State::ALL {
            let count = plan.totals.of(state);
            let class = if state == State::Overdue && count > 0 { "right state-overdue" } else { "right" };
            if count > 0 {
                out.sorted(class, count, &words.number(count.into()));
            } else {
                out.raw("<td></td>");
            }
        }
        out.raw("</tr>\n");
    }
    out.raw("</tbody></table></div>\n");
    end(&mut out);
    out.as_bytes().to_vec()
}
