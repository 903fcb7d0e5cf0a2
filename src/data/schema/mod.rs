//! JSON Schemas of the files that people write, for editors that complete and check TOML by them.

use serde_json::{Map, Value};

use crate::model::plan::Lang;

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemaOf {
    Plan,
    Plans,
    Unit,
    Reviewed,
}

/// Definitions that the schemas of several files share.
const SHARED: &str = include_str!("shared.json");
const DEFINITIONS: &str = "$defs";

impl SchemaOf {
    fn text(self) -> &'static str {
        match self {
            Self::Plan => include_str!("plan.json"),
            Self::Plans => include_str!("plans.json"),
            Self::Unit => include_str!("unit.json"),
            Self::Reviewed => include_str!("reviewed.json"),
        }
    }

    /// The schema, whole in itself, its descriptions in one language.
    pub(crate) fn schema(self, lang: Lang) -> String {
        let read = |text| serde_json::from_str::<Map<String, Value>>(text).expect("a schema of ours is JSON");
        let mut schema = read(self.text());
        let own = schema.remove(DEFINITIONS);
        let own = own.as_ref().and_then(Value::as_object).cloned().unwrap_or_default();
        let all = read(SHARED).into_iter().chain(own).collect();
        schema.insert(DEFINITIONS.to_owned(), Value::Object(used(&schema, all)));
        let mut schema = Value::Object(schema);
        describe(&mut schema, lang);
        format!("{schema:#}\n")
    }
}

/// Of these definitions those that a schema refers to, also by way of others.
fn used(schema: &Map<String, Value>, all: Map<String, Value>) -> Map<String, Value> {
    let mut texts = vec![Value::Object(schema.clone()).to_string()];
    let mut open = all;
    let mut used = Map::new();
    while let Some(text) = texts.pop() {
        let named = |name: &str| text.contains(&format!("\"#/{DEFINITIONS}/{name}\""));
        let (found, rest): (Map<_, _>, Map<_, _>) = open.into_iter().partition(|(name, _)| named(name));
        texts.extend(found.values().map(Value::to_string));
        used.extend(found);
        open = rest;
    }
    used
}

/// Leaves of every description the text in `lang`, or in English where there is none.
fn describe(value: &mut Value, lang: Lang) {
    if let Value::Array(list) = value {
        for value in list {
            describe(value, lang);
        }
        return;
    }
    let Value::Object(object) = value else { return };
    for (key, value) in object.iter_mut() {
        let said = value
            .as_object()
            .filter(|_| key == "description")
            .map(|texts| texts.get(lang.tag()).or_else(|| texts.get(Lang::En.tag())).cloned().unwrap_or_default());
        match said {
            Some(text) => *value = text,
            None => describe(value, lang),
        }
    }
}
