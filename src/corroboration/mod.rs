//! Claim × corpus → ranked passages, the relation of each, the verdict, independence.

mod judge;
mod verdict;

pub use judge::{Differs, Judgement, Reason, Relation, relate};
pub use verdict::{Corroboration, Evidence, Verdict, corroborate};
