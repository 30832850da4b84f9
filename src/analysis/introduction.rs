//! How a sentence introduces somebody: `Alexandre Matsegora, ambassadeur de Russie en Corée du
//! Nord, …`, `le dirigeant nord-coréen Kim Jong-un`.

use super::ActorKind;
use crate::language::Language;
use crate::language::tagger::{Pos, Tag, Tagger};
use crate::text::{Span, Token, tokens};

/// The longest introduction, in tokens: what is longer is a clause that lost its verb.
const LONGEST: usize = 14;

/// The words of `sentence` that introduce one of `names`, without their article; `None` where they
/// are not introduced. Places and peoples are not: what stands beside their names is where
/// something happens.
pub fn introduction(sentence: &str, language: Language, names: &[&str], kind: ActorKind) -> Option<Span> {
    if matches!(kind, ActorKind::Place | ActorKind::Group) {
        return None;
    }
    let words = tokens(sentence, language.token_rules());
    let tags = Tagger::of(language).tag(sentence, &words);
    let text = Words {
        sentence,
        words: &words,
        tags: &tags,
    };
    names.iter().find_map(|name| {
        let at = sentence.find(name)?;
        let first = words.iter().position(|word| word.span.start == at)?;
        let last = words.iter().position(|word| word.span.end == at + name.len())?;
        let after = text.after(last);
        match kind {
            ActorKind::Person => after.or_else(|| text.before(first)),
            _ => after,
        }
    })
}

struct Words<'a> {
    sentence: &'a str,
    words: &'a [Token],
    tags: &'a [Tag],
}

impl Words<'_> {
    fn of(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.span.of(self.sentence))
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        self.tags.get(at).map(|tag| tag.pos)
    }

    fn span(&self, first: usize, last: usize) -> Option<Span> {
        Some(Span::new(
            self.words.get(first)?.span.start,
            self.words.get(last)?.span.end,
        ))
    }

    fn is_common_noun(&self, at: usize) -> bool {
        self.pos(at) == Some(Pos::Noun) && self.of(at).starts_with(char::is_lowercase)
    }

    /// An apposition: `NAME, ambassadeur de …,` up to the mark that ends it.
    fn after(&self, name: usize) -> Option<Span> {
        let open = self.of(name + 1);
        if open != "," && open != "(" {
            return None;
        }
        let mut first = name + 2;
        if self.pos(first) == Some(Pos::Det) {
            first += 1;
        }
        let noun = if self.pos(first) == Some(Pos::Adj) {
            first + 1
        } else {
            first
        };
        if !self.is_common_noun(noun) {
            return None;
        }
        let mut last = first;
        loop {
            if last - first > LONGEST || self.tags.get(last)?.is_verbal() {
                return None;
            }
            match self.pos(last + 1)? {
                Pos::Punct => break,
                // A relative clause or another subject: the apposition has ended without its mark.
                Pos::Pron | Pos::Sconj => return None,
                _ => last += 1,
            }
        }
        self.span(first, last)
    }

    /// A title before the name: back to the first common noun, over the names that belong to it
    /// (`ministre des Affaires étrangères`, `ambassadeur de Russie`).
    fn before(&self, name: usize) -> Option<Span> {
        let mut last = name.checked_sub(1)?;
        if self.of(last) == "," {
            last = last.checked_sub(1)?;
        }
        let mut at = last;
        loop {
            if last - at > LONGEST {
                return None;
            }
            match self.pos(at)? {
                Pos::Noun if self.is_common_noun(at) => return self.span(at, last),
                Pos::Noun | Pos::Propn | Pos::Adj | Pos::Adp | Pos::Det => at = at.checked_sub(1)?,
                _ => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, language: Language, name: &str, expected: Option<&str>) {
        let found = introduction(sentence, language, &[name], ActorKind::Person);
        assert_eq!(found.map(|span| span.of(sentence)), expected, "{sentence}");
    }

    #[test]
    fn appositions_and_titles_introduce() {
        use Language::{English, French};
        check(
            "Alexandre Matsegora, ambassadeur de Russie en Corée du Nord, a salué cette décision.",
            French,
            "Alexandre Matsegora",
            Some("ambassadeur de Russie en Corée du Nord"),
        );
        check(
            "La visite du président Vladimir Poutine est prévue en juin.",
            French,
            "Vladimir Poutine",
            Some("président"),
        );
        check(
            "Le dirigeant nord-coréen Kim Jong-un a visité une usine.",
            French,
            "Kim Jong-un",
            Some("dirigeant nord-coréen"),
        );
        check(
            "John Kirby, a spokesman for the White House, declined to comment.",
            English,
            "John Kirby",
            Some("spokesman for the White House"),
        );
        check("Hier, Poutine a parlé.", French, "Poutine", None);
        check("Poutine, qui était à Paris, a parlé.", French, "Poutine", None);
        check("", French, "Poutine", None);
    }
}
