//! What people read: drafts the way a compiler prints diagnostics.

use super::wrap::{Wrapped, wrap};
use super::{Checked, reasons, relation, verdict};
use crate::analysis::variants::{Rival, Variant};
use crate::analysis::{Sentence, Status};
use crate::corpus::Corpus;
use crate::corroboration::{Corroboration, Relation, Verdict};
use crate::dismissals::{Dismissed, Unused, Why};
use crate::settings::{Settings, Severity};
use crate::text::{Encoding, LineIndex, Span};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet};
use anstyle::AnsiColor;

/// How many lines one sentence may take; a longer one is no sentence but a file without line ends.
const SENTENCE_LINES: usize = 12;
/// How many lines one passage may take.
const PASSAGE_LINES: usize = 6;
/// Columns that the renderer puts to the left of text.
const GUTTER: usize = 4;

/// Where the report goes.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// In columns.
    pub width: usize,
    /// Whether to write ANSI colours.
    pub color: bool,
}

/// What a sentence is underlined for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nobody answers for it.
    Unattributed,
    /// Its source could not be rung up.
    Vague,
    /// Somebody answers for it, and a passage of the corpus says otherwise.
    Conflicting,
}

impl Finding {
    /// What is to be said of a sentence, as far as the settings let it be said and nobody has dismissed it.
    pub fn of(
        sentence: &Sentence,
        found: Option<&Corroboration>,
        settings: &Settings,
        dismissed: &Dismissed,
    ) -> Option<(Self, Severity)> {
        let severity = &settings.severity;
        let conflicting = found.is_some_and(|found| found.verdict == Verdict::Conflicting);
        let said = |(finding, severity): &(Self, Severity)| {
            *severity != Severity::Off && !dismissed.hides(finding.code(), sentence.span)
        };
        let status = match sentence.status {
            Status::None => return None,
            Status::Unattributed => Some((Self::Unattributed, severity.unattributed_claim)),
            Status::Vague => Some((Self::Vague, severity.vague_attribution)),
            Status::Attributed => None,
        };
        status
            .filter(said)
            .or_else(|| conflicting.then_some((Self::Conflicting, severity.conflicting_source)))
            .filter(said)
    }

    /// The code of its diagnostic.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unattributed => "unattributed-claim",
            Self::Vague => "vague-attribution",
            Self::Conflicting => "conflicting-source",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Unattributed => "nobody answers for this claim",
            Self::Vague => "nobody could ring this source up",
            Self::Conflicting => "a source says otherwise",
        }
    }
}

/// The lines of one draft that have findings, each underlined, with what the corpus has on them.
pub fn draft(file: &Checked, corpus: Option<&Corpus>, settings: &Settings, terminal: Terminal) -> String {
    let page = Page {
        file,
        shown: without_quote_marks(&file.text, &file.prose),
        corpus,
        settings,
        lines: LineIndex::new(&file.text),
        width: terminal.width.saturating_sub(GUTTER).clamp(20, 120),
    };
    let renderer = match terminal.color {
        // Actors are blue, which is what the library draws information in.
        true => Renderer::styled().info(AnsiColor::BrightCyan.on_default().bold()),
        false => Renderer::plain(),
    }
    .term_width(terminal.width.max(40));
    let mut out = String::new();
    for piece in page.pieces() {
        // The renderer takes a place and a snippet of one group for two files; in two groups the
        // place that we know stands above the lines that we broke.
        out.push_str(&renderer.render(&[piece.head]));
        out.push('\n');
        out.push_str(&renderer.render(&[piece.body]));
        out.push_str("\n\n");
    }
    out
}

/// One claim and what the corpus has on it.
pub fn claim(
    claim: &str,
    found: &Corroboration,
    corpus: &Corpus,
    passages: usize,
    terminal: Terminal,
) -> String {
    let width = terminal.width.clamp(20, 120);
    let mut out = wrap(claim, width, SENTENCE_LINES) + "\n";
    out += &format!("  {}: {}\n", verdict(found.verdict), counted_sources(found));
    for (relation, text) in evidence(found, corpus, passages, width.saturating_sub(GUTTER)) {
        out += &format!(
            "  {}: {}\n",
            super::relation(relation),
            text.replace('\n', "\n    ")
        );
    }
    out
}

