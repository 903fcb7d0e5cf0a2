//! The bodies that a document names, each once, with ids: those that are known already keep theirs.

use std::collections::{HashMap, HashSet};

use toml::{Table, Value};

use super::parties::{Party, name_key};
use super::title::id;
use crate::model::plan::Plan;

/// How many words of a name its id takes.
const WORDS_OF_UNIT: usize = 9;
/// What placeholder units end with.
const UNKNOWN: &str = "chua-ro";

/// A unit or group of another plan or of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBody {
    pub id: String,
    pub name: String,
    pub short: Option<String>,
    /// Of a group: its members' ids.
    pub members: Option<Vec<String>>,
}

/// The units and groups that a file of TOML declares; nothing where it is no TOML.
pub(crate) fn known_bodies(text: &str) -> Option<Vec<KnownBody>> {
    let table: Table = text.parse().ok()?;
    let said = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let of = |section: &str| table.get(section).and_then(Value::as_table).cloned().unwrap_or_default();
    let units = of("units").into_iter().filter_map(|(id, value)| {
        let name = value.as_str().map(str::to_owned).or_else(|| said(&value, "name"))?;
        Some(KnownBody { id, name, short: said(&value, "short"), members: None })
    });
    let groups = of("groups").into_iter().filter_map(|(id, value)| {
        let members = value.get("members").and_then(Value::as_array).cloned().unwrap_or_default();
        let members = members.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Some(KnownBody { id, name: said(&value, "name")?, short: None, members: Some(members) })
    });
    Some(units.chain(groups).collect())
}

/// The units and groups of a plan.
pub(crate) fn bodies_of(plan: &Plan) -> Vec<KnownBody> {
    let units = plan.units.iter().map(|unit| {
        let short = Some(unit.short_name()).filter(|short| *short != &*unit.name).map(str::to_owned);
        KnownBody { id: unit.id.to_string(), name: unit.name.to_string(), short, members: None }
    });
    let groups = plan.groups.iter().map(|group| {
        let members = group.members.iter().map(|member| plan.body(*member).0.to_string()).collect();
        KnownBody { id: group.id.to_string(), name: group.name.to_string(), short: None, members: Some(members) }
    });
    units.chain(groups).collect()
}

