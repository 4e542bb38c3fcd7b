//! Derives the types of the values that templates receive from JSON dumps of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Maps whose keys are chosen by a site or its theme.
const OPEN: [&str; 4] = ["facts", "terms", "theme", "values"];

/// The types of values that were seen in one place.
type Types = BTreeSet<Type>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Type {
    Text,
    Number,
    Boolean,
    Named(&'static str),
    Map,
    List(Types),
    None,
}

/// Maps with a name, each recognized by its keys, and the types of their values.
#[derive(Default)]
pub struct Shapes {
    names: Vec<(&'static str, BTreeSet<String>)>,
    /// The types by shape and path in it.
    rows: BTreeMap<&'static str, BTreeMap<String, Types>>,
}

impl Shapes {
    /// Names a shape, given a value of it.
    #[track_caller]
    pub fn name(&mut self, name: &'static str, value: &Value) {
        let keys = value.as_object().unwrap_or_else(|| panic!("{name}: {value}")).keys().cloned().collect();
        self.names.push((name, keys));
    }

    fn named(&self, map: &Map<String, Value>) -> Option<&'static str> {
        let is_same =
            |keys: &BTreeSet<String>| keys.len() == map.len() && map.keys().all(|key| keys.contains(key));
        self.names.iter().find(|(_, keys)| is_same(keys)).map(|(name, _)| *name)
    }

    /// Records the types in a value of this shape, and in all named shapes in it.
    #[track_caller]
    pub fn record(&mut self, shape: &'static str, value: &Value) {
        let map = value.as_object().unwrap_or_else(|| panic!("{shape}: {value}"));
        self.map(shape, "", map);
    }

    fn map(&mut self, shape: &'static str, prefix: &str, map: &Map<String, Value>) {
        for (key, value) in map {
            self.value(shape, &format!("{prefix}{key}"), key, value);
        }
    }

    fn value(&mut self, shape: &'static str, path: &str, key: &str, value: &Value) {
        let value_type = self.type_of(value);
        let types = self.rows.entry(shape).or_default().entry(path.to_owned()).or_default();
        types.insert(value_type);
        if OPEN.contains(&key) {
            self.within(value);
        } else {
            match value {
                Value::Array(items) => {
                    items.iter().for_each(|item| self.inner(shape, &format!("{path}[]."), item))
                }
                value => self.inner(shape, &format!("{path}."), value),
            }
        }
    }

    /// Records a map under its own name, or as a part of the shape that contains it if it has none.
    fn inner(&mut self, shape: &'static str, prefix: &str, value: &Value) {
        let Value::Object(map) = value else { return };
        match self.named(map) {
            Some(name) => self.map(name, "", map),
            None => self.map(shape, prefix, map),
        }
    }

    /// Records the named shapes in a map whose keys a site chooses.
    fn within(&mut self, value: &Value) {
        match value {
            Value::Object(map) => match self.named(map) {
                Some(name) => self.map(name, "", map),
                None => map.values().for_each(|value| self.within(value)),
            },
            Value::Array(items) => items.iter().for_each(|value| self.within(value)),
            _ => {}
        }
    }

    fn type_of(&self, value: &Value) -> Type {
        match value {
            Value::String(_) => Type::Text,
            Value::Number(_) => Type::Number,
            Value::Bool(_) => Type::Boolean,
            Value::Null => Type::None,
            Value::Array(items) => Type::List(items.iter().map(|item| self.type_of(item)).collect()),
            Value::Object(map) => self.named(map).map_or(Type::Map, Type::Named),
        }
    }

    /// The rows of a shape: path and type. Fails if a value was never present.
    #[track_caller]
    pub fn rows(&self, shape: &'static str) -> Vec<Vec<String>> {
        let known = self.rows.get(shape).unwrap_or_else(|| panic!("no {shape} was seen"));
        let rows = known.iter().map(|(path, types)| {
            let types = described(types);
            assert!(
                !types.is_empty() && types != "none",
                "the site of the test never has a value for `{path}` of {shape}"
            );
            vec![format!("`{path}`"), types]
        });
        rows.collect()
    }

    /// Describes a value of a field: its type, or its keys with their types.
    pub fn described(&self, value: &Value) -> String {
        match value {
            Value::Object(map) if self.named(map).is_none() => {
                let entries: Vec<String> =
                    map.iter().map(|(key, value)| format!("`{key}`: {}", self.described(value))).collect();
                format!("map: {}", entries.join(", "))
            }
            Value::Array(items) => match items.first() {
                Some(first) => format!("list of {}", self.described(first)),
                None => String::from("list"),
            },
            value => described(&BTreeSet::from([self.type_of(value)])),
        }
    }
}

/// Describes types in words. A list that was always empty is left out.
fn described(types: &Types) -> String {
    let mut items = Types::new();
    let mut is_list = false;
    let mut words = Vec::new();
    for seen in types {
        match seen {
            Type::Text => words.push("text".to_owned()),
            Type::Number => words.push("number".to_owned()),
            Type::Boolean => words.push("boolean".to_owned()),
            Type::Map => words.push("map".to_owned()),
            Type::Named(name) => words.push(format!("[{name}](#{name})")),
            Type::List(own) => {
                is_list = true;
                items.extend(own.iter().cloned());
            }
            Type::None => {}
        }
    }
    if is_list && !items.is_empty() {
        words.push(format!("list of {}", described(&items)));
    }
    if types.contains(&Type::None) {
        words.push("none".to_owned());
    }
    words.join(" or ")
}
