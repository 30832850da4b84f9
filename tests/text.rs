//! Blocks, sentences, tokens, languages and positions, from fixtures under `tests/text/`.

#[path = "text/blocks.rs"]
mod blocks;
#[path = "text/language.rs"]
mod language;
#[path = "text/offsets.rs"]
mod offsets;
#[path = "text/segmentation.rs"]
mod segmentation;
