//! Files that commands make: written into a folder, all of them or none, over nothing that people may have written.

use std::path::Path;

use super::aside::{self, Aside};
use super::exit::{Exit, Failure, Misuse};
use super::revise::{tell_written, trouble, troubles};
use super::session::{Asked, Session};
use super::sides::SidesProblem;
use crate::data::report::ReportFormat;
use crate::office::report::{FileWriter, is_printed, whole};
use crate::shell;
use crate::store::folder::Folder;
use crate::store::journal::swap_all;
use crate::store::pdf::{PdfTrouble, pdf};
use crate::store::write::Editing;
use crate::text::one_line;
use crate::words::Phrase;
use crate::words::office::OfficePhrase;

/// Endings that say what a file holds.
const ENDINGS: [&str; 27] = [
    "csv", "doc", "docm", "docx", "eml", "htm", "html", "ics", "json", "jsonl", "md", "mbox", "ods", "odt", "parquet",
    "pdf", "png", "rtf", "sarif", "sql", "svg", "toml", "tsv", "txt", "xls", "xlsx", "zip",
];

/// Refuses a name whose ending says that the file holds something else than it will. No ending says nothing, nor does one
/// that nobody knows.
pub(crate) fn refuse_other_ending(output: &Path, ending: &'static str) -> Result<(), Failure> {
    let said = output.extension().map(|said| said.to_string_lossy().to_lowercase());
    match said {
        Some(said) if said != ending && ENDINGS.contains(&said.as_str()) => {
            let file = one_line(&output.display().to_string());
            Err(Misuse::new(move |words| words.phrase(&Phrase::OtherEnding { file: &file, ending })).into())
        }
        _ => Ok(()),
    }
}

pub(crate) struct Output<'a> {
    pub(crate) name: String,
    pub(crate) write: FileWriter<'a>,
    /// What is known of a file that has this name already, given how it begins and ends.
    pub(crate) known: &'a dyn Fn(&[u8]) -> Known,
}

/// What is known of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// This program made it, and makes it anew.
    Ours,
    /// People are meant to write in such files.
    PerhapsEdited,
    Foreign,
}

/// Writes files, all of them or none. One that holds already what it is to hold is left alone; one that people may have
/// written is only replaced by `force`.
pub(crate) fn write(session: &Session, folder: &Folder, outputs: Vec<Output<'_>>, force: bool) -> Result<(), Failure> {
    let (mut staged, mut refused, mut told, mut files) = (Vec::new(), Aside::default(), Vec::new(), Vec::new());
    for output in outputs {
        let failed = |found| trouble(session, &found);
        let editing = folder.edit(&output.name).map_err(failed)?;
        let (file, exists) = (editing.name().to_owned(), editing.exists());
        let known = if exists { (output.known)(&folder.ends(&output.name).map_err(failed)?) } else { Known::Ours };
        let ready = editing.stage_as(output.write).map_err(failed)?;
        if !ready.changes() {
            told.push(session.say(&Phrase::Unchanged { file: &file }));
        } else if !force && known != Known::Ours {
            let said = match known {
                Known::PerhapsEdited => Phrase::EditedByPeople { file: &file },
                Known::Ours | Known::Foreign => Phrase::NotOurs { file: &file },
            };
            refused.error(&session.say(&said), session.words);
        } else {
            let said = if exists { Phrase::Wrote { file: &file } } else { Phrase::Created { file: &file } };
            told.push(session.say(&said));
            staged.push(ready);
            files.push(file);
        }
    }
    if !refused.is_empty() {
        return Err(Failure::Told(Exit::Usage, refused));
    }
    swap_all(staged).map_err(|found| troubles(session, &found))?;
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    tell_written(session, &files, |out| told.iter().try_for_each(|line| Ok(writeln!(out, "{line}")?)))
}

/// What writes a document in its format: a PDF is made of the one that is written.
pub(crate) fn in_format<'a>(
    session: &Session,
    format: ReportFormat,
    write: FileWriter<'a>,
) -> Result<FileWriter<'a>, Failure> {
    if !is_printed(format) {
        return Ok(write);
    }
    let mut document = Vec::new();
    write(&mut document).map_err(anyhow::Error::from)?;
    Ok(whole(printed(session, &[document])?.concat()))
}

/// Documents as PDF, where there is a program that makes them.
pub(crate) fn printed(session: &Session, documents: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Failure> {
    pdf(documents).map_err(|found| {
        let said = match found {
            PdfTrouble::NotInstalled => OfficePhrase::NoLibreOffice,
            PdfTrouble::Failed => OfficePhrase::NoPdf,
            PdfTrouble::System(error) => return anyhow::Error::from(error).into(),
        };
        Failure::Refused(Exit::Usage, session.say(&Phrase::Office(said)))
    })
}

/// Writes one file that somebody named, or standard output where nobody did. No plan is needed.
pub(crate) fn new_file(asked: &Asked, file: Option<&Path>, force: bool, bytes: &[u8]) -> Result<Exit, Failure> {
    let Some(file) = file.filter(|file| file.as_os_str() != "-") else {
        shell::with_stdout(|out| Ok(out.write_all(bytes)?))?;
        return Ok(Exit::Done);
    };
    let failed = |found| asked.wrong(&SidesProblem::Store(found));
    let editing = Editing::new_file(file, force).map_err(failed)?;
    let (exists, file) = (editing.exists(), editing.name().to_owned());
    swap_all(vec![editing.stage(bytes).map_err(failed)?]).map_err(|mut found| failed(found.remove(0)))?;
    if aside::is_quiet() {
        return Ok(Exit::Done);
    }
    let said = if exists { Phrase::Wrote { file: &file } } else { Phrase::Created { file: &file } };
    let said = one_line(&asked.words().phrase(&said));
    shell::with_stdout(|out| Ok(writeln!(out, "{said}")?))?;
    Ok(Exit::Done)
}
