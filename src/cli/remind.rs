//! `tiendo remind`: a letter to each unit that has something overdue or due soon.

use std::path::PathBuf;

use chrono::{Days, NaiveDate};
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::args::{Out, future, read_day};
use super::aside::{self, Aside};
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure, Misuse};
use super::mail::Mailboxes;
use super::office_template::{self, OfficeSetting};
use super::output::{self, Known, Output};
use super::revise::trouble;
use super::session::{Asked, Session};
use super::units;
use super::walk::OpenedPlans;
use crate::data;
use crate::data::letters::LetterParts;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::office::docx::official::OfficialKind;
use crate::office::docx::template::{OfficeTemplate, Texts};
use crate::office::{docx, report};
use crate::page::letter::LetterPage;
use crate::page::markdown::MarkdownPage;
use crate::page::text::TextPage;
use crate::shell;
use crate::store::folder::Folder;
use crate::text::one_line;
use crate::typed::TypedDay;
use crate::view::letter::{Letter, Letters, MOST_IN_LETTERS};
use crate::words::office::OfficePhrase;
use crate::words::phrase::CliError;
use crate::words::{HandingPhrase, Phrase, date, names};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum LetterFormat {
    #[default]
    Text,
    #[value(name = "md", alias = "markdown")]
    Markdown,
    Docx,
    Pdf,
    Eml,
    Json,
}

impl LetterFormat {
    /// Whether a letter is, or has with it, a document to sign.
    fn has_document(self) -> bool {
        matches!(self, Self::Docx | Self::Pdf | Self::Eml)
    }
}

#[derive(Args)]
pub(super) struct RemindArgs {
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(short, long, value_enum, default_value_t)]
    format: LetterFormat,
    #[arg(long, value_name = "DIR", value_parser = PathBufValueParser::new().map(Out::from))]
    out: Option<Out>,
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = office_template::read_setting)]
    settings: Vec<OfficeSetting>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    answer_by: Option<TypedDay>,
    #[arg(long)]
    exit_code: bool,
    #[arg(long)]
    force: bool,
}

impl Command for RemindArgs {
    const NAME: &str = "remind";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Soạn thư nhắc từng đơn vị có việc quá hạn hoặc sắp đến hạn",
                  "Write a letter to each unit that has something overdue or due soon"),
        ("examples",
r#"tiendo remind  # in thư nhắc mọi đơn vị
tiendo remind --unit "binh minh"  # một đơn vị
tiendo remind --format docx --out thu-nhac  # mỗi đơn vị một tệp: thu-nhac/2024-05-15-binh-minh.docx
tiendo remind --format eml --to hop-thu.toml --out thu  # thư điện tử, mở bằng Outlook hay Thunderbird rồi gửi
tiendo remind --exit-code > nhac.txt  # cho cron: mã thoát 1 nếu có đơn vị cần nhắc"#,
r#"tiendo remind  # print the letters to all units
tiendo remind --unit "binh minh"  # to one unit
tiendo remind --format docx --out letters  # a file for each: letters/2024-05-15-binh-minh.docx
tiendo remind --format eml --to mailboxes.toml --out mail  # mail to open in Outlook or Thunderbird and send
tiendo remind --exit-code > letters.txt  # for cron: exits with 1 if any unit needs a reminder"#),
        ("format", "Dạng thư: text, md, docx, pdf (cần LibreOffice), eml, json [mặc định: text]",
                   "Letter format: text, md, docx, pdf (made by LibreOffice), eml, json [default: text]"),
        ("out", "Thư mục để ghi mỗi đơn vị một tệp [mặc định: in ra màn hình]",
                "Folder for one file per unit [default: standard output]"),
        ("to", "Tệp TOML ghi hộp thư của các đơn vị, dùng với --format eml: thư điện tử kèm văn bản Word, để cơ quan tự gửi",
               "TOML file with the units' mailboxes, for --format eml: mail with the Word document attached, for you to send"),
        ("answer_by", "Ngày đơn vị trả lời chậm nhất [mặc định: ngày làm việc thứ năm sau ngày xét]",
                      "Day by which units are to answer [default: the fifth working day after the as-of day]"),
        ("exit_code", "Mã thoát 1 nếu có đơn vị cần nhắc, 0 nếu không",
                      "Exit with 1 if any unit needs a reminder, else with 0"),
        ("force", "Ghi đè thư đã có nếu khác bản mới", "Replace existing letters that differ"),
    ];
}

