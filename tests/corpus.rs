//! The corpus through its public interface: reading, cleaning, searching, keeping fresh.

#[path = "corpus/seeds.rs"]
mod seeds;