/// One entry of the report.
struct Piece<'a> {
    /// What it is about, and where.
    head: Group<'a>,
    /// The lines, and what is said of them.
    body: Group<'a>,
}

struct Page<'a> {
    file: &'a Checked,
    /// The draft's text, byte for byte where it was.
    shown: String,
    corpus: Option<&'a Corpus>,
    settings: &'a Settings,
    lines: LineIndex,
    width: usize,
}

impl<'a> Page<'a> {
    /// One a flagged sentence; sentences of a line that only name actors share one.
    fn pieces(&self) -> Vec<Piece<'a>> {
        let (mut pieces, mut quiet) = (Vec::new(), Vec::new());
        for (at, sentence) in self.file.analysis.sentences.iter().enumerate() {
            let found = self.file.corroborations.get(at).and_then(Option::as_ref);
            match Finding::of(sentence, found, self.settings, &self.file.dismissed) {
                Some((finding, severity)) => {
                    pieces.extend(self.quiet(&mut quiet));
                    pieces.push(self.flagged(sentence, finding, severity, found));
                }
                None if self.variants(sentence.span).next().is_some() => {
                    pieces.extend(self.quiet(&mut quiet))
                }
                None => {
                    if self.settings.severity.actor != Severity::Off
                        && self.mentions(sentence.span).next().is_some()
                    {
                        // A paragraph starts a group of its own, so that its line is named.
                        let far = |last: &Span| {
                            self.file
                                .text
                                .get(last.end..sentence.span.start)
                                .is_none_or(|gap| gap.contains('\n'))
                        };
                        if quiet.last().is_some_and(far) {
                            pieces.extend(self.quiet(&mut quiet));
                        }
                        quiet.push(sentence.span);
                    }
                }
            }
            pieces.extend(
                self.variants(sentence.span)
                    .map(|variant| self.spelled(sentence, variant)),
            );
        }
        pieces.extend(self.quiet(&mut quiet));
        if self.settings.severity.unused_dismissal != Severity::Off {
            pieces.extend(self.file.unused.iter().map(|unused| self.unused(unused)));
        }
        pieces
    }

    fn unused(&self, unused: &Unused) -> Piece<'a> {
        let level = level(self.settings.severity.unused_dismissal);
        let head = level
            .clone()
            .primary_title(why_unused(&unused.why))
            .id("unused-dismissal")
            .element(self.origin(unused.span.start));
        let wrapped = Wrapped::new(&self.shown, &[unused.span], self.width, SENTENCE_LINES);
        let places = wrapped.ranges(unused.span).into_iter();
        let snippet = Snippet::source(wrapped.text.clone())
            .line_numbering(false)
            .annotations(places.map(|at| AnnotationKind::Primary.span(at)));
        Piece {
            head,
            body: Group::with_level(level).element(snippet),
        }
    }

    /// The names within `span` that are spelled in two ways, where the settings let that be said.
    fn variants(&self, span: Span) -> impl Iterator<Item = &'a Variant> + '_ {
        let shown = self.settings.severity.name_variant != Severity::Off;
        let all = self.file.variants.iter().filter(move |_| shown);
        all.filter(move |variant| {
            self.span_of(variant)
                .is_some_and(|mention| span.contains(mention))
        })
    }

    fn span_of(&self, variant: &Variant) -> Option<Span> {
        self.file
            .analysis
            .mentions
            .get(variant.mention)
            .map(|mention| mention.span)
    }

    fn spelled(&self, sentence: &'a Sentence, variant: &Variant) -> Piece<'a> {
        let mention = self.span_of(variant).unwrap_or(sentence.span);
        let wrapped = Wrapped::new(&self.shown, &[sentence.span], self.width, SENTENCE_LINES);
        let snippet = Snippet::source(wrapped.text.clone())
            .line_numbering(false)
            .annotations(
                wrapped
                    .ranges(mention)
                    .into_iter()
                    .map(|at| AnnotationKind::Primary.span(at)),
            );
        let level = level(self.settings.severity.name_variant);
        let head = level
            .clone()
            .primary_title("this name is spelled otherwise elsewhere")
            .id("name-variant")
            .element(self.origin(mention.start));
        let place = match &variant.rival {
            Rival::Draft(other) => {
                let other = self
                    .file
                    .analysis
                    .mentions
                    .get(*other)
                    .map_or(0, |other| other.span.start);
                let line = self.lines.position(&self.file.text, other, Encoding::Utf32).line + 1;
                format!("in line {line}: {}", super::one_line(&variant.name))
            }
            Rival::Corpus { .. } => format!("in the sources: {}", super::one_line(&variant.name)),
        };
        let place: Message<'a> = Level::HELP.with_name("spelling").message(place);
        Piece {
            head,
            body: Group::with_level(level).element(snippet).element(place),
        }
    }

    fn mentions(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let mentions = &self.file.analysis.mentions;
        let first = mentions.partition_point(|mention| mention.span.end <= span.start);
        mentions
            .iter()
            .skip(first)
            .map(|mention| mention.span)
            .take_while(move |inner| inner.start < span.end)
            .filter(|inner| !self.file.dismissed.hides("actor", *inner))
    }

    fn quiet(&self, spans: &mut Vec<Span>) -> Option<Piece<'a>> {
        let start = spans.first()?.start;
        let wrapped = Wrapped::new(&self.shown, spans, self.width, SENTENCE_LINES);
        let mut snippet = Snippet::source(wrapped.text.clone()).line_numbering(false);
        for span in spans.drain(..) {
            for mention in self.mentions(span) {
                snippet = snippet.annotations(
                    wrapped
                        .ranges(mention)
                        .into_iter()
                        .map(|at| AnnotationKind::Context.span(at)),
                );
            }
        }
        Some(Piece {
            head: Group::with_level(Level::NOTE).element(self.origin(start)),
            body: Group::with_level(Level::NOTE).element(snippet),
        })
    }

    fn flagged(
        &self,
        sentence: &'a Sentence,
        finding: Finding,
        severity: Severity,
        found: Option<&Corroboration>,
    ) -> Piece<'a> {
        let wrapped = Wrapped::new(&self.shown, &[sentence.span], self.width, SENTENCE_LINES);
        let mut snippet = Snippet::source(wrapped.text.clone())
            .line_numbering(false)
            .fold(false);
        snippet = snippet.annotations(
            wrapped
                .ranges(sentence.span)
                .into_iter()
                .map(|at| AnnotationKind::Primary.span(at)),
        );
        if self.settings.severity.actor != Severity::Off {
            for mention in self.mentions(sentence.span) {
                snippet = snippet.annotations(
                    wrapped
                        .ranges(mention)
                        .into_iter()
                        .map(|at| AnnotationKind::Context.span(at)),
                );
            }
        }
        let level = level(severity);
        let head = level
            .clone()
            .primary_title(finding.title())
            .id(finding.code())
            .element(self.origin(sentence.span.start));
        let mut body = Group::with_level(level).element(snippet);
        if let (Some(found), Some(corpus)) = (found, self.corpus) {
            body = body.elements(self.messages(found, corpus));
        }
        Piece { head, body }
    }

    fn origin(&self, offset: usize) -> Origin<'a> {
        let place = self.lines.position(&self.file.text, offset, Encoding::Utf32);
        Origin::path(super::one_line(&self.file.path).into_owned())
            .line(place.line as usize + 1)
            .char_column(place.character as usize + 1)
    }

    fn messages(&self, found: &Corroboration, corpus: &Corpus) -> Vec<Element<'a>> {
        let said = |level: Level<'a>, name: &'static str, text: String| -> Element<'a> {
            let message: Message<'a> = level.with_name(name).message(text);
            message.into()
        };
        let level = match found.verdict {
            Verdict::Corroborated => Level::HELP,
            Verdict::Partial => Level::INFO,
            Verdict::Conflicting => Level::ERROR,
            Verdict::Nothing => Level::NOTE,
        };
        let mut messages = vec![said(level, verdict(found.verdict), counted_sources(found))];
        let width = self.width.saturating_sub(14);
        for (kind, text) in evidence(found, corpus, self.settings.passages, width) {
            let level = match kind {
                Relation::Supports => Level::HELP,
                Relation::Partly => Level::INFO,
                Relation::Conflicts => Level::ERROR,
                Relation::Unrelated => Level::NOTE,
            };
            messages.push(said(level, relation(kind), text));
        }
        messages
    }
}

