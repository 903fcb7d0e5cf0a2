//! The plans that are asked about, opened together: one, or all of a collection.

use super::aside::Aside;
use super::exit::{Exit, Failure};
use super::lookup;
use super::many::{ManyOutcome, ManyPlans};
use super::members::Collection;
use super::session::{Asked, Session};
use super::units;
use crate::model::id::UnitIx;
use crate::shell;
use crate::words::Words;

/// Plans that are open at the same time, judged as of one day and told in one language.
pub(super) struct OpenedPlans {
    /// In the order of outputs.
    pub(super) sessions: Vec<Session>,
    /// Where they are of a collection: it, and what was asked.
    collection: Option<(Collection, Asked)>,
    outcome: ManyOutcome,
}

impl OpenedPlans {
    /// Opens them. What cannot be opened is reported; where nothing can there is a failure.
    pub(super) fn new(asked: &Asked) -> Result<Self, Failure> {
        let Some(collection) = asked.many()? else {
            return Ok(Self { sessions: vec![asked.open()?], collection: None, outcome: ManyOutcome::default() });
        };
        let mut sessions = Vec::with_capacity(collection.plans.len());
        let outcome = ManyPlans::new(asked, &collection)?.each(|session, _, _| {
            sessions.push(session);
            Ok(())
        })?;
        if sessions.is_empty() {
            return Err(Failure::Told(Exit::Unread, Aside::default()));
        }
        Ok(Self { sessions, collection: Some((collection, asked.clone())), outcome })
    }

    /// The first of them, which gives the day and the language.
    pub(super) fn first(&self) -> &Session {
        &self.sessions[0]
    }

    pub(super) fn words(&self) -> &'static dyn Words {
        self.first().words
    }

    /// Whether they are the plans of a collection.
    pub(super) fn are_many(&self) -> bool {
        self.collection.is_some()
    }

    /// The units of each that were named, or all; with `own` that of `TIENDO_UNIT` where none was. Names are looked up in
    /// all plans.
    pub(super) fn units(&self, typed: &[String], own: bool) -> Result<Vec<Vec<UnitIx>>, Failure> {
        let Some((collection, asked)) = &self.collection else {
            let chosen = if own { units::chosen_or_own } else { units::chosen };
            return Ok(vec![chosen(self.first(), typed)?]);
        };
        if typed.iter().all(|typed| units::means_all_of(typed)) {
            return Ok(self.sessions.iter().map(|session| session.plan.unit_indices().collect()).collect());
        }
        let ids = typed.iter().map(|typed| lookup::unit_named(asked, collection, typed));
        let ids = ids.collect::<Result<Vec<_>, _>>().map_err(|failure| match failure {
            // What is wrong was told when they were opened.
            Failure::Told(exit, _) => Failure::Told(exit, Aside::default()),
            other => other,
        })?;
        let chosen = |session: &Session| {
            let mut units: Vec<UnitIx> = ids.iter().filter_map(|id| session.plan.unit_by_id(id)).collect();
            units.sort_unstable();
            units.dedup();
            units
        };
        Ok(self.sessions.iter().map(chosen).collect())
    }

    /// How a command ends that came to this: what could not be read comes first.
    pub(super) fn exit(&self, exit: Exit) -> Exit {
        let exit = self.sessions.iter().fold(exit, |exit, session| session.exit(exit));
        if self.are_many() && self.outcome.exit() == Exit::Unread && exit != Exit::Usage { Exit::Unread } else { exit }
    }
}

/// How what is told of each plan stands among that of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    /// By a head of its own.
    Pages,
    /// As an object in a list, in one of this format.
    Json(&'static str),
}

/// Runs a command for each plan by itself, with the units of it that were named; plans that have none of them are left
/// out. An object of all of them has `more` keys at its end. A plan that cannot be read is named, and the others are
/// shown.
pub(super) fn one_by_one(
    asked: &Asked,
    collection: &Collection,
    typed: &[String],
    (among, more): (Among, &str),
    run: impl Fn(&Asked, &[String]) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let mut plans = ManyPlans::new(asked, collection)?;
    let words = plans.words();
    let every = typed.iter().all(|typed| units::means_all_of(typed));
    let named = typed.iter().filter(|_| !every).map(|typed| lookup::unit_named(plans.asked(), collection, typed));
    let named: Vec<String> = named.collect::<Result<_, _>>()?;
    let mut members: Vec<(String, Vec<String>)> = Vec::new();
    let outcome = plans.each(|session, folder, _| {
        let own: Vec<String> = named.iter().filter(|id| session.plan.unit_by_id(id).is_some()).cloned().collect();
        if every || !own.is_empty() {
            members.push((folder.to_owned(), own));
        }
        Ok(())
    })?;
    let put = |text: String| shell::with_stdout(|out| Ok(out.write_all(text.as_bytes())?)).map(drop);
    let mut exit = outcome.exit();
    for (at, (folder, own)) in members.iter().enumerate() {
        if let Among::Json(format) = among {
            let folder = serde_json::Value::from(folder.as_str());
            let begin = if at == 0 { format!("{{\"format\":\"{format}\",\"plans\":[") } else { ",".to_owned() };
            put(format!("{begin}{{\"folder\":{folder},\"of\":"))?;
        }
        let asked = Asked { plan: Some(folder.clone()), lang: Some(words.lang()), ..asked.clone() };
        match run(&asked, own) {
            Ok(found) => {
                if exit != Exit::Unread && found != Exit::Done {
                    exit = found;
                }
            }
            Err(Failure::Told(Exit::Unread, told)) => {
                told.tell();
                exit = Exit::Unread;
                if among != Among::Pages {
                    put("null".to_owned())?;
                }
            }
            Err(other) => {
                // What was begun is ended, or no program could read it.
                if among != Among::Pages {
                    put(format!("null}}]{more}}}\n"))?;
                }
                return Err(other);
            }
        }
        if among != Among::Pages {
            put("}".to_owned())?;
        }
    }
    if let Among::Json(format) = among {
        let begin = if members.is_empty() { format!("{{\"format\":\"{format}\",\"plans\":[") } else { String::new() };
        put(format!("{begin}]{more}}}\n"))?;
    }
    Ok(exit)
}
