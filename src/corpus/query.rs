/// What to look for; every part adds to a passage's score.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The claim.
    pub text: String,
    /// Words of the index (`analysis::facts::Facts::index_terms`), each with its weight: a passage's score is the
    /// weighted sum of their BM25 scores. With terms the text is not searched.
    pub terms: Vec<(String, f32)>,
}

/// A passage that the search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index into [`super::Corpus::passages`].
    pub passage: u32,
    /// BM25, not comparable between queries.
    pub score: f32,
}
