//! Help on the commands that write, in English.

use crate::action::Action;
use crate::words::phrase::CliEditing as Cli;

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::Act(action) => match action {
            Action::Start => "Record that work has begun",
            Action::Done => "Record that something is done, with its evidence",
            Action::Accept => "Record that a claimed completion is accepted",
            Action::Return => "Take a claimed completion back, with a reason",
            Action::Extend => "Record an extension, by a document",
            Action::Waive => "Record that something is taken off a unit, by a document",
            Action::Promise => "Record the day the unit promises; the deadline stays",
            Action::Reopen => "Take back what completes or waives something",
        },
        Cli::ActExamples(action) => match action {
            Action::Start => {
                r"  tiendo start bao-cao-quy --unit van-phong
                                          begun today
  tiendo start bao-cao-quy 2024-Q2 --unit van-phong --on 2024-05-02"
            }
            Action::Done => {
                r#"  tiendo done bao-cao-quy --unit van-phong --evidence "312-BC/VP"
                                          done today; no period needed where one is open
  tiendo done bao-cao-quy 2024-Q1 --unit van-phong --on 2024-03-28
  tiendo done bao-cao-quy --unit van-phong --dry-run
                                          what would change, nothing written"#
            }
            Action::Accept => "  tiendo accept bao-cao-quy 2024-Q1 --unit van-phong --on 2024-04-02",
            Action::Return => r#"  tiendo return bao-cao-quy 2024-Q1 --unit van-phong --reason "March is missing""#,
            Action::Extend => r#"  tiendo extend bao-cao-quy 2024-Q1 --unit van-phong --to 2024-04-15 --by "77-CV/TU""#,
            Action::Waive => r#"  tiendo waive bao-cao-quy 2024-Q1 --unit van-phong --by "80-CV/TU""#,
            Action::Promise => {
                r#"  tiendo promise bao-cao-quy 2024-04-12 --unit van-phong --reason "Figures are late"
  tiendo promise bao-cao-quy 2024-Q1 2024-04-12 --unit van-phong --reason "Figures are late""#
            }
            Action::Reopen => {
                r"  tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong
  tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong --clear
                                          evidence and note too: where the wrong one was marked"
            }
        },
        Cli::Mark => "Ask step by step and record what is done: unit, task, day, evidence",
        Cli::MarkExamples => {
            r#"  tiendo mark                             choose with the arrow keys, or type to search
  tiendo mark --unit "binh minh"          with the unit chosen already"#
        }
        Cli::Init => "Make a new workspace, explained by comments",
        Cli::InitExamples => {
            r"  tiendo init                             in the current folder
  tiendo init plan-2025                   in this folder"
        }
        Cli::Sync => "Add to the units' files what the plan has and they have not",
        Cli::SyncExamples => {
            r#"  tiendo sync                             every unit
  tiendo sync --unit "binh minh"          one unit
  tiendo sync --dry-run                   what would be added, nothing written"#
        }
        Cli::Sheet => "A spreadsheet for units to fill in, with the columns of the plan",
        Cli::SheetExamples => {
            r#"  tiendo sheet -o sheet.xlsx              every unit
  tiendo sheet --unit "binh minh" -o binh-minh.xlsx"#
        }
        Cli::Import => "Read a filled-in sheet back, show what changes, and write all of it or nothing",
        Cli::ImportExamples => {
            r"  tiendo import sheet.xlsx --dry-run      what would change, nothing written
  tiendo import sheet.xlsx"
        }
        Cli::ActTask => "The task: its id or a part of its title, with or without diacritics",
        Cli::ActPeriod => "The period of the task, such as 2024-Q1; not needed where one is open",
        Cli::PromiseDay => "The day promised",
        Cli::MarkUnit => "The unit: its id or a part of its name [default: TIENDO_UNIT, else it is asked for]",
        Cli::ActUnit => {
            "The unit: its id or a part of its name\n[default: TIENDO_UNIT, then the only unit that leads the task]"
        }
        Cli::On => "The day, 2024-05-15 or 15/5/2024 [default: today]",
        Cli::GrantedOn => "The day of the document [default: today]",
        Cli::To => "The new last day",
        Cli::PromiseTo => "The day promised, instead of writing it last",
        Cli::ByDocument => "The document that grants it, such as \"77-CV/TU\"",
        Cli::EvidenceOption => "A document that shows it, added to those recorded (may be given again)",
        Cli::NoteOption => "A remark, instead of the one recorded",
        Cli::ReasonOption => "Why, instead of what is recorded",
        Cli::Clear => "Take away all that is recorded of it, evidence and note too",
        Cli::DryRun => "Only show which lines would change; write nothing",
        Cli::InitFolder => "The folder [default: the current one]",
        Cli::SheetOutput => "The .xlsx file to make",
        Cli::Force => "Replace the file if it is there",
        Cli::ImportFile => "The filled-in sheet: .xlsx, or .csv in UTF-8",
    }
}
