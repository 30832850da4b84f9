use super::schema::Fields;
use crate::corpus::{Hit, Query};
use rustc_hash::FxHashMap;
use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher, Term};

/// A snapshot of the index.
pub(in crate::corpus) struct Search {
    searcher: Searcher,
    terms: tantivy::schema::Field,
    /// Of each segment.
    places: Vec<Column<u64>>,
}

impl Search {
    /// The state of `index` as of its last commit.
    pub(super) fn new(index: &Index, fields: Fields) -> tantivy::Result<Self> {
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let places = searcher
            .segment_readers()
            .iter()
            .map(|reader| reader.fast_fields().u64("place"))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            searcher,
            terms: fields.terms,
            places,
        })
    }

    /// The search library's own view.
    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The best `limit` passages; `starts` says where the passages of each article begin.
    pub fn run(&self, query: &Query, limit: usize, starts: &FxHashMap<u32, u32>) -> Vec<Hit> {
        let text = if query.terms.is_empty() {
            Query::of_text(&query.text, None).terms
        } else {
            Vec::new()
        };
        let terms = query
            .terms
            .iter()
            .chain(&text)
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(term, weight)| (Term::from_field_text(self.terms, term), *weight));
        let clauses: Vec<(Occur, Box<dyn tantivy::query::Query>)> = self
            .telling(terms.collect(), query.most)
            .into_iter()
            .map(|(term, weight)| {
                let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(term), weight)) as _,
                )
            })
            .collect();
        if clauses.is_empty() || limit == 0 {
            return Vec::new();
        }
        let found = self.searcher.search(
            &BooleanQuery::new(clauses),
            &TopDocs::with_limit(limit).order_by_score(),
        );
        let mut hits: Vec<Hit> = found
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(score, address)| {
                let place = self
                    .places
                    .get(address.segment_ord as usize)?
                    .first(address.doc_id)?;
                let start = starts.get(&((place >> 32) as u32))?;
                Some(Hit {
                    passage: start + place as u32,
                    score,
                })
            })
            .collect();
        // Ties in the order of the corpus, whatever the order of the segments.
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
        hits
    }
}

impl Search {
    /// The `most` terms that tell most; of equals those that come first.
    fn telling(&self, terms: Vec<(Term, f32)>, most: Option<usize>) -> Vec<(Term, f32)> {
        let Some(most) = most.filter(|most| *most < terms.len()) else {
            return terms;
        };
        let all = self.searcher.num_docs() as f32;
        let mut rated: Vec<(f32, (Term, f32))> = terms
            .into_iter()
            .filter_map(|(term, weight)| {
                let holding = self.searcher.doc_freq(&term).ok()? as f32;
                // As BM25 has it.
                let rarity = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
                (holding > 0.0).then_some((rarity * weight, (term, weight)))
            })
            .collect();
        rated.sort_by(|a, b| b.0.total_cmp(&a.0));
        rated.into_iter().map(|(_, term)| term).take(most).collect()
    }
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search")
            .field("documents", &self.searcher.num_docs())
            .finish_non_exhaustive()
    }
}
