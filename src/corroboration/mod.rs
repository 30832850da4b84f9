//! Claim × corpus → ranked passages, the relation of each, the verdict, independence.

mod align;
mod clauses;
mod cleft;
mod contrast;
mod denial;
mod evidence;
mod features;
mod findings;
mod forest;
mod independence;
mod judge;
mod limits;
mod lookup;
mod model;
mod overlap;
mod polarity;
mod quote;
mod ranking;
mod reasons;
mod relation;
mod roles;
mod share;
mod siblings;
mod verdict;

pub use evidence::{Corroboration, Covered, Evidence, Origin};
pub use independence::Dependence;
pub use judge::{explain, relate, relate_found};
pub use lookup::{Explained, Question, corroborate, explain_search};
pub use ranking::{Ranked, order, page};
pub use relation::{Differs, Judgement, Reason, Relation, Same, Teller};
pub use verdict::{Verdict, decide};
