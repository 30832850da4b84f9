use super::claim_id::claim_id;
use super::store::{Dismissals, Kind, absolute};
use super::tally::{Lookup, Tally};
use crate::analysis::{Analysis, Sentence, Status};
use crate::language::fold::fold;
use crate::text::{Block, BlockKind, Directive, Order, Span, Text};
use std::path::{Path, PathBuf};

/// The codes of what is said of a claim.
pub(super) const CLAIM_CODES: [&str; 3] = ["unattributed-claim", "vague-attribution", "conflicting-source"];
/// The codes of what is said of a name.
const NAME_CODES: [&str; 2] = ["actor", "name-variant"];

/// What dismisses a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// An entry of [`Dismissals::entries`], by its index.
    Entry(Kind, usize),
    /// A comment in the draft, as an index into [`Dismissed::comments`].
    Comment(usize),
}

/// What is dismissed in one draft.
#[derive(Clone, Debug, Default)]
pub struct Dismissed {
    /// The comments of the draft.
    pub comments: Vec<Comment>,
    file: Option<usize>,
    /// Claims with the entry of each, in order.
    claims: Vec<(Span, usize)>,
    /// Mentions with the entry of each, in order.
    mentions: Vec<(Span, usize)>,
}

/// A comment of the draft and what it belongs to.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The comment.
    pub directive: Directive,
    /// What an `ignore` belongs to: a sentence, a block, a table; nothing where there is none.
    pub of: Option<Span>,
}

impl Dismissed {
    /// What `dismissals` and the comments of a draft dismiss in it. `path` is its file, where it has one;
    /// `text` and `analysis` are of `source`.
    pub fn new(
        dismissals: &Dismissals,
        path: Option<&Path>,
        source: &str,
        text: &Text,
        analysis: &Analysis,
    ) -> Self {
        let comments = text.directives.iter().map(|directive| Comment {
            of: target(source, directive, &text.blocks, &analysis.sentences),
            directive: directive.clone(),
        });
        let mut dismissed = Self {
            comments: comments.collect(),
            ..Self::default()
        };
        if dismissals.entries.is_empty() {
            return dismissed;
        }
        let entries = || dismissals.entries.iter().enumerate();
        let own = path.and_then(|path| relative(dismissals.root()?, path));
        dismissed.file = own.and_then(|own| {
            let covers = |of: &str| {
                own.strip_prefix(of)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            entries()
                .find(|(_, entry)| entry.kind == Kind::File && covers(&entry.identity))
                .map(|(at, _)| at)
        });
        let claims: rustc_hash::FxHashMap<&str, usize> = entries()
            .filter(|(_, entry)| entry.kind == Kind::Claim)
            .map(|(at, entry)| (&*entry.identity, at))
            .collect();
        if !claims.is_empty() {
            let found = analysis.sentences.iter().filter(|s| s.status != Status::None);
            dismissed.claims = found
                .filter_map(|sentence| {
                    let id = claim_id(&words(&text.blocks, sentence.span)?);
                    Some((sentence.span, *claims.get(&*id)?))
                })
                .collect();
        }
        for (at, entry) in entries().filter(|(_, entry)| entry.kind == Kind::Actor) {
            let known: Vec<usize> = (0..analysis.actors.len())
                .filter(|&actor| {
                    analysis.actors.get(actor).is_some_and(|actor| {
                        let mut names = std::iter::once(&actor.name).chain(&actor.names);
                        names.any(|name| fold(name) == entry.identity)
                    })
                })
                .collect();
            let mentions = analysis.mentions.iter().filter(|m| known.contains(&m.actor));
            dismissed
                .mentions
                .extend(mentions.map(|mention| (mention.span, at)));
        }
        dismissed.mentions.sort_unstable();
        dismissed
    }

    /// Whether nothing at all is dismissed here.
    pub fn is_empty(&self) -> bool {
        self.file.is_none() && self.claims.is_empty() && self.mentions.is_empty() && self.comments.is_empty()
    }

    /// Whether the whole draft is.
    pub fn file(&self) -> bool {
        self.file.is_some()
    }

    /// What dismisses a finding with this code about these bytes: nothing, or one or several things.
    pub fn by(&self, code: &str, span: Span) -> impl Iterator<Item = By> + '_ {
        let file = self.file.map(|at| By::Entry(Kind::File, at));
        let claim = CLAIM_CODES
            .contains(&code)
            .then(|| self.claims.binary_search_by_key(&span, |(claim, _)| *claim).ok())
            .flatten()
            .and_then(|at| self.claims.get(at))
            .map(|(_, at)| By::Entry(Kind::Claim, *at));
        let name = NAME_CODES
            .contains(&code)
            .then(|| self.mentions.iter().find(|(mention, _)| mention.overlaps(span)))
            .flatten()
            .map(|(_, at)| By::Entry(Kind::Actor, *at));
        let code = code.to_owned();
        let comments = (0..self.comments.len())
            .filter(move |&at| self.covers(at, &code, span))
            .map(By::Comment);
        file.into_iter().chain(claim).chain(name).chain(comments)
    }

