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
            Spec::of::<planning::unit::UnitRemoveArgs>(),
            Spec::of::<planning::group::GroupAddArgs>(),
            Spec::of::<planning::group::GroupRemoveArgs>(),
            Spec::of::<planning::event::EventAddArgs>(),
            Spec::of::<planning::event::EventDateArgs>(),
            Spec::of::<planning::confirm::ConfirmArgs>(),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use clap::{Arg, Args};

    use super::{Spec, all};
    use crate::cli::args::Global;
    use crate::cli::command::OfFiles;

    /// Every option of every command, the global ones first.
    fn options() -> Vec<(&'static str, Arg)> {
        let of = |name, command: clap::Command| {
            command
                .get_arguments()
                .filter(|arg| !arg.is_positional())
                .map(|arg| (name, arg.clone()))
                .collect::<Vec<_>>()
        };
        let own = |spec: &'static Spec| of(spec.name, (spec.args)(clap::Command::new(spec.name)));
        let global = of("", Global::augment_args(clap::Command::new("tiendo")));
        global.into_iter().chain(all().flat_map(own)).collect()
    }

    fn value(arg: &Arg) -> &str {
        arg.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str())
    }

    #[test]
    fn a_letter_stands_for_one_option_and_an_option_has_one_letter() {
        let (mut letters, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (command, arg) in options() {
            let (short, long) = (arg.get_short(), arg.get_long().unwrap_or_default().to_owned());
            if let Some(short) = short {
                let known = letters.entry(short).or_insert_with(|| long.clone());
                assert_eq!(*known, long, "{command}: -{short}");
            }
            let known = names.entry(long.clone()).or_insert(short);
            assert_eq!(*known, short, "{command}: --{long}");
        }
    }

    #[test]
    fn folders_files_and_bodies_are_named_by_the_same_options() {
        for (command, arg) in options() {
            let (long, value) = (arg.get_long().unwrap_or_default(), value(&arg));
            let expected = match long {
                "out" => Some(("DIR", None)),
                "output" => Some(("FILE", Some('o'))),
                "unit" => Some(("UNIT", Some('u'))),
                "group" => Some(("GROUP", Some('g'))),
                "task" => Some(("TASK", Some('t'))),
                "format" => Some((value, Some('f'))),
                _ => None,
            };
            let is = (value, arg.get_short());
            assert!(expected.is_none_or(|expected| expected == is), "{command}: --{long} {is:?}");
            assert!(long == "out" || long.is_empty() || value != "DIR", "{command}: --{long} takes a folder");
        }
    }

    #[test]
    fn what_reads_a_workspace_answers_in_json() {
        // These write what other programs read into a file or a folder.
        const FILES: [&str; 5] = ["calendar", "export", "sheet", "site", "audit"];
        let reads = |spec: &&Spec| spec.files != OfFiles::Now && !FILES.contains(&spec.name);
        for spec in all().filter(reads) {
            let command = (spec.args)(clap::Command::new(spec.name));
            let format = command.get_arguments().find(|arg| arg.get_long() == Some("format"));
            let words = format.map(Arg::get_possible_values).unwrap_or_default();
            assert!(words.iter().any(|word| word.get_name() == "json"), "{}", spec.name);
        }
    }

    #[test]
    fn no_command_has_an_option_of_all_commands_for_itself() {
        let all = options();
        let (global, own): (Vec<_>, Vec<_>) = all.iter().partition(|(command, _)| command.is_empty());
        for (command, arg) in own {
            assert!(global.iter().all(|(_, other)| other.get_long() != arg.get_long()), "{command}: {arg}");
        }
    }
}
