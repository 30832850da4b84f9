use super::claim_id::claim_id;
use super::region::Regions;
use super::store::{Dismissals, Kind, absolute};
use super::tally::{Lookup, Tally};
use crate::analysis::{Analysis, Sentence, Status};
use crate::language::fold::fold;
use crate::text::{Directive, Span, Text, prose_at};
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
    /// The comments of the draft, in order.
    pub comments: Vec<Directive>,
    regions: Regions,
    file: Option<usize>,
    /// Claims with the entry of each, in order.
    claims: Vec<(Span, usize)>,
    /// Mentions with the entry of each, in order.
    mentions: Vec<(Span, usize)>,
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
        let mut dismissed = Self {
            regions: Regions::new(source, text, &analysis.sentences),
            comments: text.directives.clone(),
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
                    let id = claim_id(prose_at(&text.blocks, sentence.span)?);
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
            .then(|| {
                let first = self
                    .mentions
                    .partition_point(|(mention, _)| mention.end <= span.start);
                self.mentions
                    .get(first)
                    .filter(|(mention, _)| mention.overlaps(span))
            })
            .flatten()
            .map(|(_, at)| By::Entry(Kind::Actor, *at));
        let comments = self.regions.covering(code, span.start).map(By::Comment);
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
