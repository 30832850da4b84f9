//! The search index: BM25 over the terms of every passage.

use super::read::Record;
use super::{Hit, Query};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

/// The fields of a document, which is either a passage or the record of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// What a passage is found by.
    terms: Field,
    /// Of a passage: the article's number and its own place in it, see [`place`].
    place: Field,
    /// Of both: the article's number, for deleting.
    article: Field,
    /// Of an article: its serialised record.
    #[allow(dead_code)]
    record: Field,
}

/// The schema of the index.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    // Terms come ready made, one value each; nothing is to be cut or lowered again.
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true);
    let terms = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        terms: schema.add_text_field("terms", terms),
        place: schema.add_u64_field("place", FAST),
        article: schema.add_u64_field("article", INDEXED),
        record: schema.add_bytes_field("record", STORED),
    };
    (schema.build(), fields)
}

/// One number for a passage: the article's in the upper half, its ordinal in the lower.
fn place(article: u32, ordinal: u32) -> u64 {
    u64::from(article) << 32 | u64::from(ordinal)
}

/// A snapshot of the index.
pub(super) struct Search {
    searcher: Searcher,
    fields: Fields,
    /// Of each segment.
    places: Vec<Column<u64>>,
}

impl Search {
    /// The state of `index` as of its last commit.
    pub fn new(index: &Index, fields: Fields) -> tantivy::Result<Self> {
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
            fields,
            places,
        })
    }

    /// The best `limit` passages; `starts` says where the passages of each article begin.
    pub fn run(&self, query: &Query, limit: usize, starts: &FxHashMap<u32, u32>) -> Vec<Hit> {
        let text = if query.terms.is_empty() {
            Query::of_text(&query.text, None).terms
        } else {
            Vec::new()
        };
        let clauses: Vec<(Occur, Box<dyn tantivy::query::Query>)> = query
            .terms
            .iter()
            .chain(&text)
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(term, weight)| {
                let term = Term::from_field_text(self.fields.terms, term);
                let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(term), *weight)) as _,
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

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search")
            .field("documents", &self.searcher.num_docs())
            .finish_non_exhaustive()
    }
}

/// An index of `records` that is never written to disk.
pub(super) fn in_memory(records: &[Arc<Record>]) -> tantivy::Result<Search> {
    let (schema, fields) = schema();
    let index = Index::create_in_ram(schema);
    let mut writer = writer(&index, records)?;
    for record in records {
        add(&writer, fields, record)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Search::new(&index, fields)
}

/// A writer that is no larger than what it has to write.
fn writer(index: &Index, records: &[Arc<Record>]) -> tantivy::Result<IndexWriter> {
    const SMALLEST: usize = 15_000_000;
    let passages: usize = records.iter().map(|record| record.passages.len()).sum();
    let (threads, memory) = if passages < 5_000 {
        (1, SMALLEST)
    } else {
        (2, 2 * 50_000_000)
    };
    index.writer_with_num_threads(threads, memory)
}

/// Adds the passages of a record.
fn add(writer: &IndexWriter, fields: Fields, record: &Record) -> tantivy::Result<()> {
    for passage in &record.passages {
        let mut document = TantivyDocument::default();
        for term in passage.facts.index_terms() {
            document.add_text(fields.terms, term);
        }
        document.add_u64(fields.place, place(passage.article, passage.ordinal));
        document.add_u64(fields.article, u64::from(passage.article));
        writer.add_document(document)?;
    }
    Ok(())
}
