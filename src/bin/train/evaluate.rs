//! Measures the taggers.

use crate::tagger::{Split, views};
use ascribe::language::Language;
use ascribe::language::tagger::{Tag, Tagger};
use std::collections::BTreeMap;
use std::error::Error;

/// Prints a tagger's accuracy on its test splits, on the treebank's words and on the program's tokens.
pub fn tagger(
    splits: &[Split],
    language: Language,
    weights: &'static [u8],
    lexicon: &'static [u8],
    errors: usize,
) -> Result<(), Box<dyn Error>> {
    let tagger = Tagger::new(weights, lexicon)?;
    for split in splits.iter().filter(|split| split.language == language) {
        println!("{} ({} sentences)", split.name, split.sentences.len());
        for (view, kind) in ["treebank's words", "program's tokens"].into_iter().enumerate() {
            let mut score = Score::default();
            for sentence in &split.sentences {
                let mut views = views(sentence, language);
                let Some((forms, labels)) = views[view].take() else {
                    continue;
                };
                let mut tags = Vec::new();
                tagger.tag_forms(forms.iter().map(String::as_str), &mut tags);
                for (at, (tag, gold)) in tags.iter().zip(&labels).enumerate() {
                    score.add(*tag, gold);
                    if view == 0 && score.shown < errors && score.last_wrong {
                        score.shown += 1;
                        let from = at.saturating_sub(4);
                        println!(
                            "    {} [{}] {}: {gold}, not {tag:?}",
                            forms[from..at].join(" "),
                            forms[at],
                            forms[at + 1..forms.len().min(at + 4)].join(" ")
                        );
                    }
                }
            }
            score.print(kind, view == 0);
        }
    }
    Ok(())
}

#[derive(Default)]
struct Score {
    words: usize,
    right: usize,
    right_forms: usize,
    /// Right, in the gold, in the answer.
    by_pos: BTreeMap<String, [usize; 3]>,
    last_wrong: bool,
    shown: usize,
}

impl Score {
    fn add(&mut self, tag: Tag, gold: &str) {
        let pos = gold.split(':').next().unwrap_or(gold);
        let right = tag.pos.code() == pos;
        self.words += 1;
        self.right += usize::from(right);
        let form = Tag::parse(gold).map(|tag| tag.morph);
        let form_right = form.is_some_and(|morph| tag.morph.has(morph));
        self.right_forms += usize::from(right && form_right);
        let counts = self.by_pos.entry(pos.to_owned()).or_default();
        counts[0] += usize::from(right);
        counts[1] += 1;
        self.by_pos.entry(tag.pos.code().to_owned()).or_default()[2] += 1;
        self.last_wrong = !right;
    }

    fn print(&self, kind: &str, by_pos: bool) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "  {kind}: UPOS {:.2}% of {}, with verb forms {:.2}%",
            share(self.right, self.words),
            self.words,
            share(self.right_forms, self.words)
        );
        if by_pos {
            for (pos, [right, gold, found]) in &self.by_pos {
                println!(
                    "    {pos:6} {gold:5} words  recall {:6.2}%  precision {:6.2}%",
                    share(*right, *gold),
                    share(*right, *found)
                );
            }
        }
    }
}
