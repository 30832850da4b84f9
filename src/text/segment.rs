use super::Span;

/// What a language knows about the ends of its sentences.
#[derive(Clone, Debug, Default)]
pub struct SegmenterRules {
    /// Abbreviations with their full stop, in lower case, after which a sentence goes on (`m.`, `dr.`).
    pub abbreviations: Vec<String>,
    /// Abbreviations after which a sentence may also end (`etc.`, `inc.`, `u.s.`).
    pub final_abbreviations: Vec<String>,
}

/// Cuts prose into sentences.
#[derive(Clone, Debug, Default)]
pub struct Segmenter {
    #[allow(dead_code)]
    rules: SegmenterRules,
}

impl Segmenter {
    /// A segmenter with a language's rules.
    pub fn new(rules: SegmenterRules) -> Self {
        Self { rules }
    }

    /// The sentences of one block's prose: bytes into `prose`, in order, without the white space around.
    pub fn sentences(&self, prose: &str) -> Vec<Span> {
        use unicode_segmentation::UnicodeSegmentation;
        let mut found = Vec::new();
        for (start, sentence) in prose.split_sentence_bound_indices() {
            let trimmed = sentence.trim();
            if !trimmed.is_empty() {
                let start = start + (sentence.len() - sentence.trim_start().len());
                found.push(Span::new(start, start + trimmed.len()));
            }
        }
        found
    }
}
