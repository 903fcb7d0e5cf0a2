//! `tiendo plan --number` and the like: what the plan is called, who issued it, and from when to when it holds.

use clap::Args;

use super::super::args::{future, past, read_day};
use super::super::exit::{Exit, Failure};
use super::super::session::{Asked, Session};
use super::asking::{GuidedStep, line, pick, say};
use super::options::{ask_day, refuse_empty};
use super::{Decided, change, refused};
use crate::model::id::TaskIx;
use crate::planning::{HeadFields, edit_head};
use crate::typed::{Leaning, TypedDay};
use crate::words::guide::GuideWord;

/// What the head of the plan is to say.
#[derive(Args, Default)]
pub(in crate::cli) struct HeadArgs {
    #[arg(long, value_name = "TEXT")]
    number: Option<String>,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "TEXT")]
    issuer: Option<String>,
    #[arg(long = "issued", value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    dated: Option<TypedDay>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    starts: Option<TypedDay>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    ends: Option<TypedDay>,
    #[arg(long)]
    past: bool,
    #[arg(long)]
    dry_run: bool,
}

impl HeadArgs {
    /// Whether nothing is said, so that the questions are to be asked.
    pub(super) fn is_empty(&self) -> bool {
        let texts = [&self.number, &self.title, &self.issuer];
        let days = [self.dated, self.starts, self.ends];
        texts.iter().all(|text| text.is_none()) && days.iter().all(Option::is_none) && !self.past && !self.dry_run
    }
}

/// Changes the head of the plan as the options say.
pub(super) fn run(asked: &Asked, args: &HeadArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let texts =
            [("--number", args.number.as_ref()), ("--title", args.title.as_ref()), ("--issuer", args.issuer.as_ref())];
        refuse_empty(&texts)?;
        let today = session.judge.as_of();
        let fields = HeadFields {
            number: args.number.clone(),
            title: args.title.clone(),
            issuer: args.issuer.clone(),
            issued: past(args.dated, today)?,
            starts: past(args.starts, today)?,
            ends: future(args.ends, today)?,
        };
        decided(session, &fields, args.past).map(Some)
    })
}

/// The edits of the head; what has passed stays as it was owed, unless it was typed wrongly.
pub(super) fn decided(session: &Session, fields: &HeadFields, past: bool) -> Result<Decided, Failure> {
    let edits = edit_head(fields).map_err(|refusal| refused(session, &refusal, "plan"))?;
    let moves = fields.starts.is_some() || fields.ends.is_some();
    let tasks = if moves && !past { session.snapshot.plan.tasks.len() } else { 0 };
    Ok(Decided { edits, keeps_past: (0..tasks).map(TaskIx::new).collect(), ..Decided::default() })
}

/// Asks for one key of the plan's head.
pub(super) fn asked(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    use GuideWord::{FirstOfPlan, Issued, Issuer, LastOfPlan, Number, PlanTitle};
    let all = [Number, PlanTitle, Issuer, Issued, FirstOfPlan, LastOfPlan];
    let lines = all.map(|word| (say(session, word), Vec::new()));
    let Some(at) = pick(session, GuideWord::WhichField, lines.into())? else { return Ok(None) };
    let mut fields = HeadFields::default();
    let day = |leaning| ask_day(session, &say(session, all[at]), leaning);
    let text = || line(session, all[at], GuideWord::TextHelp, true);
    match all[at] {
        Number => fields.number = text()?,
        PlanTitle => fields.title = text()?,
        Issuer => fields.issuer = text()?,
        Issued => fields.issued = day(Leaning::Past)?,
        FirstOfPlan => fields.starts = day(Leaning::Past)?,
        _ => fields.ends = day(Leaning::Future)?,
    }
    if edit_head(&fields).is_err() {
        return Ok(None);
    }
    Ok(Some(Box::new(move |session| decided(session, &fields, false).map(Some))))
}
