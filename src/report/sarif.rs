//! Findings as SARIF 2.1.0 (OASIS standard, 2020), which code hosts show beside the lines of a change.

use super::terminal::Finding;
use super::{Checked, json, one_line, reason, verdict};
use crate::corpus::Corpus;
use crate::corroboration::{Corroboration, Reason, Relation, Verdict};
use crate::settings::{Settings, Severity};
use crate::text::{Encoding, LineIndex, Span};
use serde::Serialize;
use std::fmt::Write;

/// The rules, in the order of their numbers in results.
const RULES: [(&str, &str); 4] = [
    ("unattributed-claim", "Nobody answers for this claim."),
    ("vague-attribution", "Nobody could ring this source up."),
    ("conflicting-source", "A source says otherwise."),
    ("name-variant", "This name is spelled otherwise elsewhere."),
];
/// What comes after the results, which commas separate.
pub const CLOSING: &str = "]}]}\n";
/// How many characters of a passage are repeated.
const LONGEST_QUOTE: usize = 300;

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Rule {
    id: &'static str,
    #[serde(rename = "shortDescription")]
    short_description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Counted from 1, the columns in UTF-16 units, the end exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

/// What comes before the results.
pub fn opening() -> String {
    let rules = RULES.map(|(id, text)| Rule {
        id,
        short_description: Text {
            text: text.to_owned(),
        },
    });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":\
         {{\"driver\":{{\"name\":\"{}\",\"version\":\"{}\",\"rules\":{}}}}},\"columnKind\":\"utf16CodeUnits\",\
         \"results\":[",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        json::line(&rules)
    )
}

/// The results of one draft, an object each.
pub fn results(file: &Checked, corpus: Option<&Corpus>, settings: &Settings) -> Vec<String> {
    let lines = LineIndex::new(&file.text);
    let here = |span: Span| Location {
        physical_location: PhysicalLocation {
            artifact_location: Artifact { uri: uri(&file.path) },
            region: region(&lines, &file.text, span),
        },
        message: None,
    };
    let mut found: Vec<(usize, String)> = Vec::new();
    for (sentence, corroboration) in file.sentences() {
        let Some((finding, severity)) = Finding::of(sentence, corroboration, settings, &file.dismissed)
        else {
            continue;
        };
        let against = corroboration
            .zip(corpus)
            .map(|(found, corpus)| against(found, corpus));
        found.push((
            sentence.span.start,
            outcome(
                finding.code(),
                severity,
                message(finding, corroboration),
                here(sentence.span),
                against.unwrap_or_default(),
            ),
        ));
    }
    let shows_variants = settings.severity.name_variant != Severity::Off;
    for variant in file.variants.iter().filter(|_| shows_variants) {
        if let Some(mention) = file.analysis.mentions.get(variant.mention) {
            let text = format!(
                "This name is spelled otherwise elsewhere: {}.",
                one_line(&variant.name)
            );
            let severity = settings.severity.name_variant;
            found.push((
                mention.span.start,
                outcome("name-variant", severity, text, here(mention.span), Vec::new()),
            ));
        }
    }
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, result)| result).collect()
}

fn outcome(
    rule: &'static str,
    severity: Severity,
    text: String,
    location: Location,
    related: Vec<Location>,
) -> String {
    json::line(&Outcome {
        rule_id: rule,
        rule_index: RULES.iter().position(|(id, _)| *id == rule).unwrap_or_default(),
        level: match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint | Severity::Off => "note",
        },
        message: Text { text },
        locations: vec![location],
        related_locations: related,
    })
}

/// What is said of a claim: why it is underlined, and what the sources have on it.
fn message(finding: Finding, found: Option<&Corroboration>) -> String {
    let rule = RULES.iter().find(|(id, _)| *id == finding.code());
    let mut text = rule.map_or(String::new(), |(_, text)| (*text).to_owned());
    let Some(found) = found else {
        return text;
    };
    if finding != Finding::Conflicting {
        let _ = write!(text, " In the sources: {}.", verdict(found.verdict));
    }
    let differs = found
        .passages
        .iter()
        .filter(|evidence| evidence.relation == Relation::Conflicts)
        .flat_map(|evidence| &evidence.reasons)
        .find(|reason| {
            matches!(
                reason,
                Reason::Differs { .. }
                    | Reason::Negation { .. }
                    | Reason::Denial { .. }
                    | Reason::Roles { .. }
            )
        });
    if let Some(differs) = differs.filter(|_| found.verdict == Verdict::Conflicting) {
        let _ = write!(text, " It differs in this: {}.", one_line(&reason(differs)));
    }
    text
}

/// The passages that cannot be true together with a claim.
fn against(found: &Corroboration, corpus: &Corpus) -> Vec<Location> {
    let against = found
        .passages
        .iter()
        .filter(|evidence| found.verdict == Verdict::Conflicting && evidence.relation == Relation::Conflicts);
    let locations = against.filter_map(|evidence| {
        let passage = corpus.passage(evidence.passage)?;
        let article = corpus.article_of(passage)?;
        let file = corpus.root().join(&article.path);
        let quote: String = one_line(&passage.text).chars().take(LONGEST_QUOTE).collect();
        Some(Location {
            physical_location: PhysicalLocation {
                artifact_location: Artifact {
                    uri: uri(&file.to_string_lossy()),
                },
                region: Region {
                    start_line: passage.line,
                    start_column: None,
                    end_line: None,
                    end_column: None,
                },
            },
            message: Some(Text { text: quote }),
        })
    });
    locations.collect()
}

fn region(lines: &LineIndex, text: &str, span: Span) -> Region {
    let (start, end) = lines.range(text, span, Encoding::Utf16);
    Region {
        start_line: start.line + 1,
        start_column: Some(start.character + 1),
        end_line: Some(end.line + 1),
        end_column: Some(end.character + 1),
    }
}

/// A path as a URI reference: relative where the path is, every other byte than those of RFC 3986's unreserved
/// characters percent-encoded.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
