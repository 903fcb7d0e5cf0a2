//! `tiendo event add` and `date`: events on which deadlines hang, and their days.

use clap::Args;

use super::super::args::{read_day, whole};
use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::names::{choose, one, one_unit};
use super::super::session::{Asked, Session};
use super::options::{refuse_empty, together};
use super::{Decided, change, refused};
use crate::edit::plan::PlanEdit;
use crate::model::id::is_id;
use crate::planning::PlanRefusal;
use crate::planning::events::{MissingEvent, add_event, date_event, missing_events};
use crate::select::{self, Matches};
use crate::typed::{Leaning, TypedDay};
use crate::words::{Label, Phrase, PlanningPhrase};

#[derive(Args)]
pub(in crate::cli) struct EventDateArgs {
    event: String,
    #[arg(value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    day: TypedDay,
    #[arg(short = 'u', long = "unit", value_name = "UNIT")]
    dated: Vec<String>,
    #[arg(long)]
    replace: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for EventDateArgs {
    const NAME: &str = "event date";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi ngày của một sự kiện, nêu những hạn tính từ ngày ấy",
                  "Set the date of an event, and show the deadlines that count from it"),
        ("examples",
r"tiendo event date so-ket-3-nam 20/6/2024
tiendo event date nhan-kh 4/3/2024 --unit huyen-uy-binh-son
tiendo event date so-ket-3-nam 20/6/2024 --dry-run  # xem trước, không ghi",
r"tiendo event date so-ket-3-nam 2024-06-20
tiendo event date nhan-kh 2024-03-04 --unit huyen-uy-binh-son
tiendo event date so-ket-3-nam 2024-06-20 --dry-run  # show the change; write nothing"),
        ("event", "Sự kiện: mã hoặc một phần tên", "Event: its id or part of its name"),
        ("day", "Ngày của sự kiện, như 20/6/2024", "Day of the event, such as 2024-06-20"),
        ("dated", "Ngày riêng của đơn vị này (ghi được nhiều lần)", "A date of this unit's own (repeatable)"),
        ("EVENT", "SỰ KIỆN", "EVENT"),
    ];
}

fn run(asked: &Asked, args: &EventDateArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let plan = &session.snapshot.plan;
        let name = |event| (plan.event(event).id.to_string(), plan.event(event).name.to_string());
        let nothing = Phrase::Planning(PlanningPhrase::NoEvent { name: &args.event });
        let event = one(session.words, &args.event, select::event(plan, &args.event), &nothing, name)?;
        let day = whole(args.day, session.judge.as_of(), Leaning::Future)?;
        let units = together(args.dated.iter().map(|typed| one_unit(session, typed)))?;
        let edits = date_event(plan, event, &units, day, args.replace)
            .map_err(|refusal| refused(session, &refusal, plan.event(event).id.as_str()))?;
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}

#[derive(Args)]
pub(in crate::cli) struct EventAddArgs {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "TEXT")]
    name: String,
    #[arg(long)]
    dry_run: bool,
}

impl Command for EventAddArgs {
    const NAME: &str = "event add";
    const RUN: Run<Self> = run_add;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Thêm một sự kiện, chưa có ngày", "Add an event, without a date yet"),
        ("examples",
r#"tiendo event add so-ket-3-nam --name "Hội nghị sơ kết 03 năm""#,
r#"tiendo event add so-ket-3-nam --name "Hội nghị sơ kết 03 năm""#),
        ("id", "Mã", "Id"),
        ("name", "Tên sự kiện", "Name of the event"),
    ];
}

fn run_add(asked: &Asked, args: &EventAddArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        refuse_empty(&[("--name", Some(&args.name))])?;
        let refusal = |refusal: PlanRefusal| refused(session, &refusal, &args.id);
        if !is_id(&args.id) {
            return Err(refusal(PlanRefusal::NoSuchId));
        }
        let edits = add_event(&session.snapshot.plan, &args.id, &args.name).map_err(refusal)?;
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}

impl Decided {
    /// The edits, before them the events that they count from where the document's words named these; and what is to be
    /// said of that. An event whose id somebody typed must be there.
    pub(super) fn with_events(&self, session: &Session) -> Result<(Vec<PlanEdit>, Vec<String>), Failure> {
        let plan = &session.snapshot.plan;
        let (mut made, mut notes) = (Vec::new(), Vec::new());
        for MissingEvent { id, words } in missing_events(plan, &self.edits) {
            let say = |said: PlanningPhrase<'_>| session.say(&Phrase::Planning(said));
            let Some(name) = words else {
                let mut message = say(PlanningPhrase::EventNeeded { id: &id });
                let near: Vec<_> = match select::event(plan, &id) {
                    Matches::One(one) => vec![one],
                    Matches::Many(all) | Matches::Nothing(all) => all,
                };
                if near.is_empty() {
                    return Err(Failure::Usage(message));
                }
                message.push_str(&format!("; {}:", session.words.label(Label::DidYouMean)));
                let near = near.into_iter().map(|at| (plan.event(at).id.to_string(), plan.event(at).name.to_string()));
                return Err(choose(session.words, message, near.collect()));
            };
            let edits = add_event(plan, &id, &name).map_err(|refusal| refused(session, &refusal, &id))?;
            made.extend(edits);
            notes.push(say(PlanningPhrase::EventMade { name: &name, id: &id }));
        }
        made.extend(self.edits.iter().cloned());
        Ok((made, notes))
    }
}
