//! How findings look. The findings are made by hand, so that these pictures change with the report
//! alone. `INSTA_UPDATE=always cargo test --test report` accepts what has changed.

use ascribe::analysis::{Actor, ActorKind, Analysis, Mention, Sentence, Status};
use ascribe::language::Language;
use ascribe::report::terminal::{Terminal, draft};
use ascribe::report::{Checked, Summary};
use ascribe::settings::Settings;
use ascribe::text::{BlockKind, Span};
use insta::assert_snapshot;

/// The report on a draft whose findings are marked in it: `{U …}`, `{V …}`, `{A …}`, `{N …}` are
/// sentences by their status, `[…]` in them actors.
fn report(marked: &str, width: usize, color: bool) -> String {
    let (mut text, mut sentences, mut mentions, mut actors) = (String::new(), vec![], vec![], vec![]);
    let (mut open, mut name) = (None, None);
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '{' => {
                let status = match rest.next() {
                    Some('U') => Status::Unattributed,
                    Some('V') => Status::Vague,
                    Some('A') => Status::Attributed,
                    Some('N') => Status::None,
                    other => panic!("{other:?} is no status"),
                };
                assert_eq!(rest.next(), Some(' '));
                open = Some((status, text.len()));
            }
            '}' => {
                let (status, start) = open.take().expect("a sentence is open");
                sentences.push(Sentence {
                    span: Span::new(start, text.len()),
                    block: BlockKind::Paragraph,
                    language: Language::French,
                    status,
                    source: None,
                    cue: None,
                    rule: "by hand",
                });
            }
            '[' => name = Some(text.len()),
            ']' => {
                let span = Span::new(name.take().expect("an actor is open"), text.len());
                mentions.push(Mention {
                    span,
                    kind: ActorKind::Place,
                    actor: actors.len(),
                });
                actors.push(Actor {
                    key: span.of(&text).to_lowercase(),
                    name: span.of(&text).to_owned(),
                    kind: ActorKind::Place,
                    names: vec![],
                    stands_for: None,
                });
            }
            _ => text.push(c),
        }
    }
    let file = Checked {
        path: "draft.md".to_owned(),
        // As the text part would have it: quotation marks of Markdown are no prose.
        prose: text.replace("\n> ", "\n  "),
        text,
        analysis: Analysis {
            language: Language::French,
            sentences,
            mentions,
            actors,
            quotations: vec![],
        },
        corroborations: vec![],
        variants: vec![],
        dismissed: Default::default(),
        unused: vec![],
    };
    let mut summary = Summary::default();
    summary.add(&file, &Settings::default());
    draft(&file, None, &Settings::default(), Terminal { width, color }) + &summary.text(width)
}

const DRAFT: &str = "# {N Le titre de [Pyongyang]}\n\n\
    {U La [Russie] a opposé son veto à une résolution qui prévoyait de nouvelles sanctions contre la [Corée du\nNord].} \
    {A La [Chine] s'est abstenue, selon son ministère.} {N Que veut [Moscou] ?}\n\n\
    {V Des sources évoquent des convois.} {A Rien n'a filtré, a dit le porte-parole.}\n";

#[test]
fn claims_and_actors_are_underlined() {
    assert_snapshot!(report(DRAFT, 100, false));
}

#[test]
fn a_narrow_terminal_breaks_sentences_with_their_underlines() {
    assert_snapshot!(report(DRAFT, 44, false));
}

#[test]
fn colours_are_ansi() {
    assert_snapshot!(
        report("{V Des sources de [Moscou] évoquent des convois.}\n", 80, true).replace('\u{1b}', "␛")
    );
}

#[test]
fn wide_and_combining_characters_stay_above_their_underlines() {
    assert_snapshot!(report(
        "{U 😀 Le chef [金正恩] est arrive\u{301} a\u{300} [Vladivostok] 👩\u{200d}🚀 dimanche, loin de [Pe\u{301}kin].}\n",
        80,
        false
    ));
}

#[test]
fn hostile_text_is_shown_and_not_obeyed() {
    assert_snapshot!(report(
        "{U La [Rus\u{1b}csie] a\u{202e} envahi\u{7} l'[Ukraine]\t en\u{9b}2J 2022.}\n",
        80,
        false
    ));
}

#[test]
fn a_sentence_without_end_is_cut() {
    let endless = format!("{{U {} [Moscou].}}\n", "mot ".repeat(2_000));
    let shown = report(&endless, 60, false);
    assert_eq!(shown.matches('…').count(), 1);
    assert!(shown.lines().count() < 40, "{shown}");
}

#[test]
fn marks_of_a_quotation_do_not_stand_amid_its_words() {
    assert_snapshot!(report(
        "> {A « Nous sommes prêts »,\n> a déclaré [Kim].} {U Ils > les autres.}\n",
        80,
        false
    ));
}

#[test]
fn a_draft_without_findings_has_a_summary_only() {
    assert_snapshot!(report("{A Il a plu, selon la météo.}\n", 80, false));
}