/// Runs `tiendo remind`.
fn run(asked: &Asked, options: &RemindArgs) -> Result<Exit, Failure> {
    fit(asked, options)?;
    let plans = OpenedPlans::new(asked)?;
    let session = plans.first();
    if options.format != LetterFormat::Json {
        session.tell_known();
    }
    let answer_by = answer_by(session, options)?;
    let template =
        office_template::template(session, OfficialKind::Letter, options.template.as_deref(), &options.settings)?;
    let mailboxes = options.to.as_deref().map(|file| Mailboxes::open(&plans, file)).transpose()?;
    // What a script asks for is never narrowed.
    let for_people = options.format != LetterFormat::Json && !options.exit_code;
    let (letters, unread) = read(&plans, &options.units, for_people)?;
    if !unread.is_empty() {
        let mut told = Aside::default();
        told.plain(&session.say(&Phrase::NoLetter { units: &one_line(&unread.join(", ")) }));
        told.tell();
    }
    if options.format == LetterFormat::Json {
        as_json(&plans, &letters, answer_by, &unread)?;
    }
    // Of a unit whose file is broken nobody knows.
    let unread = !unread.is_empty();
    if letters.is_empty() && !unread {
        aside::note(&session.say(&Phrase::NothingToRemind));
    }
    let mut made = Vec::with_capacity(letters.len());
    for (unit, parts) in letters.iter().filter(|_| options.format != LetterFormat::Json) {
        let parts = parts_of(&plans, parts);
        made.push((
            unit.as_str(),
            bytes(session, options, (parts, answer_by), (template.as_ref(), mailboxes.as_ref()))?,
        ));
    }
    if let Some(mailboxes) = &mailboxes {
        mailboxes.tell_missing(session, letters.iter().map(|(unit, _)| unit.as_str()));
    }
    if options.format == LetterFormat::Pdf {
        let (units, documents): (Vec<&str>, Vec<Vec<u8>>) = made.into_iter().unzip();
        made = units.into_iter().zip(output::printed(session, &documents)?).collect();
    }
    if let Some(Out::Folder(path)) = &options.out {
        let known = |_: &[u8]| Known::PerhapsEdited;
        let name = |unit| file_name(session, unit, options.format);
        let output = |(unit, bytes)| Output { name: name(unit), write: report::whole(bytes), known: &known };
        let mut folder = Folder::at(path);
        if !made.is_empty() {
            folder.take().map_err(|found| trouble(session, &found))?;
            output::write(session, &folder, made.into_iter().map(output).collect(), options.force)?;
        }
    } else {
        shell::with_stdout(|out| {
            for (at, (_, bytes)) in made.iter().enumerate() {
                if at > 0 {
                    writeln!(out, "\n{}\n", "-".repeat(72))?;
                }
                out.write_all(bytes)?;
            }
            Ok(())
        })?;
    }
    Ok(plans.exit(match (unread, letters.is_empty()) {
        (true, _) => Exit::Unread,
        (false, false) if options.exit_code => Exit::Found,
        _ => Exit::Done,
    }))
}

/// Refuses options that do not go together.
fn fit(asked: &Asked, options: &RemindArgs) -> Result<(), Failure> {
    let format = options.format;
    let conflict = |error| Err(Failure::Usage(asked.words().phrase(&Phrase::CliError(error))));
    if options.template.is_some() && !format.has_document() {
        return conflict(CliError::OnlyWith { argument: "--template", other: "--format docx, pdf, eml" });
    }
    if format.has_document() && !matches!(options.out, Some(Out::Folder(_))) {
        return Err(Misuse::new(|words| words.phrase(&Phrase::DocxNeedsFolder)).into());
    }
    if format == LetterFormat::Json && options.out.is_some() {
        return conflict(CliError::Conflict { argument: "--out", other: "--format json" });
    }
    match (format == LetterFormat::Eml, options.to.is_some()) {
        (true, false) => Err(Failure::Usage(asked.words().phrase(&Phrase::Office(OfficePhrase::MailNeedsMailboxes)))),
        (false, true) => conflict(CliError::OnlyWith { argument: "--to", other: "--format eml" }),
        _ => Ok(()),
    }
}

