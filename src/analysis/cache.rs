//! What is known of blocks that were seen before.

use super::Paragraph;
use crate::language::{Evidence, Language};
use crate::text::Block;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// How much prose either generation may hold whatever the text; in bytes.
const SMALLEST: usize = 512 * 1024;

/// Blocks by their content. Two generations: what was not asked for while the younger one filled
/// up is forgotten. Each holds
/// twice the text that is being written, or [`SMALLEST`] where that is more.
#[derive(Debug, Default)]
pub struct Cache {
    generations: Mutex<Generations>,
}

#[derive(Debug, Default)]
struct Generations {
    young: FxHashMap<u64, Entry>,
    old: FxHashMap<u64, Entry>,
    /// Prose in `young`, in bytes.
    size: usize,
}

/// What is known of one block.
#[derive(Clone, Debug)]
struct Entry {
    block: Arc<Block>,
    known: Known,
}

/// What can be known of a block's content.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Which language it is in.
    pub evidence: Evidence,
    /// Its analysis in each language, where it was asked for: French, English.
    pub paragraphs: [Option<Arc<Paragraph>>; 2],
}

impl Known {
    /// The place of `language` in [`Known::paragraphs`].
    pub fn slot(language: Language) -> usize {
        match language {
            Language::French => 0,
            Language::English => 1,
        }
    }
}

impl Cache {
    /// What is known of each block.
    pub fn get(&self, blocks: &[Block]) -> Vec<Option<Known>> {
        let keys: Vec<_> = blocks.iter().map(key).collect();
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        keys.iter()
            .zip(blocks)
            .map(|(&key, block)| generations.get(key, block))
            .collect()
    }

    /// Remembers what is known of some of the blocks of a text of `size` bytes.
    pub fn put<'a>(&self, size: usize, known: impl Iterator<Item = (&'a Block, Known)>) {
        let entries: Vec<_> = known
            .map(|(block, known)| {
                let block = Arc::new(block.clone());
                (key(&block), Entry { block, known })
            })
            .collect();
        let mut generations = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, entry) in entries {
            generations.put(key, entry, (2 * size).max(SMALLEST));
        }
    }
}

impl Generations {
    fn get(&mut self, key: u64, block: &Block) -> Option<Known> {
        if let Some(entry) = self.young.get(&key) {
            return entry.is_of(block).then(|| entry.known.clone());
        }
        let entry = self.old.remove(&key)?;
        if !entry.is_of(block) {
            return None;
        }
        let known = entry.known.clone();
        self.size += entry.block.prose.len();
        self.young.insert(key, entry);
        Some(known)
    }

    fn put(&mut self, key: u64, entry: Entry, limit: usize) {
        let added = entry.block.prose.len();
        if self.size + added > limit {
            self.old = std::mem::take(&mut self.young);
            self.size = 0;
        }
        self.size += added;
        if let Some(before) = self.young.insert(key, entry) {
            self.size = self.size.saturating_sub(before.block.prose.len());
        }
    }
}

impl Entry {
    /// Whether it is of the same content, wherever that stands.
    fn is_of(&self, block: &Block) -> bool {
        let known = &self.block;
        known.kind == block.kind
            && known.depth == block.depth
            && known.prose == block.prose
            && known.citations == block.citations
    }
}

fn key(block: &Block) -> u64 {
    let mut hasher = FxHasher::default();
    (&block.prose, block.kind, block.depth, &block.citations).hash(&mut hasher);
    hasher.finish()
}
