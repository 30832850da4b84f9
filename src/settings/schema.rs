//! The settings file as a JSON schema, for editors that complete and check TOML with one.

use super::key::{KEYS, Key, Shape};
use serde_json::{Map, Value, json};

/// The name of the schema's file.
pub const SCHEMA_NAME: &str = "ascribe.schema.json";

/// The schema (draft 7, which is what taplo knows) as the text of a file. It is made of the same list of keys as the
/// reading of the file, so that it cannot say anything else.
pub fn schema() -> String {
    let mut schema = table(KEYS);
    if let Value::Object(schema) = &mut schema {
        schema.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        schema.insert("title".into(), json!("Settings of ascribe"));
    }
    // A tree of strings and numbers does not fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn property(key: &Key) -> Value {
    let mut property = match key.shape {
        Shape::Folder | Shape::Text => json!({"type": "string"}),
        Shape::Choice(words) => json!({"type": "string", "enum": words}),
        Shape::Count(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        Shape::Texts => json!({"type": "array", "items": {"type": "string"}}),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => {
            let mut items = table(keys);
            if let Value::Object(items) = &mut items {
                // Lists of further names may be left out; what an entry is called and what it is may not.
                let wanted = keys
                    .iter()
                    .filter(|key| matches!(key.shape, Shape::Text | Shape::Choice(_)));
                let wanted: Vec<_> = wanted.map(|key| key.name).collect();
                items.insert("required".into(), json!(wanted));
            }
            json!({"type": "array", "items": items})
        }
    };
    if let Value::Object(property) = &mut property {
        property.insert("description".into(), json!(key.help));
    }
    property
}
