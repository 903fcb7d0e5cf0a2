//! The bodies that a document names, each once, with ids: those that are known already keep theirs.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;

use super::parties::{Party, name_key};
use super::title::id;
use super::tokens::key;
use crate::edit::quote::string;
use crate::model::plan::Plan;

/// How many words of a name its id takes.
const WORDS_OF_UNIT: usize = 9;
/// What placeholder units end with.
const UNKNOWN: &str = "chua-ro";

/// A unit or group of another plan or of a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownBody {
    pub id: String,
    pub name: String,
    pub short: Option<String>,
    /// Of a group: its members' ids.
    pub members: Option<Vec<String>>,
    /// The other keys of a unit, with their values as `plan.toml` writes them.
    more: Vec<(String, String)>,
    /// The last day on which it exists, and who takes over.
    until: Option<NaiveDate>,
    successors: Vec<String>,
    /// Whether it stands in a file from which a plan can take it.
    shared: bool,
}

/// The bodies that other plans have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownBodies {
    pub all: Vec<KnownBody>,
    /// The path from the plan to the file of those that are shared; without it the plan declares them itself.
    pub path: Option<String>,
}

/// The units and groups that a sound file declares; `shared` says whether a plan can take them from it.
pub(crate) fn known_bodies(text: &str, shared: bool) -> Vec<KnownBody> {
    let table: Table = text.parse().unwrap_or_default();
    let said = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let list = |value: &Value, key: &str| match value.get(key) {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    };
    let of = |section: &str| table.get(section).and_then(Value::as_table).cloned().unwrap_or_default();
    let units = of("units").into_iter().filter_map(|(id, value)| {
        let name = value.as_str().map(str::to_owned).or_else(|| said(&value, "name"))?;
        let others =
            value.as_table().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), "name" | "short"));
        let more = others.filter_map(|(key, value)| Some((key.clone(), literal(value)?))).collect();
        let until = value.get("until").and_then(literal).and_then(|day| day.parse().ok());
        let (short, successors) = (said(&value, "short"), list(&value, "successor"));
        Some(KnownBody { id, name, short, members: None, more, until, successors, shared })
    });
    let groups = of("groups").into_iter().filter_map(|(id, value)| {
        let (name, members) = (said(&value, "name")?, Some(list(&value, "members")));
        Some(KnownBody { id, name, members, shared, ..KnownBody::default() })
    });
    units.chain(groups).collect()
}

/// A value of a unit's key as `plan.toml` writes it.
fn literal(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(string(text)),
        Value::Boolean(yes) => Some(yes.to_string()),
        Value::Datetime(day) => Some(day.to_string()),
        Value::Array(all) => {
            let all: Option<Vec<String>> = all.iter().map(literal).collect();
            all.map(|all| format!("[{}]", all.join(", ")))
        }
        _ => None,
    }
}

/// The units and groups of a plan.
pub(crate) fn bodies_of(plan: &Plan) -> Vec<KnownBody> {
    let units = plan.units.iter().map(|unit| {
        let short = Some(unit.short_name()).filter(|short| *short != &*unit.name).map(str::to_owned);
        KnownBody { id: unit.id.to_string(), name: unit.name.to_string(), short, ..KnownBody::default() }
    });
    let groups = plan.groups.iter().map(|group| {
        let members = group.members.iter().map(|member| plan.body(*member).0.to_string()).collect();
        KnownBody {
            id: group.id.to_string(),
            name: group.name.to_string(),
            members: Some(members),
            ..KnownBody::default()
        }
    });
    units.chain(groups).collect()
}

