//! Which of several spellings stands.

use super::spelling::{richness, without_first_mark};

/// One spelling of a word or of the way a name is put together, and who uses it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What makes it this spelling and no other.
    pub form: String,
    /// As it is written: the word, or the whole name.
    pub text: String,
    /// How many of the draft's mentions have it.
    pub draft: usize,
    /// The first of them.
    pub first: Option<usize>,
    /// How many texts of the corpus have it.
    pub corpus: usize,
    /// The house writes it so.
    pub house: bool,
}

/// The index of the spelling that the others should give way to; `None` where all may stay.
///
/// The house decides, else most texts of the corpus, else most mentions of the draft, else the spelling with more
/// accents, else the first. Where the draft has one spelling alone and the corpus has it too, it stays unless another one is
/// twice as frequent there.
pub(super) fn choose(candidates: &[Candidate]) -> Option<usize> {
    let used: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| candidate.draft > 0)
        .collect();
    if used.is_empty() || candidates.len() < 2 {
        return None;
    }
    // With and without an accent on the first capital is one spelling to the corpus.
    let group = |candidate: &Candidate| without_first_mark(&candidate.form);
    let sum = |of: &Candidate, number: fn(&Candidate) -> usize| -> usize {
        let wanted = group(of);
        candidates
            .iter()
            .filter(|other| group(other) == wanted)
            .map(number)
            .sum()
    };
    let best = candidates
        .iter()
        .enumerate()
        .max_by_key(|(at, candidate)| {
            (
                candidate.house,
                sum(candidate, |c| c.corpus),
                sum(candidate, |c| c.draft),
                richness(&candidate.form),
                candidate.draft,
                std::cmp::Reverse(*at),
            )
        })
        .map(|(at, _)| at)?;
    let chosen = candidates.get(best)?;
    if let [only] = used.as_slice() {
        let itself = only.form == chosen.form;
        let frequent = only.corpus > 0 && chosen.corpus < 2 * only.corpus;
        // An accent too many is a mistake only where the corpus is sure of it.
        let unsure = chosen.corpus < 2
            && richness(&only.form) > richness(&chosen.form)
            && bare(&only.form) == bare(&chosen.form);
        if itself || !chosen.house && (frequent || unsure) {
            return None;
        }
    }
    Some(best)
}

fn bare(form: &str) -> String {
    crate::language::fold::fold(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spellings with their counts in draft and corpus, and the one that stands.
    #[track_caller]
    fn check(candidates: &[(&str, usize, usize)], want: Option<&str>) {
        let candidates: Vec<_> = candidates
            .iter()
            .enumerate()
            .map(|(at, &(form, draft, corpus))| Candidate {
                form: form.to_owned(),
                text: form.to_owned(),
                draft,
                first: (draft > 0).then_some(at),
                corpus,
                house: false,
            })
            .collect();
        let chosen = choose(&candidates).and_then(|at| candidates.get(at));
        assert_eq!(chosen.map(|chosen| chosen.text.as_str()), want);
    }

    #[test]
    fn the_corpus_decides_before_the_draft() {
        check(&[("putin", 3, 0), ("poutine", 1, 2)], Some("poutine"));
        check(&[("putin", 3, 0), ("poutine", 0, 1)], Some("poutine"));
    }

    #[test]
    fn the_draft_decides_where_the_corpus_does_not() {
        check(&[("putin", 1, 0), ("poutine", 2, 0)], Some("poutine"));
        check(&[("putin", 1, 0), ("poutine", 1, 0)], Some("putin"));
        check(&[("putin", 2, 4), ("poutine", 1, 4)], Some("putin"));
    }

    #[test]
    fn accents_break_a_tie_and_a_bare_capital_is_no_spelling_of_its_own() {
        check(&[("serguei", 1, 0), ("sergueï", 1, 0)], Some("sergueï"));
        check(&[("elysée", 4, 0), ("élysée", 1, 0)], Some("élysée"));
        check(&[("élysée", 1, 0), ("elysée", 0, 9)], None);
        check(&[("elysée", 1, 0), ("élysée", 0, 9)], Some("élysée"));
        check(&[("sergueï", 1, 0), ("serguei", 0, 1)], None);
        check(&[("serguei", 1, 0), ("sergueï", 0, 1)], Some("sergueï"));
    }

    #[test]
    fn what_the_corpus_writes_both_ways_stays() {
        check(&[("putin", 2, 2), ("poutine", 0, 3)], None);
        check(&[("putin", 2, 1), ("poutine", 0, 3)], Some("poutine"));
        check(&[("putin", 2, 0)], None);
    }
}