    /// Whether a finding with this code about these bytes is dismissed.
    pub fn hides(&self, code: &str, span: Span) -> bool {
        !self.is_empty() && self.by(code, span).next().is_some()
    }

    /// Whether all that would be said of a sentence is dismissed, whatever the settings let be said; `conflicting` is
    /// whether the sources contradict it.
    pub fn sentence(&self, sentence: &Sentence, conflicting: bool) -> bool {
        let status = match sentence.status {
            Status::Unattributed => Some("unattributed-claim"),
            Status::Vague => Some("vague-attribution"),
            Status::None | Status::Attributed => None,
        };
        let codes = status
            .into_iter()
            .chain(conflicting.then_some("conflicting-source"));
        let mut codes = codes.peekable();
        codes.peek().is_some() && codes.all(|code| self.hides(code, sentence.span))
    }

    /// Counts which dismissals are of use; `looked_up` says what the sources have on a claim.
    pub fn tally(&self, analysis: &Analysis, looked_up: impl Fn(&Sentence) -> Lookup) -> Tally<'_> {
        Tally::new(self, analysis, looked_up)
    }

    /// Whether comment `at` dismisses a finding with this code about these bytes.
    fn covers(&self, at: usize, code: &str, span: Span) -> bool {
        let Some(Comment { directive, of }) = self.comments.get(at) else {
            return false;
        };
        let names =
            |other: &Directive| other.codes.is_empty() || other.codes.iter().any(|known| known == code);
        match directive.order {
            Order::Ignore => {
                names(directive) && of.is_some_and(|of| of.start <= span.start && span.start < of.end)
            }
            Order::Off => {
                let on_again = |other: &Comment| {
                    let between = directive.span.end <= other.directive.span.start
                        && other.directive.span.end <= span.start;
                    other.directive.order == Order::On && between && names(&other.directive)
                };
                names(directive) && directive.span.end <= span.start && !self.comments.iter().any(on_again)
            }
            Order::On | Order::Unknown(_) => false,
        }
    }
}

/// What an `ignore` belongs to: on a line of its own, the block below it; else the sentence that it stands in or
/// behind, and where none is before it on the line, the one after it.
fn target(source: &str, directive: &Directive, blocks: &[Block], sentences: &[Sentence]) -> Option<Span> {
    if directive.order != Order::Ignore {
        return None;
    }
    let gap = |from: usize, to: usize| source.get(from..to).unwrap_or("");
    if directive.own_line {
        let first = blocks.partition_point(|block| block.span.start < directive.span.end);
        let mut of = blocks.get(first)?.span;
        // The cells of a table are blocks; whoever writes above a table means all of it.
        for pair in blocks.get(first..)?.windows(2) {
            let [one, next] = pair else { break };
            let between = gap(one.span.end, next.span.start);
            if one.kind != BlockKind::TableCell
                || next.kind != BlockKind::TableCell
                || between.contains("\n\n")
                || between.contains("\r\n\r\n")
            {
                break;
            }
            of.end = next.span.end;
        }
        return Some(of);
    }
    let next = sentences.partition_point(|sentence| sentence.span.start < directive.span.start);
    let same_line = |from: usize, to: usize| !gap(from, to).contains(['\n', '\r']);
    let before = next
        .checked_sub(1)
        .and_then(|at| sentences.get(at))
        .filter(|s| s.span.end >= directive.span.start || same_line(s.span.end, directive.span.start));
    before
        .or_else(|| {
            sentences
                .get(next)
                .filter(|s| same_line(directive.span.end, s.span.start))
        })
        .map(|sentence| sentence.span)
}

/// The words of a sentence, without marks of Markdown.
fn words(blocks: &[Block], span: Span) -> Option<String> {
    let at = blocks.partition_point(|block| block.span.start <= span.start);
    let block = blocks.get(at.checked_sub(1)?)?;
    let prose = block
        .prose
        .get(span.start.checked_sub(block.span.start)?..span.end.checked_sub(block.span.start)?)?;
    Some(prose.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The path of a draft as entries have it: from `root`, with `/`.
pub fn relative(root: &Path, path: &Path) -> Option<String> {
    let path: PathBuf = match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => absolute(folder).join(name),
        (_, Some(name)) => absolute(Path::new(".")).join(name),
        _ => return None,
    };
    let inside = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
