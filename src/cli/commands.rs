//! The list of commands. A new one has a line here and a file beside this one.

use super::command::Spec;
use super::{
    accept, calendar, check, diff, done, explain, extend, git_setup, import, init, list, log, mark, merge_driver,
    promise, remind, reopen, report, r#return, sheet, show, start, status, sync, textconv, trend, verify, waive,
};

/// Every command, in the order in which the help lists them.
pub(super) const COMMANDS: [Spec; 28] = [
    Spec::of::<status::StatusArgs>(),
    Spec::of::<list::ListArgs>(),
    Spec::of::<show::ShowArgs>(),
    Spec::of::<start::StartArgs>(),
    Spec::of::<done::DoneArgs>(),
    Spec::of::<accept::AcceptArgs>(),
    Spec::of::<r#return::ReturnArgs>(),
    Spec::of::<extend::ExtendArgs>(),
    Spec::of::<waive::WaiveArgs>(),
    Spec::of::<promise::PromiseArgs>(),
    Spec::of::<reopen::ReopenArgs>(),
    Spec::of::<mark::MarkArgs>(),
    Spec::of::<sync::SyncArgs>(),
    Spec::of::<sheet::SheetArgs>(),
    Spec::of::<import::ImportArgs>(),
    Spec::of::<init::InitArgs>(),
    Spec::of::<report::ReportArgs>(),
    Spec::of::<remind::RemindArgs>(),
    Spec::of::<calendar::CalendarArgs>(),
    Spec::of::<trend::TrendArgs>(),
    Spec::of::<diff::DiffArgs>(),
    Spec::of::<log::LogArgs>(),
    Spec::of::<verify::VerifyArgs>(),
    Spec::of::<git_setup::GitSetupArgs>(),
    Spec::of::<merge_driver::MergeDriverArgs>(),
    Spec::of::<textconv::TextconvArgs>(),
    Spec::of::<check::CheckArgs>(),
    Spec::of::<explain::ExplainArgs>(),
];
