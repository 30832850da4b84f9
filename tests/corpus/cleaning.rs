//! What of a page is the article.

use super::Folder;

/// The page gives these header values and exactly these passages.
fn check(name: &str, page: &str, header: [Option<&str>; 4], passages: &[&str]) {
    let folder = Folder::new(&[(name, page)]);
    let corpus = folder.in_memory();
    assert_eq!(super::texts(&corpus), passages);
    let article = corpus.articles().next().expect("an article");
    let date = article.date.map(|date| date.to_string());
    let found = [&article.title, &date, &article.publisher, &article.agency];
    assert_eq!(found.map(|value| value.as_deref()), header);
}

const BODY: &str = "Le conseil municipal a adopté le budget jeudi soir. Le maire s’en est félicité.";
const FIRST: &str = "Le conseil municipal a adopté le budget jeudi soir.";
const SECOND: &str = "Le maire s’en est félicité.";

#[test]
fn a_plain_text_is_taken_whole() {
    check("a.txt", BODY, [None; 4], &[FIRST, SECOND]);
}

#[test]
fn a_headline_byline_and_date_line() {
    let page = format!(
        "Le budget de Brest est voté\n\nPar Anne Le Goff\nPublié le 12 mars 2024 à 10h30\n\n{BODY}\n"
    );
    let title = "Le budget de Brest est voté";
    check(
        "a.txt",
        &page,
        [Some(title), Some("2024-03-12"), None, None],
        &[title, FIRST, SECOND],
    );
}

#[test]
fn menus_before_and_after_go_and_headings_between_stay() {
    let page = format!(
        "Accueil\nPolitique\nSports\n18 °C\n\nLe budget de Brest est voté | Ouest Infos\n\n{BODY}\n\nUne séance agitée\n\n{BODY}\n\nArticles similaires\nPartager sur Facebook\nMentions légales\n"
    );
    let title = "Le budget de Brest est voté";
    check(
        "a.txt",
        &page,
        [Some(title), None, Some("Ouest Infos"), None],
        &[title, FIRST, SECOND, "Une séance agitée", FIRST, SECOND],
    );
}

#[test]
fn slots_and_links_in_the_middle_go() {
    let page = format!("{BODY}\n\n- Publicité -\n\nÀ lire aussi : Brest vote son budget\n\n{BODY}\n");
    check("a.txt", &page, [None; 4], &[FIRST, SECOND, FIRST, SECOND]);
}

#[test]
fn a_sentence_that_begins_like_boilerplate_stays() {
    let page = "Par ailleurs, le maire a démissionné. Le 12 mars 2024 Brest a voté. Publié hier, le rapport accable la ville.";
    check(
        "a.txt",
        page,
        [None; 4],
        &[
            "Par ailleurs, le maire a démissionné.",
            "Le 12 mars 2024 Brest a voté.",
            "Publié hier, le rapport accable la ville.",
        ],
    );
}

#[test]
fn a_label_and_date_before_the_first_sentence_go() {
    let page = format!("Publié le 3 mai 2023 - {BODY}");
    check(
        "a.txt",
        &page,
        [None, Some("2023-05-03"), None, None],
        &[FIRST, SECOND],
    );
}

#[test]
fn an_agency_in_the_dateline_is_the_agency() {
    let text = "PARIS, 3 mai 2023 (Reuters) - Le conseil a adopté le budget jeudi soir.";
    check(
        "a.txt",
        text,
        [None, Some("2023-05-03"), None, Some("Reuters")],
        &[text],
    );
}

#[test]
fn a_credit_line_names_the_agency() {
    let page = format!("{BODY}\n\nAvec AFP\n");
    check("a.txt", &page, [None, None, None, Some("AFP")], &[FIRST, SECOND]);
}

#[test]
fn front_matter_of_markdown() {
    let page = format!(
        "---\ntitle: \"Budget : le vote\"\ndate: 2024-05-02\nsource: Le Courrier de Brest\n---\n\n# Le budget est voté\n\n{BODY}\n"
    );
    check(
        "a.md",
        &page,
        [
            Some("Budget : le vote"),
            Some("2024-05-02"),
            Some("Le Courrier de Brest"),
            None,
        ],
        &["Le budget est voté", FIRST, SECOND],
    );
}

#[test]
fn header_lines_of_a_plain_text() {
    let page =
        format!("Title: Brest passes its budget\nDate: March 12, 2024\nSource: Associated Press\n\n{BODY}\n");
    check(
        "a.txt",
        &page,
        [
            Some("Brest passes its budget"),
            Some("2024-03-12"),
            None,
            Some("AP"),
        ],
        &[FIRST, SECOND],
    );
}

#[test]
fn a_text_wrapped_at_a_column_has_no_headline_in_it() {
    let page = "Le conseil municipal de la ville de Brest a adopté jeudi soir et à\nune large majorité le budget de l’année, dont le montant atteint cette\nfois quatre cents millions d’euros. Le maire s’en est félicité.\n";
    check(
        "a.txt",
        page,
        [None; 4],
        &[
            "Le conseil municipal de la ville de Brest a adopté jeudi soir et à une large majorité le budget de l’année, dont le montant atteint cette fois quatre cents millions d’euros.",
            SECOND,
        ],
    );
}

#[test]
fn a_date_in_the_file_name_counts_where_the_text_has_none() {
    check(
        "2024-05-25_budget.txt",
        BODY,
        [None, Some("2024-05-25"), None, None],
        &[FIRST, SECOND],
    );
    check(
        "depeche_20230102.txt",
        BODY,
        [None, Some("2023-01-02"), None, None],
        &[FIRST, SECOND],
    );
    check("2024-13-45.txt", BODY, [None; 4], &[FIRST, SECOND]);
}

#[test]
fn an_english_page() {
    let body = "The council passed the budget on Thursday. The mayor welcomed it.";
    let page = format!(
        "Skip to content\nHome\n\nCouncil passes budget after long debate - BBC News\n\nPublished 12 March 2024\n\nBy Jane Roe\n\n{body}\n\nAdvertisement\n\nMore stories\nRead more: A long night\n© 2024 Example\n"
    );
    let title = "Council passes budget after long debate";
    check(
        "a.txt",
        &page,
        [Some(title), Some("2024-03-12"), Some("BBC News"), None],
        &[
            title,
            "The council passed the budget on Thursday.",
            "The mayor welcomed it.",
        ],
    );
}

#[test]
fn a_dash_in_a_headline_is_not_always_a_site() {
    let title = "Le conseil vote le budget - Brest soulagée";
    let page = format!("{title}\n\n{BODY}");
    check(
        "a.txt",
        &page,
        [Some(title), None, None, None],
        &[title, FIRST, SECOND],
    );
}

#[test]
fn a_headline_may_ask() {
    let page = format!("Qui paiera le nouveau port ?\n\n{BODY}");
    check(
        "a.txt",
        &page,
        [Some("Qui paiera le nouveau port ?"), None, None, None],
        &["Qui paiera le nouveau port ?", FIRST, SECOND],
    );
}

#[test]
fn a_list_at_the_end_stays() {
    let page = format!("{BODY}\n\nOnt voté contre :\n- Anne Le Goff\n- Jean Rivoal\n");
    check(
        "a.txt",
        &page,
        [None; 4],
        &[FIRST, SECOND, "Ont voté contre :", "Anne Le Goff", "Jean Rivoal"],
    );
}
