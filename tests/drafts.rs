//! Our own drafts against their `.gold` files, whose format the annotation guide describes: `L<TAB>SENTENCE`,
//! actors marked `[K:…]`, other brackets doubled. The gold says what an editor would mark, not what the
//! program answers: the assertions are shares, and every difference is printed.

use ascribe::analysis::{ActorKind, Analyzer, Options, Status};
use ascribe::text::{Format, Span};
use std::collections::HashMap;
use std::path::Path;

/// Sentences with their status, and actors with their kind.
type Gold = (Vec<(Span, Status)>, HashMap<Span, ActorKind>);

/// Lays a gold file over its text.
fn read_gold(gold: &str, text: &str) -> Gold {
    let (mut sentences, mut actors, mut at) = (vec![], HashMap::new(), 0);
    for line in gold
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    {
        let (label, marked) = line.split_once('\t').expect("a label, a tab, a sentence");
        let status = match label {
            "N" => Status::None,
            "A" => Status::Attributed,
            "V" => Status::Vague,
            "U" => Status::Unattributed,
            _ => panic!("{label} is no label"),
        };
        let (mut start, mut open) = (None, None);
        let mut rest = marked;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("[[").or_else(|| rest.strip_prefix("]]")) {
                at = text[at..].find(c).expect("the bracket is in the text") + at + 1;
                start.get_or_insert(at - 1);
                rest = after;
                continue;
            }
            if c == '[' {
                let kind = match rest.as_bytes()[1] {
                    b'P' => ActorKind::Person,
                    b'O' => ActorKind::Organisation,
                    b'G' => ActorKind::Place,
                    b'N' => ActorKind::Group,
                    _ => panic!("{rest} is no mark"),
                };
                at += text[at..].len() - text[at..].trim_start().len();
                open = Some((kind, at));
                rest = &rest[3..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            if c == ']' {
                let (kind, from) = open.take().expect("a mark is open");
                actors.insert(Span::new(from, at), kind);
            } else if !c.is_whitespace() {
                at += text[at..].len() - text[at..].trim_start().len();
                assert!(
                    text[at..].starts_with(c),
                    "gold has {rest:?}, text {:?}",
                    &text[at..]
                );
                start.get_or_insert(at);
                at += c.len_utf8();
            }
        }
        sentences.push((Span::new(start.expect("a sentence has text"), at), status));
    }
    (sentences, actors)
}

/// Checks one draft: the least share of sentences and of actors that must be right.
#[track_caller]
fn check(name: &str, format: Format, sentences: f64, actors: f64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts");
    let ending = if format == Format::Markdown { "md" } else { "txt" };
    let text = std::fs::read_to_string(folder.join(format!("{name}.{ending}"))).unwrap();
    let gold = std::fs::read_to_string(folder.join(format!("{name}.gold"))).unwrap();
    let (want, named) = read_gold(&gold, &text);
    let found = Analyzer::new(Options::default()).analyze(&text, format);
    let shared = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let right = want.iter().filter(|(span, status)| {
        let best = found.sentences.iter().max_by_key(|s| shared(s.span, *span));
        let got = best
            .filter(|s| s.span.overlaps(*span))
            .map_or(Status::None, |s| s.status);
        if got != *status {
            eprintln!("{name}: {status:?}, got {got:?}: {}", span.of(&text));
        }
        got == *status
    });
    let share = right.count() as f64 / want.len() as f64;
    assert!(
        share >= sentences,
        "{share:.2} of the sentences of {name} are right"
    );
    let hit = found.mentions.iter().filter(|mention| {
        let right = named.get(&mention.span) == Some(&mention.kind);
        if !right {
            eprintln!("{name}: {} is not {:?}", mention.span.of(&text), mention.kind);
        }
        right
    });
    let f1 = 2.0 * hit.count() as f64 / (named.len() + found.mentions.len()) as f64;
    assert!(f1 >= actors, "actors of {name}: F1 {f1:.2}");
}

#[test]
fn a_french_draft_in_markdown() {
    check("pyongyang.fr", Format::Markdown, 0.9, 0.95);
}

#[test]
fn an_english_draft_in_markdown() {
    check("matsegora.en", Format::Markdown, 0.9, 0.95);
}

#[test]
fn a_french_draft_in_plain_text() {
    check("train.fr", Format::Plain, 0.9, 0.95);
}

#[test]
fn an_english_draft_in_plain_text() {
    check("letters.en", Format::Plain, 0.9, 0.95);
}