/// A unit of a drafted plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftUnit {
    pub id: String,
    pub name: DraftName,
    pub short: Option<String>,
    /// Its other keys, with their values as `plan.toml` writes them.
    pub more: Vec<(String, String)>,
    /// Whether another plan has it already.
    pub known: bool,
    /// Whether the plan takes it from the file of shared bodies.
    pub shared: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftName {
    Said(String),
    /// Stands in for the members of a group that nobody has listed.
    MembersOf(String),
    /// Stands in where the document names nobody.
    Nobody,
    /// Stands in for an event that a time limit counts from without naming it: these words.
    BaseOf(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftGroup {
    pub id: String,
    pub name: String,
    pub members: Vec<String>,
    pub known: bool,
    /// Whether the plan takes it from the file of shared bodies.
    pub shared: bool,
}

/// The bodies that were named so far.
#[derive(Debug, Default)]
pub(super) struct BodyRegister {
    known: Vec<KnownBody>,
    /// For each of them its names, folded.
    keys: Vec<Vec<String>>,
    pub(super) units: Vec<DraftUnit>,
    pub(super) groups: Vec<DraftGroup>,
    ids: HashSet<String>,
    pub(super) by_key: HashMap<String, String>,
}

impl BodyRegister {
    /// `day` is that of the document: bodies that had gone by then, and that nobody followed, are not meant by it.
    pub(super) fn new(known: &KnownBodies, day: Option<NaiveDate>) -> Self {
        let ids = known.all.iter().map(|body| body.id.to_ascii_lowercase()).collect();
        let gone = |body: &KnownBody| body.successors.is_empty() && body.until.is_some_and(|until| Some(until) < day);
        let known = known.all.iter().filter(|body| !gone(body)).map(|body| {
            let shared = body.shared && known.path.is_some();
            KnownBody { shared, ..body.clone() }
        });
        let known: Vec<KnownBody> = known.collect();
        let keys = known.iter().map(|body| [Some(&body.name), body.short.as_ref()].into_iter().flatten());
        let keys = keys.map(|names| names.map(|name| name_key(name)).collect()).collect();
        Self { known, keys, ids, ..Self::default() }
    }

    /// The ids of the bodies that a name stands for: of several where it is a list of known ones that does not begin as
    /// names do, “Bo TT&TT, VPCP”.
    pub(super) fn ids_of(&mut self, party: &Party) -> Vec<String> {
        match self.listed(&party.name) {
            Some(bodies) => bodies.iter().map(|body| self.take_known(body)).collect(),
            None => vec![self.id_of(party)],
        }
    }

    /// The name by which a body was met first, where this one differs from it by diacritics alone.
    pub(super) fn other_spelling(&self, party: &Party) -> Option<String> {
        let id = self.by_key.get(&party.key())?;
        let unit = self.units.iter().find(|unit| unit.id == *id)?;
        let DraftName::Said(name) = &unit.name else { return None };
        let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let (one, other) = (plain(&party.name), plain(name));
        let same_letters = key(&one) == key(&other);
        // Names without any marks leave them all out; “hoà” and “hòa” are one word.
        let marked = !one.is_ascii() && !other.is_ascii();
        (same_letters && marked && letters(&one) != letters(&other)).then(|| name.clone())
    }

    /// Whether a name is that of a known body, or lists several.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.known_as(&name_key(name)).is_some() || self.listed(name).is_some()
    }

    /// The known bodies that a name lists, where it is no name itself.
    fn listed(&self, name: &str) -> Option<Vec<KnownBody>> {
        let pieces: Vec<&str> = name.split([',', ';', '/']).collect();
        if pieces.len() < 2 || self.known_as(&name_key(name)).is_some() {
            return None;
        }
        pieces.into_iter().map(|piece| self.known_as(&name_key(piece))).collect()
    }

    /// The id of a body.
    fn id_of(&mut self, party: &Party) -> String {
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

    /// Whether the plan takes any of them from the file of shared bodies.
    pub(super) fn takes_shared(&self) -> bool {
        self.units.iter().any(|unit| unit.shared) || self.groups.iter().any(|group| group.shared)
    }

    /// The unit that stands in where nobody is named.
    pub(super) fn nobody(&mut self) -> String {
        if let Some(unit) = self.units.iter().find(|unit| unit.name == DraftName::Nobody) {
            return unit.id.clone();
        }
        self.add_unit(DraftName::Nobody, UNKNOWN)
    }

    fn known_as(&self, key: &str) -> Option<KnownBody> {
        let all = || self.known.iter().zip(&self.keys);
        if let Some((exact, _)) = all().find(|(_, keys)| keys.iter().any(|own| own == key)) {
            return Some(exact.clone());
        }
        // “Sở Tư pháp”, where the plan has “Sở Tư pháp tỉnh Bắc Ninh”.
        let only = |is: &dyn Fn(&KnownBody, &[String]) -> bool| {
            let mut found = all().filter(|(body, keys)| is(body, keys)).map(|(body, _)| body.clone());
            found.next().filter(|_| found.next().is_none())
        };
        only(&|_, keys| keys.iter().any(|own| differs_by_place(own, key)))
            // “UBND cấp xã”, where the plan has a group “UBND các xã, phường”.
            .or_else(|| {
                let called = collective(key);
                only(&|body, keys| body.members.is_some() && keys.iter().any(|own| collective(own) == called))
            })
    }

    /// Declares a known body, and of a group its members.
    fn take_known(&mut self, body: &KnownBody) -> String {
        let there =
            self.units.iter().any(|unit| unit.id == body.id) || self.groups.iter().any(|group| group.id == body.id);
        if there {
            return body.id.clone();
        }
        let shared = body.shared;
        match &body.members {
            None => self.units.push(DraftUnit {
                id: body.id.clone(),
                name: DraftName::Said(body.name.clone()),
                short: body.short.clone(),
                more: body.more.clone(),
                known: true,
                shared,
            }),
            Some(members) => self.groups.push(DraftGroup {
                id: body.id.clone(),
                name: body.name.clone(),
                members: members.clone(),
                known: true,
                shared,
            }),
        }
        for other in body.members.iter().flatten().chain(&body.successors) {
            if let Some(other) = self.known.iter().find(|known| known.id == *other).cloned() {
                self.take_known(&other);
            }
        }
        body.id.clone()
    }

    fn add_unit(&mut self, name: DraftName, text: &str) -> String {
        let id = id(text, WORDS_OF_UNIT, &|id| self.ids.contains(id));
        self.ids.insert(id.clone());
        self.units.push(DraftUnit { id: id.clone(), name, short: None, more: Vec::new(), known: false, shared: false });
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
            shared: false,
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

/// The words of a name, each with its letters and marks in whatever order.
fn letters(text: &str) -> Vec<Vec<char>> {
    let word = |word: &str| {
        let mut letters: Vec<char> = word.nfd().collect();
        letters.sort_unstable();
        letters
    };
    text.split(' ').map(word).collect()
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
        let all = known_bodies(
            "[units]\nso-tu-phap = \"Sở Tư pháp tỉnh Bắc Ninh\"\nskhcn = { name = \"Sở Khoa học và Công nghệ\", short = \"Sở KH&CN\" }\nso-nn = \"So Nong nghiep va Moi truong\"\n[groups.cac-xa]\nname = \"UBND các xã, phường\"\nmembers = [\"skhcn\"]\n",
            false,
        );
        let mut register = BodyRegister::new(&KnownBodies { all, path: None }, None);
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
