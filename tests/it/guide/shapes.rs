//! The values that templates are given, read out of what a template shows of them as JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Maps whose keys a site or its theme chooses.
const OPEN: [&str; 3] = ["facts", "terms", "theme"];

/// What is known of one value: the sorts of values that were seen in its place.
type Sorts = BTreeSet<Sort>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Text,
    Number,
    Boolean,
    Named(&'static str),
    Map,
    List(Sorts),
    Nothing,
}

/// Shapes that have a name, each known by its keys.
#[derive(Default)]
pub struct Shapes {
    names: Vec<(&'static str, BTreeSet<String>)>,
    /// By shape and path within it.
    rows: BTreeMap<&'static str, BTreeMap<String, Sorts>>,
}

impl Shapes {
    /// Gives a shape its name, by one value of it.
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

    /// Looks at a value that is known by its place, and at every named one within it.
    #[track_caller]
    pub fn see(&mut self, shape: &'static str, value: &Value) {
        let map = value.as_object().unwrap_or_else(|| panic!("{shape}: {value}"));
        self.map(shape, "", map);
    }

    fn map(&mut self, shape: &'static str, prefix: &str, map: &Map<String, Value>) {
        for (key, value) in map {
            self.value(shape, &format!("{prefix}{key}"), key, value);
        }
    }

    fn value(&mut self, shape: &'static str, path: &str, key: &str, value: &Value) {
        let sort = self.sort(value);
        let sorts = self.rows.entry(shape).or_default().entry(path.to_owned()).or_default();
        sorts.insert(sort);
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

    /// Looks into a map: at its own keys where it has a name, else as a part of the shape that it stands in.
    fn inner(&mut self, shape: &'static str, prefix: &str, value: &Value) {
        let Value::Object(map) = value else { return };
        match self.named(map) {
            Some(name) => self.map(name, "", map),
            None => self.map(shape, prefix, map),
        }
    }

    /// Looks at every named value within one that a site makes up.
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

    fn sort(&self, value: &Value) -> Sort {
        match value {
            Value::String(_) => Sort::Text,
            Value::Number(_) => Sort::Number,
            Value::Bool(_) => Sort::Boolean,
            Value::Null => Sort::Nothing,
            Value::Array(items) => Sort::List(items.iter().map(|item| self.sort(item)).collect()),
            Value::Object(map) => self.named(map).map_or(Sort::Map, Sort::Named),
        }
    }

    /// The rows of a shape: path and type. What was never there is asked for.
    #[track_caller]
    pub fn rows(&self, shape: &'static str) -> Vec<Vec<String>> {
        let known = self.rows.get(shape).unwrap_or_else(|| panic!("no {shape} was seen"));
        let rows = known.iter().map(|(path, sorts)| {
            let sorts = told(sorts);
            assert!(
                !sorts.is_empty() && sorts != "none",
                "the site of the test never has a value for `{path}` of {shape}"
            );
            vec![format!("`{path}`"), sorts]
        });
        rows.collect()
    }

    /// How a value of a field is told: its sort, or its keys and theirs.
    pub fn told(&self, value: &Value) -> String {
        match value {
            Value::Object(map) if self.named(map).is_none() => {
                let entries: Vec<String> =
                    map.iter().map(|(key, value)| format!("`{key}`: {}", self.told(value))).collect();
                format!("map: {}", entries.join(", "))
            }
            Value::Array(items) => match items.first() {
                Some(first) => format!("list of {}", self.told(first)),
                None => String::from("list"),
            },
            value => told(&BTreeSet::from([self.sort(value)])),
        }
    }
}

/// Sorts in words. A list that was empty wherever it was seen is not told.
fn told(sorts: &Sorts) -> String {
    let mut items = Sorts::new();
    let mut is_list = false;
    let mut words = Vec::new();
    for sort in sorts {
        match sort {
            Sort::Text => words.push("text".to_owned()),
            Sort::Number => words.push("number".to_owned()),
            Sort::Boolean => words.push("boolean".to_owned()),
            Sort::Map => words.push("map".to_owned()),
            Sort::Named(name) => words.push(format!("[{name}](#{name})")),
            Sort::List(own) => {
                is_list = true;
                items.extend(own.iter().cloned());
            }
            Sort::Nothing => {}
        }
    }
    if is_list && !items.is_empty() {
        words.push(format!("list of {}", told(&items)));
    }
    if sorts.contains(&Sort::Nothing) {
        words.push("none".to_owned());
    }
    words.join(" or ")
}
