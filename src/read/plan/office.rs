//! The `[plan.office]` table.

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Expected, Table};
use crate::model::plan::{Office, OfficeStyle};
use crate::read::walk::Walk;

const KEYS: &[&str] = &["superior", "name", "place", "signature", "recipients", "style"];
const STYLES: [(&str, OfficeStyle); 2] = [("party", OfficeStyle::Party), ("state", OfficeStyle::State)];

pub(crate) fn read(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Office {
    let mut office = Office::default();
    let Some(table) = walk.table(value, Expected::Table) else { return office };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "superior" => office.superior = walk.text(value),
            "name" => office.name = walk.text(value),
            "place" => office.place = walk.text(value),
            "signature" => office.signature = walk.text(value),
            "recipients" => {
                office.recipients = walk.texts(value).into_iter().map(|(_, text)| text.into()).collect();
            }
            "style" => office.style = walk.word(value, &STYLES, &["party", "state"]),
            _ => walk.unknown_key(&key, Table::Office, KEYS),
        }
    }
    office
}
