//! What tasks of two plans say in other words. Texts are the same where people read the same.

use crate::model::plan::{Body, Milestone, Office, Plan, Task, Text};
use crate::model::target::TargetRange;
use crate::text::{nfc, same};

/// A part of a task that is only words, or a key that moves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TaskText {
    /// `title`, or one of `titles`.
    Title,
    Clause,
    Wording,
    Product,
    ReportsTo,
    Note,
    Support,
    Target,
    Tags,
    Answers,
    /// A key that is no text, and that no other change tells.
    Key(TaskKey),
}

/// Such a key of a task or of its milestones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TaskKey {
    /// `due` of a task that recurs, with the same last days.
    Due,
    Starts,
    Ends,
    OnDayOff,
    Joint,
    Lead,
    Except,
    Added,
    Cancelled,
    Amended,
}

impl TaskKey {
    /// As files write it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::OnDayOff => "on_day_off",
            Self::Joint => "joint",
            Self::Lead => "lead",
            Self::Except => "except",
            Self::Added => "added",
            Self::Cancelled => "cancelled",
            Self::Amended => "amended",
        }
    }
}

/// Whether two texts are the same, or neither is there.
pub(super) fn alike(one: Option<&Text>, other: Option<&Text>) -> bool {
    one.is_none() == other.is_none() && one.zip(other).is_none_or(|(one, other)| same(one, other))
}

/// Whether reports and letters have the same around them.
pub(super) fn same_office(one: &Office, other: &Office) -> bool {
    let texts = |of: &Office| [&of.superior, &of.name, &of.place, &of.signature].map(|text| text.as_deref().map(nfc));
    let recipients = |of: &Office| of.recipients.iter().map(|text| nfc(text)).collect::<Vec<_>>();
    texts(one) == texts(other) && recipients(one) == recipients(other) && one.style == other.style
}

/// Whether as much is to be reached, or nothing by either.
pub(super) fn same_target(one: Option<&TargetRange>, other: Option<&TargetRange>) -> bool {
    one.is_none() == other.is_none()
        && one.zip(other).is_none_or(|(one, other)| {
            (one.min, one.max) == (other.min, other.max) && alike(one.unit.as_ref(), other.unit.as_ref())
        })
}

pub(super) fn reworded(old: &Plan, new: &Plan, was: &Task, is: &Task) -> Vec<TaskText> {
    let support = |plan: &Plan, bodies: Option<&[Body]>| -> Vec<String> {
        bodies.unwrap_or_default().iter().map(|body| plan.body(*body).0.to_string()).collect()
    };
    let titles = was.titles.len() == is.titles.len()
        && was.titles.iter().zip(&is.titles).all(|(one, other)| one.0 == other.0 && same(&one.1, &other.1));
    // Milestones that are on both sides: what they say themselves.
    let both = |alike: &dyn Fn(&Milestone, &Milestone) -> bool| {
        let find = |own: &Milestone| was.milestones().iter().find(|was| was.id == own.id);
        is.milestones().iter().all(|own| find(own).is_none_or(|was| alike(was, own)))
    };
    let title = both(&|was, is| alike(was.title.as_ref(), is.title.as_ref()));
    let wording = both(&|was, is| alike(was.wording.as_ref(), is.wording.as_ref()));
    let product = both(&|was, is| alike(was.product.as_ref(), is.product.as_ref()));
    let target = both(&|was, is| same_target(was.target.as_ref(), is.target.as_ref()));
    let supported = both(&|was, is| support(old, was.support.as_deref()) == support(new, is.support.as_deref()));
    let all = [
        (TaskText::Title, !same(&was.title, &is.title) || !titles || !title),
        (TaskText::Clause, !alike(was.clause.as_ref(), is.clause.as_ref())),
        (TaskText::Wording, !alike(was.wording.as_ref(), is.wording.as_ref()) || !wording),
        (TaskText::Product, !alike(was.product.as_ref(), is.product.as_ref()) || !product),
        (TaskText::ReportsTo, !alike(was.reports_to.as_ref(), is.reports_to.as_ref())),
        (TaskText::Note, !alike(was.note.as_ref(), is.note.as_ref())),
        (TaskText::Support, support(old, Some(&was.support)) != support(new, Some(&is.support)) || !supported),
        (TaskText::Target, !same_target(was.target.as_ref(), is.target.as_ref()) || !target),
        (TaskText::Tags, !was.tags.iter().map(|tag| nfc(tag)).eq(is.tags.iter().map(|tag| nfc(tag)))),
        (TaskText::Answers, !alike(was.answers.as_ref(), is.answers.as_ref())),
    ];
    all.into_iter().filter(|(_, changed)| *changed).map(|(wording, _)| wording).collect()
}