/// Why a comment does nothing, in a few words.
fn why_unused(why: &Why) -> String {
    match why {
        Why::NothingToDismiss => "nothing is dismissed by this comment".to_owned(),
        Why::UnknownOrder(word) => {
            let word = super::one_line(word);
            format!("“{word}” is no order of ascribe; write ignore, off or on")
        }
        Why::UnknownCode(code, nearest) => {
            let code = super::one_line(code);
            match nearest {
                Some(nearest) => format!("no finding is called “{code}”; did you mean {nearest}?"),
                None => format!("no finding is called “{code}”"),
            }
        }
        Why::NothingOff => "nothing was turned off before this comment".to_owned(),
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint | Severity::Off => Level::NOTE,
    }
}

/// `text` without the `>` that later lines of a Markdown quotation start with: lines are broken
/// anew, and the marks would stand amid the words.
fn without_quote_marks(text: &str, prose: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut at_start = false;
    for (at, c) in text.char_indices() {
        let mark = at_start && c == '>' && prose.as_bytes().get(at) == Some(&b' ');
        shown.push(if mark { ' ' } else { c });
        at_start = c == '\n' || (at_start && (c == '>' || c == ' '));
    }
    shown
}

/// A verdict's number of sources, in words.
fn counted_sources(found: &Corroboration) -> String {
    match (found.verdict, found.independent_sources) {
        (Verdict::Nothing, _) => format!("none of the {} passages searched is about this", found.searched),
        (Verdict::Conflicting, backing) => {
            let against = match found.sources_against() {
                1 => "1 source against it".to_owned(),
                sources => format!("{sources} independent sources against it"),
            };
            match backing {
                0 => against,
                backing => format!("{against}, {backing} for it"),
            }
        }
        (_, sources) => {
            let together = if found.together {
                "by several passages together, "
            } else {
                ""
            };
            let counted = match sources {
                1 => "1 source".to_owned(),
                sources => format!("{sources} independent sources"),
            };
            match found.backing() {
                passages if passages > sources => format!("{together}{counted} in {passages} passages"),
                _ => format!("{together}{counted}"),
            }
        }
    }
}

/// The best passages: where each stands and who says it, its words, and why it is shown.
fn evidence(found: &Corroboration, corpus: &Corpus, limit: usize, width: usize) -> Vec<(Relation, String)> {
    let shown = found.passages.iter().take(limit).filter_map(|evidence| {
        let passage = corpus.passage(evidence.passage)?;
        let article = corpus.article_of(passage)?;
        let mut place = format!("{}:{}", super::one_line(&article.path), passage.line);
        if let Some(origin) = &evidence.origin {
            let name = super::one_line(&origin.name);
            place = match origin.reported {
                true => format!("{name}, by way of {place}"),
                false => format!("{place}, {name}"),
            };
        }
        if let Some(date) = article.date {
            place += &format!(", {}", super::json::iso(date));
        }
        let quoted = format!("“{}”", passage.text.trim());
        let mut text = format!("{place}\n{}", wrap(&quoted, width, PASSAGE_LINES));
        let reasons = reasons(evidence);
        if !reasons.is_empty() {
            text += "\n";
            text += &wrap(&reasons.join("; "), width, PASSAGE_LINES);
        }
        Some((evidence.relation, text))
    });
    shown.collect()
}
