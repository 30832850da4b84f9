use super::Payload;
use super::load::Loaded;
use super::schema::{Fields, TABLE, place, schema};
use super::search::Search;
use crate::corpus::read::Record;
use crate::corpus::table::Table;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;
use tantivy::{Index, IndexWriter, TantivyDocument, TantivyError, Term};

/// What is to become of an index.
pub(in crate::corpus) struct Update<'a> {
    /// The corpus folder.
    pub root: &'a Path,
    /// Numbers of the articles to forget.
    pub drop: &'a [u32],
    /// Those to add.
    pub add: &'a [Arc<Record>],
    /// What the table will be.
    pub table: &'a Table,
    /// All records, as they will be.
    pub records: Vec<Arc<Record>>,
    /// Whether the records are stored, too, so that they can be loaded.
    pub keep: bool,
}

/// A new index in `folder`, in place of whatever was there.
pub(in crate::corpus) fn create(folder: &Path) -> tantivy::Result<(Index, Fields)> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(TantivyError::from(error)),
        _ => {}
    }
    std::fs::create_dir_all(folder)?;
    let (schema, fields) = schema();
    Ok((Index::create_in_dir(folder, schema)?, fields))
}

/// A new index that is never written to disk.
pub(in crate::corpus) fn create_in_memory() -> (Index, Fields) {
    let (schema, fields) = schema();
    (Index::create_in_ram(schema), fields)
}

impl Update<'_> {
    /// Does it, in one commit: whatever goes wrong, the index is as it was before.
    pub fn apply(self, index: Index, fields: Fields) -> tantivy::Result<Loaded> {
        let mut writer = self.writer(&index)?;
        for &id in self.drop {
            writer.delete_term(Term::from_field_u64(fields.article, u64::from(id)));
        }
        for record in self.add {
            add(&writer, fields, record)?;
            if self.keep {
                store(&writer, fields, u64::from(record.article.id), record.as_ref())?;
            }
        }
        if self.keep {
            writer.delete_term(Term::from_field_u64(fields.article, TABLE));
            store(&writer, fields, TABLE, self.table)?;
        }
        let mut commit = writer.prepare_commit()?;
        let payload = Payload::new(self.root);
        commit.set_payload(&serde_json::to_string(&payload).map_err(io::Error::other)?);
        commit.commit()?;
        writer.wait_merging_threads()?;
        Ok(Loaded {
            search: Arc::new(Search::new(&index, fields)?),
            stamp: payload.built,
            table: self.table.clone(),
            records: self.records,
            built: Some(SystemTime::now()),
            index,
            fields,
        })
    }

    /// A writer that is no larger than what it has to write: its smallest is 15 MB and one thread.
    fn writer(&self, index: &Index) -> tantivy::Result<IndexWriter> {
        let passages: usize = self.add.iter().map(|record| record.passages.len()).sum();
        let (threads, memory) = if passages < 5_000 {
            (1, 15_000_000)
        } else {
            (2, 2 * 60_000_000)
        };
        index.writer_with_num_threads(threads, memory)
    }
}

/// Adds the passages of a record.
fn add(writer: &IndexWriter, fields: Fields, record: &Record) -> tantivy::Result<()> {
    for passage in &record.passages {
        let mut document = TantivyDocument::default();
        for term in passage.facts().index_terms() {
            document.add_text(fields.terms, term);
        }
        document.add_u64(fields.place, place(passage.article, passage.ordinal));
        document.add_u64(fields.article, u64::from(passage.article));
        writer.add_document(document)?;
    }
    Ok(())
}

/// Adds something that is kept whole.
fn store(
    writer: &IndexWriter,
    fields: Fields,
    number: u64,
    what: &impl serde::Serialize,
) -> tantivy::Result<()> {
    let mut document = TantivyDocument::default();
    document.add_u64(fields.article, number);
    document.add_bytes(
        fields.stored,
        &postcard::to_stdvec(what).map_err(io::Error::other)?,
    );
    writer.add_document(document)?;
    Ok(())
}
