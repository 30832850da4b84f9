use super::align::{ACTOR_WEIGHT, Alignment, Side};
use super::findings::Findings;
use super::overlap::overlap;
use crate::analysis::facts::{Facts, Term};
use crate::language::news::{Mark, Role, fold, lexicon};

/// How many features there are.
pub(super) const COUNT: usize = NAMES.len();

/// Their names, in order; weights files name them.
pub(super) const NAMES: [&str; 113] = [
    "coverage",
    "content",
    "actors",
    "actors-missing",
    "actors-extra",
    "coverage-near",
    "reverse",
    "cosine",
    "order",
    "trigrams",
    "trigrams-in",
    "same-language",
    "figures-agree",
    "figures-differ",
    "figures-missing",
    "figures-extra",
    "dates-agree",
    "dates-differ",
    "dates-missing",
    "negated",
    "negations-claim",
    "negations-passage",
    "negations-parity",
    "opposite",
    "misplaced",
    "swapped",
    "denial",
    "claim-denies",
    "absolute-claim",
    "absolute-differs",
    "possible-differs",
    "heaviest-missing",
    "names-missing",
    "names-in",
    "length-claim",
    "length-passage",
    "length-ratio",
    "longest-run",
    "said-claim",
    "said-passage",
    "quoted-passage",
    "quote-match",
    "near-gain",
    "head",
    "tail",
    "segments",
    "segment-least",
    "segment-last",
    "uncovered-run",
    "uncovered",
    "window",
    "other-doer",
    "negated-strict",
    "hard",
    "hard-near",
    "polarity-near",
    "figures-claim",
    "supported-all",
    "denial-before",
    "dates-hard",
    "hard-any",
    "nouns",
    "nouns-missing",
    "nouns-answered",
    "verbs",
    "verbs-missing",
    "verbs-answered",
    "adjectives",
    "adjectives-missing",
    "adjectives-answered",
    "proper",
    "proper-missing",
    "proper-answered",
    "adverbs",
    "adverbs-missing",
    "adverbs-answered",
    "negates-claim",
    "negates-passage",
    "negates-differs",
    "negates-claim-alone",
    "negates-passage-alone",
    "disputes-claim",
    "disputes-passage",
    "disputes-differs",
    "limits-claim",
    "limits-passage",
    "limits-differs",
    "circulates-claim",
    "circulates-passage",
    "rival",
    "actors-article",
    "title",
    "denied",
    "planned",
    "deed-missing",
    "deeds-missing",
    "attributes",
    "places",
    "words",
    "words-sentence",
    "words-pairs",
    "words-order",
    "words-all",
    "words-alike",
    "words-missing",
    "segment-best",
    "leaning",
    "leaning-near",
    "not-yet",
    "focus",
    "substance",
    "other-things",
    "other-things-near",
];