/// The parts of a letter, each with its plan.
fn parts_of<'a>(plans: &'a OpenedPlans, parts: &'a [(usize, Letter)]) -> Vec<(&'a Plan, &'a Letter)> {
    parts.iter().map(|(at, letter)| (&*plans.sessions[*at].plan, letter)).collect()
}

/// Writes all letters as one object.
fn as_json(
    plans: &OpenedPlans,
    letters: &LettersAmong,
    answer_by: NaiveDate,
    unread: &[String],
) -> Result<(), Failure> {
    let session = plans.first();
    let parts: Vec<_> = letters.iter().map(|(_, parts)| parts_of(plans, parts)).collect();
    let parts: Vec<&LetterParts<'_>> = parts.iter().map(Vec::as_slice).collect();
    let days = (session.judge.as_of(), answer_by);
    shell::with_stdout(|mut out| {
        data::letters::letters(&mut out, days, &parts, (unread, session.known()))?;
        Ok(writeln!(out)?)
    })?;
    Ok(())
}

/// Says of units that are asked for and have gone to whom the letters go.
fn handed_over(session: &Session, units: &[UnitIx], letters: &[Letter]) {
    let plan = &*session.plan;
    for unit in units {
        let about = |letter: &&Letter| letter.unit != *unit && letter.taken_over().1.contains(unit);
        let to: Vec<UnitIx> = letters.iter().filter(about).map(|letter| letter.unit).collect();
        if let Some(until) = plan.until(*unit).filter(|_| !to.is_empty()) {
            let (unit, units) = (one_line(&plan.unit(*unit).name), names(plan, &to, session.words));
            let said = HandingPhrase::LettersTo { unit: &unit, until, units: &units };
            aside::note(&session.say(&Phrase::Handing(said)));
        }
    }
}

/// The day by which units are to answer: as the command line says, else the fifth working day after that of the letters,
/// or a week after it where the calendar ends before.
fn answer_by(session: &Session, options: &RemindArgs) -> Result<NaiveDate, Failure> {
    const WORKING_DAYS: i64 = 5;
    let as_of = session.judge.as_of();
    let usual = || session.plan.calendar.nth_working_day(as_of, WORKING_DAYS);
    let day = future(options.answer_by, as_of)?.or_else(usual).unwrap_or_else(|| as_of + Days::new(7));
    if day < as_of {
        return Err(Failure::Usage(session.say(&Phrase::AnswerPast { day, as_of })));
    }
    Ok(day)
}

/// What each unit is to be reminded of, by its id, with the place of each plan that has something; in the order of plans,
/// then of units.
type LettersAmong = Vec<(String, Vec<(usize, Letter)>)>;

/// The letters to the units that were named, one to each over all plans, and the names of the units whose file could not
/// be read: what is wrong is reported, and they get none.
fn read(plans: &OpenedPlans, typed: &[String], own: bool) -> Result<(LettersAmong, Vec<String>), Failure> {
    let (mut all, mut unread) = (LettersAmong::new(), Vec::new());
    let (mut broken, mut held): (Vec<String>, usize) = (Vec::new(), 0);
    for (at, (session, only)) in plans.sessions.iter().zip(plans.units(typed, own)?).enumerate() {
        session.warn_of_missing_files(&only)?;
        let (letters, without) = of_plan(session, &only, &mut held)?;
        if !typed.is_empty() {
            handed_over(session, &only, &letters);
        }
        for unit in without.iter().map(|unit| session.plan.unit(*unit)) {
            broken.push(unit.id.to_string());
            let name = unit.short_name().to_owned();
            if !unread.contains(&name) {
                unread.push(name);
            }
        }
        for letter in letters {
            let id = session.plan.unit(letter.unit).id.as_str();
            match all.iter_mut().find(|(unit, _)| unit == id) {
                Some((_, parts)) => parts.push((at, letter)),
                None => all.push((id.to_owned(), vec![(at, letter)])),
            }
        }
    }
    // A letter that leaves a plan out would say that nothing is owed there.
    all.retain(|(unit, _)| !broken.contains(unit));
    Ok((all, unread))
}

