use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

/// The fields of a document, which is either a passage, the record of an article or the table.
#[derive(Clone, Copy, Debug)]
pub(in crate::corpus) struct Fields {
    /// What a passage is found by.
    pub terms: Field,
    /// Of a passage: the article's number and its own place in it, see [`place`].
    pub place: Field,
    /// Of passages and records: the article's number; of the table: [`TABLE`].
    pub article: Field,
    /// Serialised: of an article its record, of the table the table.
    pub stored: Field,
}

/// The number that the table of files has in place of an article's.
pub(super) const TABLE: u64 = u64::MAX;

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
        article: schema.add_u64_field("article", INDEXED | FAST),
        stored: schema.add_bytes_field("stored", STORED),
    };
    (schema.build(), fields)
}

/// One number for a passage: the article's in the upper half, its ordinal in the lower.
pub(super) fn place(article: u32, ordinal: u32) -> u64 {
    u64::from(article) << 32 | u64::from(ordinal)
}
