//! Copies are told from texts on the same matter.

use super::Folder;

const AGENCY: &str = "Le gouvernement japonais a annoncé mardi de nouvelles sanctions contre trois banques. \
    Elles visent le financement du programme balistique. Le porte-parole a précisé que les avoirs \
    des trois établissements seraient gelés dès vendredi. Deux entreprises chinoises sont aussi \
    concernées, selon la même source. Tokyo avait déjà pris des mesures semblables en mars.";
const OWN: &str = "Trois banques sont frappées par des sanctions japonaises, décidées mardi à Tokyo. \
    Leurs avoirs doivent être gelés vendredi. Le programme balistique est en cause. Pékin proteste \
    parce que deux de ses entreprises figurent sur la liste publiée par le ministère.";

#[test]
fn a_copy_with_another_ending_is_near_and_another_text_is_far() {
    let copy = AGENCY.replace(
        "Tokyo avait déjà pris des mesures semblables en mars.",
        "Pékin a protesté.",
    );
    let folder = Folder::new(&[("a.txt", AGENCY), ("b.txt", &copy), ("c.txt", OWN)]);
    let corpus = folder.in_memory();
    let articles: Vec<_> = corpus.articles().collect();
    let near = articles[0].signature.similarity(&articles[1].signature);
    let far = articles[0].signature.similarity(&articles[2].signature);
    assert!(near > 0.6, "{near}");
    assert!(far < 0.2, "{far}");
    let same = articles[0].signature.similarity(&articles[0].signature);
    assert_eq!(same, 1.0);
    let (first, copied) = (
        corpus.passage(0).expect("a passage"),
        corpus.passages_of(articles[1].id).start,
    );
    let copied = corpus.passage(copied).expect("a passage");
    assert_eq!(first.signature.similarity(&copied.signature), 1.0);
}