/// The letters of one plan to these units, and the units whose file could not be read. `held` is how much all letters are
/// about so far.
fn of_plan(session: &Session, only: &[UnitIx], held: &mut usize) -> Result<(Vec<Letter>, Vec<UnitIx>), Failure> {
    let (mut letters, mut unread) = (Letters::default(), Vec::new());
    // What units that have gone left undone is in the letters to their successors.
    let plan = &*session.plan;
    let gone = only.iter().filter_map(|unit| plan.tenure(*unit)).flat_map(|tenure| &tenure.predecessors);
    let mut read: Vec<UnitIx> = only.iter().chain(gone).copied().collect();
    read.sort_unstable();
    read.dedup();
    units::fold(
        session,
        &read,
        <(Letters, Vec<UnitIx>)>::default,
        |(letters, unread), unit, assessment| {
            match assessment {
                Some(assessment) => letters.add(assessment),
                None => unread.push(unit),
            }
            Ok::<(), Failure>(())
        },
        |(more, mut without), broken| {
            *held += more.len();
            if *held > MOST_IN_LETTERS {
                return Err(Failure::Usage(session.say(&Phrase::TooMuchToHold { limit: MOST_IN_LETTERS })));
            }
            letters.append(more);
            unread.append(&mut without);
            Ok(units::tell(session, &broken)?)
        },
    )?;
    Ok((letters.to(only), unread))
}

fn bytes(
    session: &Session,
    options: &RemindArgs,
    (parts, answer_by): (Vec<(&Plan, &Letter)>, NaiveDate),
    (template, mailboxes): (Option<&OfficeTemplate>, Option<&Mailboxes>),
) -> Result<Vec<u8>, Failure> {
    let (words, as_of) = (session.words, session.judge.as_of());
    let page = LetterPage { parts, as_of, answer_by, words };
    let mut out = Vec::new();
    match options.format {
        LetterFormat::Text => page.write(&mut TextPage::new(&mut out, words))?,
        LetterFormat::Markdown => page.write(&mut MarkdownPage::new(&mut out, words))?,
        LetterFormat::Json => {}
        LetterFormat::Docx | LetterFormat::Pdf => return document(session, options, &page, template),
        LetterFormat::Eml => {
            page.write(&mut TextPage::new(&mut out, words))?;
            let text = String::from_utf8(out).expect("words are UTF-8");
            let document = document(session, options, &page, template)?;
            let office = office_template::office(&session.plan.header.office, &options.settings);
            let mailboxes = mailboxes.expect("mail has mailboxes");
            return mailboxes.mail(&page, office.name.as_deref(), &text, &document);
        }
    }
    Ok(out)
}

/// The letter as a document of Word.
fn document(
    session: &Session,
    options: &RemindArgs,
    page: &LetterPage<'_>,
    template: Option<&OfficeTemplate>,
) -> Result<Vec<u8>, Failure> {
    let (title, issuer) = (page.title(), page.parts[0].0.header.issuer.as_deref());
    let properties = docx::Properties { title: &title, issuer, day: page.as_of, status: None };
    let texts = texts(&page.parts, page.as_of, page.answer_by);
    let bytes = report::document(|out| page.write(out), template, texts, properties, page.words);
    bytes.map_err(|wrong| super::report_request::failure(session, options.template.as_deref(), wrong))
}

/// What the places of a template take, beside the parts of the letter.
fn texts(parts: &[(&Plan, &Letter)], as_of: NaiveDate, answer_by: NaiveDate) -> Texts {
    let (plan, letter) = parts[0];
    let unit = plan.unit(letter.unit);
    let mut texts = report::plan_texts(plan, as_of);
    // Of several plans their numbers and titles stand in a row.
    for (at, (_, text)) in texts.iter_mut().enumerate().take(2) {
        let one = |(plan, _): &(&Plan, &Letter)| one_line([&plan.header.number, &plan.header.title][at]);
        *text = parts.iter().map(one).collect::<Vec<_>>().join("; ");
    }
    texts.extend([
        ("unit", one_line(&unit.name)),
        ("unit-short", one_line(unit.short_name())),
        ("answer-by", date(answer_by)),
    ]);
    texts
}

/// The name of a letter's file: its day and its unit, so that the letters of a day lie together and none takes the place
/// of an earlier one.
fn file_name(session: &Session, unit: &str, format: LetterFormat) -> String {
    let extension = match format {
        LetterFormat::Text => "txt",
        LetterFormat::Markdown => "md",
        LetterFormat::Docx => "docx",
        LetterFormat::Pdf => "pdf",
        LetterFormat::Eml => "eml",
        LetterFormat::Json => "json",
    };
    format!("{}-{unit}.{extension}", session.judge.as_of())
}