/// A unit of a drafted plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftUnit {
    pub id: String,
    pub name: DraftName,
    pub short: Option<String>,
    /// Whether another plan has it already.
    pub known: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftName {
    Said(String),
    /// Stands in for the members of a group that nobody has listed.
    MembersOf(String),
    /// Stands in where the document names nobody.
    Nobody,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftGroup {
    pub id: String,
    pub name: String,
    pub members: Vec<String>,
    pub known: bool,
}

/// The bodies that were named so far.
#[derive(Debug, Default)]
pub(super) struct BodyRegister {
    known: Vec<KnownBody>,
    pub(super) units: Vec<DraftUnit>,
    pub(super) groups: Vec<DraftGroup>,
    ids: HashSet<String>,
    pub(super) by_key: HashMap<String, String>,
}

impl BodyRegister {
    pub(super) fn new(known: Vec<KnownBody>) -> Self {
        let ids = known.iter().map(|body| body.id.clone()).collect();
        Self { known, ids, ..Self::default() }
    }

    /// The id of a body.
    pub(super) fn id_of(&mut self, party: &Party) -> String {
        let key = party.key();
        if let Some(id) = self.by_key.get(&key) {
            return id.clone();
        }
        let id = match self.known_as(&key) {
            Some(body) => self.take_known(&body),
            None if party.many => self.add_group(party),
            None => self.add_unit(DraftName::Said(party.name.clone()), &party.name),
        };
        self.by_key.insert(key, id.clone());
        id
    }

    /// The unit that stands in where nobody is named.
    pub(super) fn nobody(&mut self) -> String {
        if let Some(unit) = self.units.iter().find(|unit| unit.name == DraftName::Nobody) {
            return unit.id.clone();
        }
        self.add_unit(DraftName::Nobody, UNKNOWN)
    }

    fn known_as(&self, key: &str) -> Option<KnownBody> {
        let keys = |body: &KnownBody| {
            [Some(name_key(&body.name)), body.short.as_deref().map(name_key)].into_iter().flatten().collect::<Vec<_>>()
        };
        let exact = self.known.iter().find(|body| keys(body).iter().any(|own| own == key));
        if exact.is_some() {
            return exact.cloned();
        }
        // “Sở Tư pháp”, where the plan has “Sở Tư pháp tỉnh Bắc Ninh”.
        let only = |is: &dyn Fn(&KnownBody) -> bool| {
            let mut found = self.known.iter().filter(|body| is(body));
            found.next().filter(|_| found.next().is_none()).cloned()
        };
        only(&|body| keys(body).iter().any(|own| differs_by_place(own, key)))
            // “UBND cấp xã”, where the plan has a group “UBND các xã, phường”.
            .or_else(|| {
                only(&|body| body.members.is_some() && keys(body).iter().any(|own| collective(own) == collective(key)))
            })
    }

    /// Declares a known body, and of a group its members.
    fn take_known(&mut self, body: &KnownBody) -> String {
        let there =
            self.units.iter().any(|unit| unit.id == body.id) || self.groups.iter().any(|group| group.id == body.id);
        if there {
            return body.id.clone();
        }
        match &body.members {
            None => self.units.push(DraftUnit {
                id: body.id.clone(),
                name: DraftName::Said(body.name.clone()),
                short: body.short.clone(),
                known: true,
            }),
            Some(members) => {
                self.groups.push(DraftGroup {
                    id: body.id.clone(),
                    name: body.name.clone(),
                    members: members.clone(),
                    known: true,
                });
                for member in members {
                    if let Some(member) = self.known.iter().find(|known| known.id == *member).cloned() {
                        self.take_known(&member);
                    }
                }
            }
        }
        body.id.clone()
    }

    fn add_unit(&mut self, name: DraftName, text: &str) -> String {
        let id = id(text, WORDS_OF_UNIT, &|id| self.ids.contains(id));
        self.ids.insert(id.clone());
        self.units.push(DraftUnit { id: id.clone(), name, short: None, known: false });
        id
    }

    /// A group of bodies that the document does not list, with a unit that stands in for them.
    fn add_group(&mut self, party: &Party) -> String {
        let group = id(&party.name, WORDS_OF_UNIT, &|id| self.ids.contains(id));
        self.ids.insert(group.clone());
        let member = self.add_unit(DraftName::MembersOf(party.name.clone()), &format!("{group} {UNKNOWN}"));
        self.groups.push(DraftGroup {
            id: group.clone(),
            name: party.name.clone(),
            members: vec![member],
            known: false,
        });
        group
    }
}

/// The name of many bodies at once, so that the usual ways to call them are one: the level that communes are of, and
/// “sở, ban, ngành”.
fn collective(key: &str) -> String {
    let words: Vec<&str> = key
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "ban" | "doan" | "the" | "tinh" | "thanh" | "pho" | "truc" | "thuoc"))
        .collect();
    let text = format!(" {} ", words.join(" "));
    let levels = [
        (" xa phuong dac khu ", " cap xa "),
        (" xa phuong thi tran ", " cap xa "),
        (" phuong xa ", " cap xa "),
        (" xa phuong ", " cap xa "),
        (" huyen thi xa ", " cap huyen "),
        (" quan huyen ", " cap huyen "),
        (" so nganh ", " cap so "),
    ];
    levels.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// Whether two names, folded, differ only by the place behind one of them.
fn differs_by_place(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let rest = long.strip_prefix(short).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| {
        ["tinh", "thanh pho", "viet nam"].iter().any(|place| rest == *place || rest.starts_with(&format!("{place} ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::parties::parties;

    #[test]
    fn names_are_matched_with_and_without_diacritics_and_short() {
        let known = known_bodies(
            "[units]\nso-tu-phap = \"Sở Tư pháp tỉnh Bắc Ninh\"\nskhcn = { name = \"Sở Khoa học và Công nghệ\", short = \"Sở KH&CN\" }\nso-nn = \"So Nong nghiep va Moi truong\"\n[groups.cac-xa]\nname = \"UBND các xã, phường\"\nmembers = [\"skhcn\"]\n",
        )
        .expect("it is TOML");
        let mut register = BodyRegister::new(known);
        let ids: Vec<String> =
            parties("Sở Tư pháp; Sở KH&CN; Sở NN&MT; Ủy ban nhân dân các xã, phường; Sở Y tế; các sở, ngành")
                .iter()
                .map(|party| register.id_of(party))
                .collect();
        let more: Vec<String> = parties("UBND cấp xã; STP; UBND các xã, phường, đặc khu")
            .iter()
            .map(|party| register.id_of(party))
            .collect();
        assert_eq!(more, ["cac-xa", "so-tu-phap", "cac-xa"]);
        assert_eq!(ids, ["so-tu-phap", "skhcn", "so-nn", "cac-xa", "so-y-te", "cac-so-nganh"]);
        assert_eq!(register.groups[1].members, ["cac-so-nganh-chua-ro"]);
        assert_eq!(register.units.iter().filter(|unit| !unit.known).count(), 2);
    }
}
