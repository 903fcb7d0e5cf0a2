//! What all pages of a site share: head, ways to the other pages, search, filters.

use std::io;

use super::fragment::Fragment;
use super::{ROWS_OF_PAGE, Site};
use crate::judge::{Flag, State};
use crate::page::record::Recording;
use crate::page::{Piece, Weight};
use crate::text::{one_line, sentence_case};
use crate::words::site::SitePhrase;
use crate::words::{Label, Phrase, Words};

/// What pages may do: wear the site's style and run its script, and nothing else. Pages that are files of a disk have no
/// origin of their own.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self' file:; \
                      script-src 'self' file:; img-src 'self' file:";

/// The pages to which every page leads.
const PLACES: [(&str, SitePhrase<'static>); 8] = [
    ("index.html", SitePhrase::Start),
    ("overdue.html", SitePhrase::Overdue),
    ("units.html", SitePhrase::Units),
    ("tasks.html", SitePhrase::Tasks),
    ("periods.html", SitePhrase::Periods),
    ("calendar.html", SitePhrase::Calendar),
    ("evidence.html", SitePhrase::Evidence),
    ("reports.html", SitePhrase::Reports),
];

/// A page: how far it lies below the site's folder, what it is called, and which place it belongs to.
#[derive(Clone, Copy)]
pub(super) struct SiteSheet<'t> {
    pub(super) up: &'static str,
    pub(super) title: &'t str,
    pub(super) place: &'static str,
    /// The language of the title, where it comes from the plan.
    pub(super) of_plan: bool,
}

/// By what the rows of a table can be filtered beside their text.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    pub(super) states: bool,
    /// Values, and what people read.
    pub(super) parts: Vec<(String, String)>,
    pub(super) parts_label: String,
}

impl Site<'_> {
    /// The language of the plan's own texts, where the page has another.
    pub(super) fn foreign<'f>(&self, out: &'f mut Fragment) -> &'f mut Fragment {
        let lang = self.pages.plan.header.language;
        if lang != self.pages.words.lang() {
            out.raw(" lang=\"").raw(lang.tag()).raw("\"");
        }
        out
    }

    /// A link that is called as something of the plan is.
    pub(super) fn link(&self, out: &mut Fragment, way: &str, text: &str) {
        out.raw("<a href=\"").text(way).raw(".html\"");
        self.foreign(out).raw(">").text(text).raw("</a>");
    }

    /// A text of the plan or of a record.
    pub(super) fn quote(&self, out: &mut Fragment, text: &str) {
        out.raw("<span");
        self.foreign(out).raw(">").text(text).raw("</span>");
    }

    pub(super) fn sheet(&self, sheet: SiteSheet<'_>, body: &Fragment) -> io::Result<Fragment> {
        let (words, header) = (self.pages.words, &self.pages.plan.header);
        let mut head = Recording::default();
        self.pages.top_of(&mut head, self.pages.judge)?;
        let title = if sheet.title.is_empty() { one_line(&header.title) } else { one_line(sheet.title) };
        let up = sheet.up;
        let mut out = Fragment::default();
        begin(&mut out, up, &format!("{title} · {}", one_line(&header.number)), words);
        for piece in head.pieces {
            let Piece::Head(weight, text) = piece else { continue };
            out.raw(match weight {
                Weight::Title | Weight::Subtitle => "<p class=\"subtitle\"",
                Weight::Plain => "<p",
                Weight::Warning => "<p class=\"warning\" role=\"note\"",
            });
            self.foreign(&mut out).raw(">").text(&text).raw("</p>\n");
        }
        out.raw("</header>\n<nav aria-label=\"").text(words.label(Label::Contents)).raw("\">\n<ul>\n");
        if self.among {
            out.raw("<li><a href=\"")
                .raw(up)
                .raw("../index.html\">")
                .text(words.label(Label::Plans))
                .raw("</a></li>\n");
        }
        for (way, said) in PLACES {
            out.raw("<li><a href=\"").raw(up).raw(way).raw("\"");
            out.raw(if way == sheet.place { " aria-current=\"page\">" } else { ">" }).text(&self.say(said));
            out.raw("</a></li>\n");
        }
        out.raw("</ul>\n<form id=\"find\" role=\"search\" hidden data-up=\"").raw(up).raw("\" data-none=\"");
        out.text(words.label(Label::NothingFits)).raw("\"><label>").text(&self.say(SitePhrase::Find));
        out.raw(" <input type=\"search\" name=\"find\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"");
        out.text(words.label(Label::SearchHint))
            .raw("\"></label><ul id=\"found\" aria-live=\"polite\" hidden></ul></form>\n");
        out.raw("</nav>\n<main id=\"content\">\n<h1");
        if sheet.of_plan {
            self.foreign(&mut out);
        }
        out.raw(">").text(&title).raw("</h1>\n").add(body);
        end(&mut out);
        Ok(out)
    }

    /// How many units are in no figure, since their files could not be read.
    pub(super) fn unread(&self, out: &mut Fragment, count: usize) {
        if count > 0 {
            let said = self.pages.words.phrase(&Phrase::UnreadableUnits { count });
            out.raw("<p class=\"warning\">").text(&said).raw("</p>\n");
        }
    }

    /// Filters of the table that follows. Only those who can run the script see them.
    pub(super) fn filters(&self, out: &mut Fragment, choices: &Choices) {
        let words = self.pages.words;
        let any = words.label(Label::Anything);
        out.raw("<form class=\"filters\" hidden aria-label=\"").text(words.label(Label::FilterLists));
        out.raw("\"><fieldset><legend>").text(words.label(Label::FilterLists)).raw("</legend>\n");
        if choices.states {
            out.raw("<label>")
                .text(words.label(Label::State))
                .raw(" <select name=\"state\"><option value=\"\">")
                .text(any);
            out.raw("</option>");
            let states = State::ALL.map(|state| (state.as_str(), words.state(state)));
            let flags = [Flag::Late, Flag::DueSoon, Flag::InProgress, Flag::AwaitingAcceptance, Flag::Extended];
            let flags = flags.into_iter().chain([Flag::PromiseLapsed, Flag::Amended, Flag::Moved]);
            for (value, text) in states.into_iter().chain(flags.map(|flag| (flag.as_str(), words.flag(flag)))) {
                out.raw("<option value=\"").raw(value).raw("\">").text(&sentence_case(text)).raw("</option>");
            }
            out.raw("</select></label>\n");
        }
        if choices.parts.len() > 1 {
            out.raw("<label>").text(&choices.parts_label).raw(" <select name=\"part\"><option value=\"\">").text(any);
            out.raw("</option>");
            for (value, text) in &choices.parts {
                out.raw("<option value=\"").text(value).raw("\">").text(text).raw("</option>");
            }
            out.raw("</select></label>\n");
        }
        out.raw("<label>").text(words.label(Label::Search)).raw(" <input type=\"search\" name=\"text\" placeholder=\"");
        out.text(words.label(Label::SearchHint)).raw("\" autocomplete=\"off\" spellcheck=\"false\"></label>\n");
        out.raw("<button type=\"reset\">").text(words.label(Label::ClearFilters)).raw("</button>\n");
        out.raw("<output aria-live=\"polite\" data-text=\"")
            .text(&self.say(SitePhrase::ShownOfAll))
            .raw("\" data-none=\"");
        out.text(words.label(Label::NothingFound)).raw("\"></output></fieldset></form>\n");
    }

    /// Ways to the pages of a list that has several.
    pub(super) fn pager(&self, out: &mut Fragment, name: &str, page: usize, pages: usize) {
        if pages < 2 {
            return;
        }
        out.raw("<p class=\"pager\">").text(&self.say(SitePhrase::PageOf { page, pages }));
        for other in 1..=pages {
            out.raw(" ");
            if other == page {
                out.raw("<b>").plain(other).raw("</b>");
            } else {
                out.link(&page_name(name, other), &other.to_string());
            }
        }
        out.raw("</p>\n");
    }
}

