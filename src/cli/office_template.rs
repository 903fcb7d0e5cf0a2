//! The document that a report or letter is put into: an office's own file, or one of the two that come with the program.

use std::path::Path;

use super::exit::{Failure, Misuse};
use super::revise::trouble;
use super::session::Session;
use crate::model::plan::{Office, OfficeStyle};
use crate::office::docx::official::{self, OfficialKind};
use crate::office::docx::template::{MAX_BYTES, OfficeTemplate};
use crate::store::read_foreign;
use crate::words::Phrase;
use crate::words::office::OfficePhrase;

/// What `--set` changes of `[plan.office]` for one document.
#[derive(Clone, Debug)]
pub(super) struct OfficeSetting {
    key: SettingKey,
    value: String,
}

#[derive(Clone, Copy, Debug)]
enum SettingKey {
    Superior,
    Name,
    Place,
    Signature,
    Recipients,
}

/// Reads `KEY=VALUE`.
pub(super) fn read_setting(text: &str) -> Result<OfficeSetting, Misuse> {
    let key = |name: &str| {
        Some(match name.trim() {
            "superior" => SettingKey::Superior,
            "name" => SettingKey::Name,
            "place" => SettingKey::Place,
            "signature" => SettingKey::Signature,
            "recipients" => SettingKey::Recipients,
            _ => return None,
        })
    };
    let read = text.split_once('=').and_then(|(name, value)| Some((key(name)?, value.trim().to_owned())));
    let text = text.to_owned();
    let (key, value) = read.ok_or_else(|| {
        Misuse::new(move |words| words.phrase(&Phrase::Office(OfficePhrase::BadSetting { text: &text })))
    })?;
    Ok(OfficeSetting { key, value })
}

/// The office with what was set.
pub(super) fn office(of: &Office, settings: &[OfficeSetting]) -> Office {
    let mut office = of.clone();
    for OfficeSetting { key, value } in settings {
        let text = Some(value.as_str().into());
        match key {
            SettingKey::Superior => office.superior = text,
            SettingKey::Name => office.name = text,
            SettingKey::Place => office.place = text,
            SettingKey::Signature => office.signature = text,
            SettingKey::Recipients => office.recipients = value.split(';').map(|one| one.trim().into()).collect(),
        }
    }
    office
}

/// The bytes of a template, if there is to be one: `party` and `state` are those that come with the program; without a
/// name the one of the plan's `style`.
pub(super) fn template(
    session: &Session,
    kind: OfficialKind,
    named: Option<&Path>,
    settings: &[OfficeSetting],
) -> Result<Option<OfficeTemplate>, Failure> {
    let own = &session.plan.header.office;
    let style = match named.and_then(Path::to_str) {
        Some("party") => Some(OfficeStyle::Party),
        Some("state") => Some(OfficeStyle::State),
        Some(_) => None,
        None => own.style,
    };
    match (style, named) {
        (Some(style), _) => {
            let bytes = official::template(kind, style, &office(own, settings), session.words)?;
            Ok(Some(OfficeTemplate { bytes, is_official: true }))
        }
        (None, named) => {
            let bytes = named.map(|path| read_foreign(path, MAX_BYTES)).transpose();
            let bytes = bytes.map_err(|found| trouble(session, &found))?;
            Ok(bytes.map(|bytes| OfficeTemplate { bytes, is_official: false }))
        }
    }
}
