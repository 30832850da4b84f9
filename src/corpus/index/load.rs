use super::Payload;
use super::schema::{Fields, TABLE, schema};
use super::search::Search;
use crate::corpus::read::Record;
use crate::corpus::table::Table;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tantivy::schema::Value;
use tantivy::{Index, TantivyDocument};

/// From how many records on they are unpacked in parallel; below, starting threads costs more.
const MANY: usize = 200;

/// An index and all that it holds.
#[derive(Clone)]
pub(in crate::corpus) struct Loaded {
    pub index: Index,
    pub fields: Fields,
    pub search: Arc<Search>,
    pub table: Table,
    /// In the order of their files' names.
    pub records: Vec<Arc<Record>>,
    /// Which commit this is.
    pub stamp: u64,
    /// When that was.
    pub built: Option<SystemTime>,
}

impl std::fmt::Debug for Loaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Loaded")
            .field("records", &self.records.len())
            .field("stamp", &self.stamp)
            .finish_non_exhaustive()
    }
}

/// The index in `folder` of the corpus at `root`; `None` where there is none that can be trusted.
pub(in crate::corpus) fn load(folder: &Path, root: &Path) -> Option<Loaded> {
    // A commit of another process between two steps leaves them at odds; the next try sees it whole.
    (0..3).find_map(|_| {
        // The search library takes its own files at their word, and panics where that is broken in
        // a way that its checksums do not cover (its list of segments).
        catch_unwind(AssertUnwindSafe(|| load_once(folder, root)))
            .ok()
            .flatten()
    })
}

fn load_once(folder: &Path, root: &Path) -> Option<Loaded> {
    if !folder.join("meta.json").is_file() {
        return None;
    }
    let (wanted, fields) = schema();
    let index = Index::open_in_dir(folder).ok()?;
    if index.schema() != wanted {
        return None;
    }
    let metas = index.load_metas().ok()?;
    let payload: Payload = serde_json::from_str(metas.payload.as_deref()?).ok()?;
    if !payload.fits(root) || !index.validate_checksum().ok()?.is_empty() {
        return None;
    }
    let search = Search::new(&index, fields).ok()?;
    let (table, records) = stored(&search, fields)?;
    // Both were of the same commit.
    if index.load_metas().ok()?.payload != metas.payload {
        return None;
    }
    Some(Loaded {
        index,
        fields,
        search: Arc::new(search),
        table,
        records,
        stamp: payload.built,
        built: SystemTime::UNIX_EPOCH.checked_add(Duration::from_nanos(payload.built)),
    })
}

impl Loaded {
    /// Whether the index is still as it was loaded, and no other process has written to it.
    pub fn is_current(&self) -> bool {
        let payload = self.index.load_metas().ok().and_then(|metas| metas.payload);
        let payload: Option<Payload> = payload.and_then(|payload| serde_json::from_str(&payload).ok());
        payload.is_some_and(|payload| payload.built == self.stamp)
    }
}

/// The table and the records that the index holds.
fn stored(search: &Search, fields: Fields) -> Option<(Table, Vec<Arc<Record>>)> {
    let mut table = None;
    let mut packed: Vec<TantivyDocument> = Vec::new();
    for segment in search.searcher().segment_readers() {
        let places = segment.fast_fields().u64("place").ok()?;
        let articles = segment.fast_fields().u64("article").ok()?;
        let store = segment.get_store_reader(4).ok()?;
        for document in segment.doc_ids_alive().filter(|&id| places.first(id).is_none()) {
            let stored: TantivyDocument = store.get(document).ok()?;
            if articles.first(document)? == TABLE {
                let bytes = stored.get_first(fields.stored)?;
                table = Some(postcard::from_bytes(bytes.as_bytes()?).ok()?);
            } else {
                packed.push(stored);
            }
        }
    }
    let unpack = |document: &TantivyDocument| -> Option<Arc<Record>> {
        let bytes = document.get_first(fields.stored)?;
        Some(Arc::new(postcard::from_bytes(bytes.as_bytes()?).ok()?))
    };
    let mut records: Vec<Arc<Record>> = if packed.len() < MANY {
        packed.iter().map(unpack).collect::<Option<_>>()?
    } else {
        packed.par_iter().map(unpack).collect::<Option<_>>()?
    };
    records.sort_by(|a, b| a.article.path.cmp(&b.article.path));
    Some((table?, records))
}