/// A part of a whole, 0 where there is no whole.
pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// How many words of saying a sentence has.
fn sayings(facts: &Facts) -> f32 {
    let says = |term: &&Term| lexicon().plays(&term.families, Role::Saying);
    facts.terms.iter().filter(says).count() as f32
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// What the learned part of the judge sees of a pair.
pub(super) fn features(
    claim: Side<'_>,
    passage: Side<'_>,
    alignment: &Alignment,
    findings: &Findings,
) -> [f32; COUNT] {
    let (c, p) = (claim.facts, passage.facts);
    let mut weight = 0.0;
    let (mut covered, mut near) = (0.0, 0.0);
    let mut heaviest: f32 = 0.0;
    let (mut names, mut names_missing) = (0.0, 0.0);
    for ((term, matched), own) in c.terms.iter().zip(&alignment.terms).zip(&alignment.weights) {
        if term.is(Term::ACTOR) {
            continue;
        }
        weight += own;
        covered += own * matched.score;
        near += own * matched.score.max(0.6 * matched.near);
        if matched.score < 0.4 {
            heaviest = heaviest.max(*own);
        }
        if term.is(Term::NAME) {
            names += 1.0;
            names_missing += f32::from(u8::from(matched.score < 0.4));
        }
    }
    let (mut actors, mut actors_found, mut missing) = (0.0, 0.0, 0.0);
    for (_, matched) in alignment.named(c) {
        actors += 1.0;
        actors_found += matched.score;
        missing += f32::from(u8::from(matched.score < 0.4));
    }
    let named_in_passage = p.actors.iter().filter(|actor| !actor.borrowed);
    let (mut extra, mut passage_actors) = (0.0, 0.0);
    for actor in named_in_passage {
        passage_actors += 1.0;
        let known = c
            .actors
            .iter()
            .any(|other| super::align::same_actor(other, actor) >= 0.4);
        extra += f32::from(u8::from(!known));
    }
    let used: Vec<bool> = (0..p.terms.len()).map(|at| alignment.uses(at, 0.7)).collect();
    let passage_weight: f32 = p
        .terms
        .iter()
        .filter(|t| !t.is(Term::ACTOR))
        .map(|t| t.weight)
        .sum();
    let reverse: f32 = p
        .terms
        .iter()
        .zip(&used)
        .filter(|(term, used)| **used && !term.is(Term::ACTOR))
        .map(|(term, _)| term.weight)
        .sum();
    let all = weight + ACTOR_WEIGHT * actors;
    let coverage = share(covered + ACTOR_WEIGHT * actors_found, all);
    let coverage_near = share(near + ACTOR_WEIGHT * actors_found, all);
    let total_passage = passage_weight + ACTOR_WEIGHT * passage_actors;
    let reverse_all = share(reverse + ACTOR_WEIGHT * (passage_actors - extra), total_passage);
    let same = c.language == p.language;
    let (dice, inside) = if same {
        trigrams(claim.text, passage.text)
    } else {
        (0.0, 0.0)
    };
    let flagged = |facts: &Facts, flag: u16| facts.terms.iter().filter(|term| term.is(flag)).count() as f32;
    let differs = |flag: u16| {
        let pairs = c
            .terms
            .iter()
            .zip(&alignment.terms)
            .filter(|(_, m)| m.score >= 0.7);
        pairs
            .filter(|(term, m)| {
                m.term
                    .and_then(|at| p.terms.get(at))
                    .is_some_and(|other| term.is(flag) != other.is(flag))
            })
            .count() as f32
    };
    let (order, run) = order(alignment);
    let quoted = c
        .terms
        .iter()
        .zip(&alignment.terms)
        .filter(|(term, _)| term.is(Term::QUOTED));
    let (mut quoted_all, mut quoted_found) = (0.0, 0.0);
    for (_, matched) in quoted {
        quoted_all += 1.0;
        quoted_found += matched.score;
    }
    let (negations_c, negations_p) = (c.negations.len() as f32, p.negations.len() as f32);
    let (words_c, words_p) = (f32::from(c.words).max(1.0), f32::from(p.words).max(1.0));
    let head = alignment
        .terms
        .iter()
        .zip(&c.terms)
        .find(|(_, term)| !term.is(Term::ACTOR))
        .map_or(0.0, |(matched, _)| matched.score);
    let tail = c
        .terms
        .iter()
        .zip(&alignment.terms)
        .rev()
        .find(|(term, _)| !term.is(Term::ACTOR))
        .map_or(0.0, |(_, matched)| matched.score);
    let parts = findings.clauses;
    let (run_missing, uncovered) = uncovered(c, alignment);
    let strict = findings
        .negated
        .iter()
        .filter(|(c, _)| alignment.terms.get(*c).is_some_and(|m| m.score >= 0.85))
        .count() as f32;
    let dates_differ = findings.dates_agree.is_empty() && !findings.dates_differ.is_empty();
    let hard = findings.figures_differ.len() as f32
        + f32::from(u8::from(dates_differ))
        + (findings.opposite.len() as f32).min(1.0)
        + (findings.swapped.len() as f32).min(1.0);
    let first = [
        coverage,
        share(covered, weight),
        if actors > 0.0 { actors_found / actors } else { 0.5 },
        missing,
        extra,
        coverage_near,
        reverse_all,
        (coverage * reverse_all).sqrt(),
        order,
        dice,
        inside,
        f32::from(u8::from(same)),
        findings.figures_agree.len() as f32,
        findings.figures_differ.len() as f32,
        findings.figures_missing.len() as f32,
        p.figures.len() as f32 - findings.figures_agree.len() as f32,
        findings.dates_agree.len() as f32,
        findings.dates_differ.len() as f32,
        findings.dates_missing.len() as f32,
        findings.negated.len() as f32,
        negations_c.min(4.0),
        negations_p.min(4.0),
        f32::from(u8::from((negations_c > 0.0) != (negations_p > 0.0))),
        findings.opposite.len() as f32,
        findings.misplaced.len() as f32,
        findings.swapped.len() as f32,
        f32::from(u8::from(findings.denial.is_some())),
        f32::from(u8::from(findings.claim_denies.is_some())),
        flagged(c, Term::ABSOLUTE).min(3.0),
        differs(Term::ABSOLUTE),
        differs(Term::POSSIBLE),
        heaviest,
        names_missing,
        names - names_missing,
        words_c.ln(),
        words_p.ln(),
        (words_c / words_p).ln(),
        run,
        sayings(c).min(3.0),
        sayings(p).min(3.0),
        share(flagged(p, Term::QUOTED), p.terms.len() as f32),
        share(quoted_found, quoted_all),
        coverage_near - coverage,
        head,
        tail,
        parts.count,
        parts.least,
        parts.last,
        run_missing,
        uncovered,
        window(c, p, alignment, all),
        findings.other_doer.len() as f32,
        strict,
        hard,
        hard * coverage_near,
        strict.min(1.0) * coverage_near,
        c.figures.len() as f32,
        f32::from(u8::from(
            parts.least > 0.6 && missing == 0.0 && hard == 0.0 && strict == 0.0,
        )),
        f32::from(u8::from(
            findings.denial.is_some()
                && findings.claim_denies.is_none()
                && coverage_near >= 0.45
                && coverage_near - coverage > 0.15,
        )),
        f32::from(u8::from(dates_differ)),
        if hard + strict > 0.0 { coverage_near } else { 0.0 },
    ];
    let deed = findings.unsaid;
    let mut all = [0.0; COUNT];
    let rest = spoken(c, p, alignment)
        .into_iter()
        .chain(marked(c, p))
        .chain([findings.rival.len() as f32])
        .chain(article(claim, passage, alignment))
        .chain([
            flag(findings.denied),
            flag(findings.planned),
            deed,
            flag(deed >= 1.5),
        ])
        .chain([
            findings.attributes.len() as f32,
            flag(!findings.places.is_empty() && covered >= 0.6 * weight),
        ])
        .chain(overlap(claim, passage, coverage))
        .chain([
            parts.best,
            findings.leaning.len() as f32,
            flag(!findings.leaning.is_empty()) * coverage,
            flag(findings.not_yet),
            flag(findings.focus.is_some()),
            findings.substance,
            findings.other_things.len() as f32,
            flag(!findings.other_things.is_empty()) * coverage,
        ]);
    for (feature, value) in all.iter_mut().zip(first.into_iter().chain(rest)) {
        *feature = value;
    }
    all
}

/// How many of the claim's actors the passage or its whole article names, and how much of the claim its title has.
fn article(claim: Side<'_>, passage: Side<'_>, alignment: &Alignment) -> [f32; 2] {
    let (mut all, mut named) = (0.0, 0.0);
    for (actor, matched) in alignment.named(claim.facts) {
        all += 1.0;
        named += flag(matched.score >= 0.4 || passage.article_names(actor));
    }
    let (mut weight, mut shared) = (0.0, 0.0);
    for (matched, own) in alignment.terms.iter().zip(&alignment.weights) {
        weight += own;
        shared += own * matched.title;
    }
    [if all > 0.0 { named / all } else { 0.5 }, share(shared, weight)]
}

/// For each part of speech: how much of the claim's words the passage has, how many it lacks, and how much of the
/// passage's own words the claim has.
fn spoken(claim: &Facts, passage: &Facts, alignment: &Alignment) -> [f32; 15] {
    let theirs = passage.terms.iter().enumerate();
    let answered: Vec<bool> = theirs
        .map(|(at, term)| alignment.answers(claim, at, term))
        .collect();
    let parts = [
        Term::NOUN,
        Term::VERB,
        Term::ADJECTIVE,
        Term::PROPER,
        Term::ADVERB,
    ];
    let mut found = [0.0; 15];
    for (part, three) in parts.into_iter().zip(found.chunks_exact_mut(3)) {
        let (mut all, mut covered, mut missing) = (0.0, 0.0, 0.0);
        for (term, matched) in claim
            .terms
            .iter()
            .zip(&alignment.terms)
            .filter(|(term, _)| term.is(part))
        {
            all += term.weight;
            covered += term.weight * matched.score;
            missing += flag(matched.score < 0.5);
        }
        let (mut theirs, mut known) = (0.0, 0.0);
        for (term, answered) in passage
            .terms
            .iter()
            .zip(&answered)
            .filter(|(term, _)| term.is(part))
        {
            theirs += term.weight;
            known += if *answered { term.weight } else { 0.0 };
        }
        // Where there is no such word the share says nothing: it is set between what is common for yes and for no.
        three.copy_from_slice(&[
            if all > 0.0 { covered / all } else { 0.6 },
            missing,
            if theirs > 0.0 { known / theirs } else { 0.5 },
        ]);
    }
    found
}

/// How the two are told, by words that negate, dispute, limit or pass on.
fn marked(claim: &Facts, passage: &Facts) -> [f32; 13] {
    let of = |facts: &Facts, mark: Mark, most: u8| f32::from(facts.marks(mark).min(most));
    let differs = |mark: Mark| flag((claim.marks(mark) > 0) != (passage.marks(mark) > 0));
    let alone = |one: &Facts, other: &Facts, mark: Mark| flag(one.marks(mark) > 0 && other.marks(mark) == 0);
    [
        of(claim, Mark::Negates, 2),
        of(passage, Mark::Negates, 3),
        differs(Mark::Negates),
        alone(claim, passage, Mark::Negates),
        alone(passage, claim, Mark::Negates),
        of(claim, Mark::Disputes, 4),
        of(passage, Mark::Disputes, 4),
        differs(Mark::Disputes),
        of(claim, Mark::Limits, 2),
        of(passage, Mark::Limits, 2),
        differs(Mark::Limits),
        of(claim, Mark::Circulates, 3),
        of(passage, Mark::Circulates, 3),
    ]
}

/// The weightiest run of neighbouring words of the claim that the passage lacks, and the weight of all of them.
fn uncovered(claim: &Facts, alignment: &Alignment) -> (f32, f32) {
    let (mut run, mut most, mut all) = (0.0, 0.0_f32, 0.0);
    for (term, matched) in claim
        .terms
        .iter()
        .zip(&alignment.terms)
        .filter(|(term, _)| !term.is(Term::ACTOR))
    {
        all += term.weight * (1.0 - matched.score);
        run = if matched.score < 0.4 {
            run + term.weight
        } else {
            0.0
        };
        most = most.max(run);
    }
    (most, all)
}

/// How much of the claim one stretch of the passage covers, twice as long as the claim.
fn window(claim: &Facts, passage: &Facts, alignment: &Alignment, all: f32) -> f32 {
    let mut places: Vec<(u16, f32)> = claim
        .terms
        .iter()
        .zip(&alignment.terms)
        .filter(|(term, _)| !term.is(Term::ACTOR))
        .filter_map(|(term, m)| Some((passage.terms.get(m.term?)?.at, term.weight * m.score)))
        .collect();
    places.extend(
        alignment
            .named(claim)
            .filter_map(|(_, m)| Some((passage.actors.get(m.actor?)?.at, ACTOR_WEIGHT * m.score))),
    );
    places.sort_by_key(|place| place.0);
    let length = claim.words.saturating_mul(2).saturating_add(4);
    let (mut sum, mut best, mut first) = (0.0, 0.0_f32, 0);
    for at in 0..places.len() {
        sum += places[at].1;
        while places[at].0.saturating_sub(places[first].0) > length {
            sum -= places[first].1;
            first += 1;
        }
        best = best.max(sum);
    }
    share(best, all)
}

/// The share of aligned terms that stand in the same order on both sides, and the longest run of neighbours.
fn order(alignment: &Alignment) -> (f32, f32) {
    let places: Vec<usize> = alignment
        .terms
        .iter()
        .filter(|m| m.score >= 0.7)
        .filter_map(|m| m.term)
        .collect();
    if places.is_empty() {
        return (0.0, 0.0);
    }
    // The longest increasing subsequence, by patience sorting.
    let mut piles: Vec<usize> = Vec::new();
    for place in &places {
        let at = piles.partition_point(|top| top < place);
        match piles.get_mut(at) {
            Some(top) => *top = *place,
            None => piles.push(*place),
        }
    }
    let (mut run, mut longest) = (1, 1);
    for pair in places.windows(2) {
        run = if pair[1] == pair[0] + 1 { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    let of = alignment.terms.len().max(1) as f32;
    (piles.len() as f32 / places.len() as f32, longest as f32 / of)
}

/// Shared character trigrams of the folded texts: Dice's coefficient, and the share of the claim's.
fn trigrams(claim: &str, passage: &str) -> (f32, f32) {
    let (one, other) = (sorted_trigrams(claim), sorted_trigrams(passage));
    let (mut shared, mut rest) = (0_usize, other.as_slice());
    for gram in &one {
        let skip = rest.iter().take_while(|known| *known < gram).count();
        rest = rest.get(skip..).unwrap_or_default();
        if rest.first() == Some(gram) {
            shared += 1;
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    let (a, b, shared) = (one.len() as f32, other.len() as f32, shared as f32);
    (share(2.0 * shared, a + b), share(shared, a))
}

/// Every three characters of the folded text as one number, sorted: this runs for every passage that a search finds.
fn sorted_trigrams(text: &str) -> Vec<u64> {
    let folded = fold(text);
    let letters = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let mut last = (0, 0);
    let grams = letters.filter_map(|c| {
        // A character has 21 bits.
        let gram = u64::from(last.0) << 42 | u64::from(last.1) << 21 | u64::from(u32::from(c));
        let whole = last.0 != 0;
        last = (last.1, u32::from(c));
        whole.then_some(gram)
    });
    let mut found: Vec<u64> = grams.collect();
    found.sort_unstable();
    found
}
