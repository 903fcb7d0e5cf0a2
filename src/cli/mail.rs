//! Letters as mail: the file of the units' mailboxes, and the mail made of a letter. Nothing is ever sent.

use std::path::Path;

use super::aside::Aside;
use super::exit::{Exit, Failure};
use super::revise::{told, trouble};
use super::session::Session;
use super::walk::OpenedPlans;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::zone::morning_of;
use crate::office::eml::Mail;
use crate::page::letter::LetterPage;
use crate::read::mailboxes::{self, MailboxReading};
use crate::read::text::decode;
use crate::source::position;
use crate::store::read_foreign;
use crate::text::one_line;
use crate::words::Phrase;
use crate::words::office::OfficePhrase;

/// The largest file of mailboxes that is read, in bytes.
const MAX_MAILBOX_BYTES: u64 = 1024 * 1024;

/// The mailboxes of a file.
pub(super) struct Mailboxes {
    reading: MailboxReading,
    /// Ids that no unit has, each with its place in the file.
    strangers: Vec<String>,
}

impl Mailboxes {
    /// Reads a file for the units of these plans; a failure tells everything that is wrong with it.
    pub(super) fn open(plans: &OpenedPlans, file: &Path) -> Result<Self, Failure> {
        let session = plans.first();
        let bytes = read_foreign(file, MAX_MAILBOX_BYTES).map_err(|found| trouble(session, &found))?;
        let shown = file.display().to_string();
        let broken = |text: &str, found| Failure::Told(Exit::Unread, told(session, &shown, text, found));
        if bytes.len() as u64 > MAX_MAILBOX_BYTES {
            let problem = Problem::FileTooLarge { bytes: bytes.len() as u64, limit: MAX_MAILBOX_BYTES };
            return Err(broken("", vec![Diagnostic::new(problem, 0..0)]));
        }
        let text = decode(&bytes).map_err(|fault| broken(&fault.0, vec![fault.1]))?;
        let (reading, found) = mailboxes::read(text);
        if !found.is_empty() {
            return Err(broken(text, found));
        }
        let is_of_a_plan = |id: &str| plans.sessions.iter().any(|session| session.plan.unit_by_id(id).is_some());
        let strangers = reading.units().filter(|(id, _)| !is_of_a_plan(id)).map(|(id, span)| {
            let place = position(text, span.start);
            format!("{id} ({shown}:{}:{})", place.line, place.column)
        });
        let strangers = strangers.collect();
        Ok(Self { reading, strangers })
    }

    /// Tells to which of these units no mail can go. Ids of no unit are named then, since one may be a slip.
    pub(super) fn tell_missing<'a>(&self, session: &Session, units: impl Iterator<Item = &'a str>) {
        let without: Vec<&str> = units.filter(|unit| self.reading.of(unit).is_empty()).collect();
        if !without.is_empty() {
            let (units, strangers) = (without.join(", "), self.strangers.join(", "));
            let mut told = Aside::default();
            told.plain(
                &session
                    .say(&Phrase::Office(OfficePhrase::NoMailbox { units: &units, strangers: &one_line(&strangers) })),
            );
            told.tell();
        }
    }

    /// A letter as mail from an office, with the document attached, at eight in the morning of its day.
    pub(super) fn mail(
        &self,
        page: &LetterPage<'_>,
        office: Option<&str>,
        text: &str,
        document: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        let (plan, letter) = page.parts[0];
        let (header, unit) = (&plan.header, plan.unit(letter.unit));
        let office = office.or(header.issuer.as_deref()).map(one_line);
        let mail = Mail {
            from: (office.as_deref(), &self.reading.from),
            to: (&one_line(&unit.name), self.reading.of(unit.id.as_str())),
            subject: &page.title(),
            moment: morning_of(page.as_of, &header.timezone),
            text,
            document: (&format!("{}-{}.docx", page.as_of, unit.id), document),
        };
        Ok(mail.write()?)
    }
}
