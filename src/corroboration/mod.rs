//! Claim × corpus → ranked passages, the relation of each, the verdict, independence.

mod align;
mod features;
mod findings;
mod independence;
mod judge;
mod limits;
mod model;
mod reasons;
mod relation;
mod verdict;

pub use independence::Dependence;
pub use judge::{explain, relate, relate_found};
pub use relation::{Differs, Judgement, Reason, Relation};
pub use verdict::{Corroboration, Evidence, Explained, Verdict, corroborate, explain_search};
