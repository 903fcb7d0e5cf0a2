//! Words of which an option takes one: codes, and states in the words that the screen has for them.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::judge::{Flag, State};
use crate::model::plan::Lang;
use crate::text::fold;
use crate::view::filter::Wanted;
use crate::words::{Label, words};

/// Reads one of a few words.
#[derive(Clone)]
pub(super) struct OneOf<T: 'static>(pub(super) fn() -> Vec<(&'static str, T)>);

impl<T: Clone + Send + Sync + 'static> TypedValueParser for OneOf<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<T, clap::Error> {
        let mut choices = (self.0)();
        let words = PossibleValuesParser::new(choices.iter().map(|(word, _)| *word));
        let word = words.parse_ref(command, arg, value)?;
        choices.retain(|(name, _)| *name == word);
        Ok(choices.swap_remove(0).1)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(|(word, _)| PossibleValue::new(word))))
    }
}

/// Reads a state or a flag by its code, or in the words that the screen has for it.
#[derive(Clone)]
pub(super) struct Spoken(pub(super) OneOf<Wanted>);

impl TypedValueParser for Spoken {
    type Value = Wanted;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Wanted, clap::Error> {
        let typed = fold(&value.to_string_lossy());
        let said = |wanted: Wanted| {
            Lang::all().flat_map(move |lang| match wanted {
                Wanted::State(state) => {
                    let mut said = vec![words(lang).state(state), words(lang).state_brief(state)];
                    said.extend(label_of(state).map(|label| words(lang).label(label)));
                    said
                }
                Wanted::Flag(Flag::Late) => vec![
                    words(lang).flag(Flag::Late),
                    words(lang).completed(true),
                    words(lang).label(Label::CompletedLate),
                ],
                Wanted::Flag(flag) => vec![words(lang).flag(flag)],
                Wanted::OnTime => vec![words(lang).completed(false), words(lang).label(Label::CompletedInTime)],
            })
        };
        // It has no code of its own: scripts ask for what is completed and look at the flags.
        let on_time = |choices: &[(&str, Wanted)]| {
            choices.iter().any(|(_, wanted)| *wanted == Wanted::State(State::Completed)).then_some(Wanted::OnTime)
        };
        let choices = || {
            let all = (self.0.0)();
            let on_time = on_time(&all);
            all.into_iter().map(|(_, wanted)| wanted).chain(on_time)
        };
        let whole = |wanted: &Wanted| said(*wanted).any(|words| fold(words) == typed);
        // Headings have only the end: "quá hạn" of "chưa hoàn thành quá hạn". "Hoàn thành quá hạn" says the contrary.
        let is_end = |words: &str| {
            let left_out = words.strip_suffix(&typed).and_then(|rest| rest.strip_suffix(' '));
            left_out.is_some_and(|rest| !["chua", "khong", "not"].iter().any(|word| rest.ends_with(word)))
        };
        let end = |wanted: &Wanted| said(*wanted).any(|words| is_end(&fold(words)));
        match choices().find(whole).or_else(|| choices().find(end)) {
            Some(wanted) if !typed.is_empty() => Ok(wanted),
            _ => self.0.parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0.0)().into_iter().map(|(word, _)| PossibleValue::new(word))))
    }
}

/// The heading under which reports count a state.
fn label_of(state: State) -> Option<Label> {
    match state {
        State::Overdue => Some(Label::OpenOverdue),
        State::Pending => Some(Label::OpenInTime),
        State::Completed | State::Ongoing | State::Waived => None,
    }
}
