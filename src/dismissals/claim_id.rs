use crate::language::fold::fold;
use std::hash::Hasher;

/// What a claim is known by wherever it stands: a hash of its words, 64 bits of FNV-1a (Fowler, Noll and Vo,
/// RFC 9923), which is the same on every machine. Case, accents, white space, kinds of quotation marks and
/// the full stop do not count, so that a house's typography may be put right later.
pub(super) fn claim_id(claim: &str) -> String {
    let mut words = String::with_capacity(claim.len());
    let mut blank = false;
    for c in fold(claim).chars() {
        match c {
            // Blanks stand inside French quotation marks and not inside English ones.
            '«' | '»' | '“' | '”' | '„' | '"' | ' ' => blank = true,
            _ => {
                if std::mem::take(&mut blank) && !words.is_empty() {
                    words.push(' ');
                }
                words.push(c);
            }
        }
    }
    let words = words.trim_end_matches(['.', '!', '?', '…', ' ']);
    let mut hasher = fnv::FnvHasher::default();
    hasher.write(words.as_bytes());
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_count_and_words_do() {
        let id = claim_id("« L’été sera rude », a dit la Russie.");
        for same in [
            "\"L'été sera rude\", a dit la Russie",
            "«\u{a0}L’ete  sera rude\u{202f}», a dit\nla Russie !",
        ] {
            assert_eq!(claim_id(same), id, "{same}");
        }
        for other in [
            "« L’été sera doux », a dit la Russie.",
            "« L’été sera rude », a dit la Russie en 2022.",
            "",
        ] {
            assert_ne!(claim_id(other), id, "{other}");
        }
        assert_ne!(claim_id("Il gagne 1,5 %."), claim_id("Il gagne 15 %."));
        // Files in newsrooms hold these: they may never change.
        assert_eq!(claim_id("La Russie."), "eb9992d3eedc986b");
    }
}