/// Begins a page with this title; its head is open.
pub(super) fn begin(out: &mut Fragment, up: &'static str, title: &str, words: &dyn Words) {
    out.raw("<!DOCTYPE html>\n<html lang=\"").raw(words.lang().tag()).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").text(POLICY).raw("\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.raw("<meta name=\"generator\" content=\"tiendo.site/1\">\n<title>").text(title);
    out.raw("</title>\n<link rel=\"stylesheet\" href=\"").raw(up).raw("site.css\">\n<script src=\"").raw(up);
    out.raw("site.js\" defer></script>\n</head>\n<body class=\"site\" data-sort=\"").text(words.label(Label::SortHint));
    out.raw("\">\n<a class=\"skip\" href=\"#content\">").text(words.label(Label::SkipToContent));
    out.raw("</a>\n<header>\n<button type=\"button\" id=\"theme\" hidden>").text(words.label(Label::LightDark));
    out.raw("</button>\n");
}

/// Ends a page, of which the main part is open.
pub(super) fn end(out: &mut Fragment) {
    out.raw("</main>\n</body>\n</html>\n");
}

/// The name of a page of a list.
pub(super) fn page_name(name: &str, page: usize) -> String {
    if page == 1 { format!("{name}.html") } else { format!("{name}-{page}.html") }
}

/// Rows, each on a line of its own, parted into pages; one page at least.
pub(super) fn paged(rows: &[u8]) -> Vec<&[u8]> {
    let mut pages = Vec::new();
    let (mut begin, mut count) = (0, 0);
    for (at, _) in rows.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        count += 1;
        if count == ROWS_OF_PAGE {
            pages.push(&rows[begin..=at]);
            (begin, count) = (at + 1, 0);
        }
    }
    if begin < rows.len() || pages.is_empty() {
        pages.push(&rows[begin..]);
    }
    pages
}
