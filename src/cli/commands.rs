//! The list of commands. A new one has a line here and a file beside this one.

use super::command::Spec;
use super::{
    accept, adopt, audit, calendar, check, collect, completions, diff, done, draft, explain, export, extend, git_setup,
    import, init, list, log, man, mark, merge_driver, planning, progress, promise, read, remind, reopen,
    report_request, r#return, review, schema, sheet, show, site, start, status, sync, textconv, trend, undo, verify,
    waive,
};

/// Every command, below the headings of the help; what git calls stands below none.
pub(super) const GROUPS: [(&str, &[Spec]); 7] = [
    (
        "see",
        &[
            Spec::of::<status::StatusArgs>(),
            Spec::of::<list::ListArgs>(),
            Spec::of::<show::ShowArgs>(),
            Spec::of::<trend::TrendArgs>(),
            Spec::of::<explain::ExplainArgs>(),
            Spec::of::<read::ReadArgs>(),
            Spec::of::<draft::DraftArgs>(),
            Spec::of::<adopt::AdoptArgs>(),
            Spec::of::<check::CheckArgs>(),
        ],
    ),
    (
        "record",
        &[
            Spec::of::<mark::MarkArgs>(),
            Spec::of::<done::DoneArgs>(),
            Spec::of::<start::StartArgs>(),
            Spec::of::<progress::ProgressArgs>(),
            Spec::of::<promise::PromiseArgs>(),
            Spec::of::<extend::ExtendArgs>(),
            Spec::of::<waive::WaiveArgs>(),
            Spec::of::<accept::AcceptArgs>(),
            Spec::of::<r#return::ReturnArgs>(),
            Spec::of::<reopen::ReopenArgs>(),
            Spec::of::<sync::SyncArgs>(),
            Spec::of::<sheet::SheetArgs>(),
            Spec::of::<import::ImportArgs>(),
            Spec::of::<undo::UndoArgs>(),
        ],
    ),
    (
        "report",
        &[
            Spec::of::<report_request::ReportArgs>(),
            Spec::of::<remind::RemindArgs>(),
            Spec::of::<calendar::CalendarArgs>(),
            Spec::of::<export::ExportArgs>(),
            Spec::of::<site::SiteArgs>(),
        ],
    ),
    (
        "review",
        &[
            Spec::of::<diff::DiffArgs>(),
            Spec::of::<review::ReviewArgs>(),
            Spec::of::<log::LogArgs>(),
            Spec::of::<verify::VerifyArgs>(),
            Spec::of::<audit::AuditArgs>(),
        ],
    ),
    (
        "plan-group",
        &[
            Spec::of::<planning::guide::GuideArgs>(),
            Spec::of::<planning::task::TaskAddArgs>(),
            Spec::of::<planning::task::TaskEditArgs>(),
            Spec::of::<planning::task::TaskAmendArgs>(),
            Spec::of::<planning::task::TaskCancelArgs>(),
            Spec::of::<planning::task::TaskMoveArgs>(),
            Spec::of::<planning::unit::UnitAddArgs>(),
            Spec::of::<planning::unit::UnitEditArgs>(),
            Spec::of::<planning::unit::UnitEndArgs>(),
            Spec::of::<planning::group::GroupAddArgs>(),
            Spec::of::<planning::group::GroupRemoveArgs>(),
            Spec::of::<planning::event::EventDateArgs>(),
        ],
    ),
    (
        "set-up",
        &[
            Spec::of::<init::InitArgs>(),
            Spec::of::<collect::CollectArgs>(),
            Spec::of::<git_setup::GitSetupArgs>(),
            Spec::of::<completions::CompletionsArgs>(),
            Spec::of::<man::ManArgs>(),
            Spec::of::<schema::SchemaArgs>(),
        ],
    ),
    ("", &[Spec::of::<merge_driver::MergeDriverArgs>(), Spec::of::<textconv::TextconvArgs>()]),
];

/// Every command, the default one first.
pub(super) fn all() -> impl Iterator<Item = &'static Spec> {
    GROUPS.into_iter().flat_map(|(_, specs)| specs)
}

/// Whether people are told of it: not where git alone calls it.
pub(super) fn is_listed(spec: &Spec) -> bool {
    GROUPS.iter().any(|(heading, specs)| !heading.is_empty() && specs.iter().any(|own| own.name == spec.name))
}
