//! TOML and JSON as one kind of tree, with places where there is a text.

use super::Problem;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place in the file.
pub(super) struct Node {
    pub value: Value,
    /// Bytes.
    pub span: Option<Range<usize>>,
    pub line: Option<usize>,
}

pub(super) enum Value {
    Text(String),
    Integer(i64),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// JSON's `null`: nothing is said.
    Nothing,
    /// No key takes this; how the user would call it.
    Other(&'static str),
}

/// One key of a table.
pub(super) struct Entry {
    pub key: String,
    /// Of the key, in bytes.
    pub span: Option<Range<usize>>,
    pub line: Option<usize>,
    pub node: Node,
}

impl Node {
    /// How the user would call what stands here.
    pub fn what(&self) -> &'static str {
        match &self.value {
            Value::Text(_) => "a string",
            Value::Integer(_) => "a number",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Nothing => "nothing",
            Value::Other(what) => what,
        }
    }
}

/// The tree of a TOML text as far as it can be read, and its syntax errors.
pub(super) fn from_toml(text: &str) -> (Node, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let lines = Lines(text);
    let problems = errors
        .into_iter()
        .map(|error| Problem {
            line: error.span().map(|span| lines.of(span.start)),
            span: error.span(),
            message: format!("is not TOML here: {}", error.message().replace('\n', "; ")),
        })
        .collect();
    let span = table.span();
    let node = Node {
        value: lines.table(table.into_inner()),
        line: Some(lines.of(span.start)),
        span: Some(span),
    };
    (node, problems)
}

/// The tree of a JSON value.
pub(super) fn from_json(json: &serde_json::Value) -> Node {
    use serde_json::Value as Json;
    let value = match json {
        Json::Null => Value::Nothing,
        Json::Bool(_) => Value::Other("true or false"),
        Json::Number(number) => number
            .as_i64()
            .map_or(Value::Other("a number with a fraction"), Value::Integer),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(list) => Value::List(list.iter().map(from_json).collect()),
        Json::Object(table) => Value::Table(
            table
                .iter()
                .map(|(key, value)| Entry {
                    key: key.clone(),
                    span: None,
                    line: None,
                    node: from_json(value),
                })
                .collect(),
        ),
    };
    Node {
        value,
        span: None,
        line: None,
    }
}

/// Counts lines of one text.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    /// The line of byte `offset`, counted from 1.
    fn of(&self, offset: usize) -> usize {
        let before = self.0.as_bytes().get(..offset.min(self.0.len())).unwrap_or(&[]);
        1 + before.iter().filter(|&&byte| byte == b'\n').count()
    }

    fn table(&self, table: DeTable<'_>) -> Value {
        let entries = table.into_iter().map(|(key, value)| Entry {
            line: Some(self.of(key.span().start)),
            span: Some(key.span()),
            key: key.into_inner().into_owned(),
            node: self.node(value),
        });
        Value::Table(entries.collect())
    }

    fn node(&self, spanned: Spanned<DeValue<'_>>) -> Node {
        let span = spanned.span();
        let value = match spanned.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or(Value::Other("a number out of range"), Value::Integer),
            DeValue::Float(_) => Value::Other("a number with a fraction"),
            DeValue::Boolean(_) => Value::Other("true or false"),
            DeValue::Datetime(_) => Value::Other("a date"),
            DeValue::Array(list) => Value::List(list.into_iter().map(|node| self.node(node)).collect()),
            DeValue::Table(table) => self.table(table),
        };
        Node {
            value,
            line: Some(self.of(span.start)),
            span: Some(span),
        }
    }
}
