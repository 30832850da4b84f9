use crate::harness::{Client, Workspace};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

const CLAIM: &str = "La Corée du Nord a reconnu l'indépendance de la république de Donetsk en juillet 2022.";

fn markdown() -> Value {
    json!({"textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}}})
}

/// Opens a draft that is the claim, and waits until the corpus was looked at.
async fn open(client: &mut Client, uri: &str) {
    client.open(uri, "plaintext", CLAIM).await;
    client.diagnostics_of(uri, 1).await;
    for _ in 0..200 {
        let status = client
            .request(
                "workspace/executeCommand",
                json!({"command": "ascribe.showStatus", "arguments": [{"uri": uri}]}),
            )
            .await;
        if status["text"]
            .as_str()
            .is_some_and(|text| text.contains("passages"))
        {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the corpus was not read");
}

#[tokio::test]
async fn a_claim_without_a_corpus_says_so() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::start(&workspace, markdown(), json!({"locale": "fr-CA"})).await;
    let uri = workspace.uri("d.txt");
    client.open(&uri, "plaintext", CLAIM).await;
    client.diagnostics_of(&uri, 1).await;
    let hover = client.at("textDocument/hover", &uri, 0, 20).await;
    let expected = json!({
        "contents": {
            "kind": "markdown",
            "value": "**Personne ne répond de cette affirmation**\n\n\
                      Aucun dossier de sources n’est réglé : rien n’a été cherché.",
        },
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 86}},
    });
    assert_eq!(hover, expected);
    client.finish().await;
}

#[tokio::test]
async fn a_claim_shows_the_passage_that_backs_it_with_a_link_to_its_line() {
    let source = format!("Pyongyang et Moscou\n\nLe 14 juillet 2022\n\n{CLAIM} La décision a surpris.\n");
    let workspace = Workspace::new(&[("seeds/a b.txt", &source)]);
    let mut client = Client::start(&workspace, markdown(), json!({})).await;
    let uri = workspace.uri("d.txt");
    open(&mut client, &uri).await;
    let card = client.card(&uri, 0, 22).await;
    assert!(card.starts_with("**Nobody answers for this claim**\n\n**Corroborated** · 1 independent source\n\n> “La Corée du Nord"), "{card}");
    let link = format!("({}#L5)", workspace.uri("seeds/a%20b.txt"));
    assert!(card.contains(&link), "{card}");
    assert!(card.contains("Backs it: "), "{card}");
    client.finish().await;
}

#[tokio::test]
async fn a_claim_that_a_passage_contradicts_is_a_diagnostic_with_the_passage() {
    let source = "Le Kremlin a annoncé que la Russie a livré 8 avions à la Corée du Nord en mai 2023.\n";
    let workspace = Workspace::new(&[("seeds/a.txt", source)]);
    let capabilities = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
    let mut client = Client::start(&workspace, capabilities, json!({})).await;
    let uri = workspace.uri("d.txt");
    let draft = "La Russie a livré 18 avions à la Corée du Nord en mai 2023.";
    client.open(&uri, "plaintext", draft).await;
    // First what the draft alone says, then, of the same version, what the sources say against it.
    assert_eq!(
        client.diagnostics(&uri).await.with("conflicting-source"),
        [] as [Value; 0]
    );
    let published = client.diagnostics(&uri).await;
    assert_eq!(published.0["version"], 1);
    let found = published.with("conflicting-source");
    assert_eq!(found.len(), 1, "{published:?}");
    let message = found[0]["message"].as_str().unwrap_or("");
    assert!(
        message.contains("the draft says 18, the source says 8"),
        "{message}"
    );
    assert!(message.ends_with("a.txt, line 1"), "{message}");
    assert_eq!(found[0]["severity"], 2);
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], workspace.uri("seeds/a.txt"));
    assert_eq!(
        related["location"]["range"],
        json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 83}})
    );
    // An edit elsewhere keeps it, from what is known already.
    let change = json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "Bonjour ?\n\n"}]);
    client.change(&uri, 2, change).await;
    let published = client.diagnostics_of(&uri, 2).await;
    assert_eq!(published.places("conflicting-source"), [(2, 0, 59)]);
    client.silence().await;
    client.finish().await;
}

#[tokio::test]
async fn an_actor_says_who_that_is_here_and_in_the_sources() {
    let source = "Vladimir Poutine, président de la Russie, s'est entretenu avec le dirigeant nord-coréen à Pyongyang, selon le Kremlin.\n";
    let workspace = Workspace::new(&[("seeds/a.txt", source)]);
    let mut client = Client::start(&workspace, json!({}), json!({})).await;
    let uri = workspace.uri("d.txt");
    open(&mut client, &uri).await;
    let text = "Vladimir Poutine a visité Paris en 2019. Hier, Poutine a salué la France.";
    client.change(&uri, 2, json!([{"text": text}])).await;
    client.diagnostics_of(&uri, 2).await;
    let hover = client.at("textDocument/hover", &uri, 0, 49).await;
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert_eq!(
        hover["range"],
        json!({"start": {"line": 0, "character": 47}, "end": {"line": 0, "character": 54}})
    );
    let card = hover["contents"]["value"].as_str().unwrap_or("");
    assert!(
        card.starts_with("Vladimir Poutine · person\nAlso called here: Poutine\nIntroduced as: président de la Russie\n2 mentions here, in 1 source\n\n  “Vladimir Poutine, président"),
        "{card}"
    );
    assert!(card.contains("a.txt, line 1"), "{card}");
    client.finish().await;
}

/// Everything that a client does with a card of Markdown besides showing words.
fn active(card: &str) -> Vec<String> {
    let parser = Parser::new_ext(card, Options::all());
    parser
        .filter_map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(format!("html {html}")),
            Event::Start(Tag::Link { dest_url, .. }) => Some(format!("link {dest_url}")),
            Event::Start(Tag::Image { dest_url, .. }) => Some(format!("image {dest_url}")),
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_)) => Some("block".to_owned()),
            Event::Rule => Some("rule".to_owned()),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn hostile_sources_and_file_names_cannot_forge_a_card() {
    let hostile = "[ici](https://example.org) ![x](https://example.org/x.png) <img src=x onerror=alert(1)> `a` https://example.org";
    let source = format!("<b>Titre</b> [lien](command:rm)\n\n{hostile} : {CLAIM}\n\n\u{202e}# {CLAIM}\n");
    let name = "seeds/[x](https:example.org) <b> & `c`.txt";
    let workspace = Workspace::new(&[(name, &source)]);
    let mut client = Client::start(&workspace, markdown(), json!({})).await;
    let uri = workspace.uri("d.txt");
    open(&mut client, &uri).await;
    let folder = workspace.uri("seeds/");
    let mut cards = 0;
    for character in [5, 22, 70] {
        let card = client.card(&uri, 0, character).await;
        cards += usize::from(card.contains("#L"));
        for action in active(&card) {
            assert!(
                action.starts_with(&format!("link {folder}")),
                "{action} in {card}"
            );
            assert!(action.contains("#L"), "{action}");
        }
        assert!(!card.contains("https://"), "{card}");
        assert!(!card.contains('\u{202e}'), "{card}");
    }
    assert!(cards > 0, "no card shows the passage");
    client.finish().await;
}

#[tokio::test]
async fn a_draft_that_is_itself_a_source_does_not_back_itself() {
    let workspace = Workspace::new(&[("seeds/a.txt", CLAIM), ("seeds/b.txt", "Il pleut à Paris.\n")]);
    let mut client = Client::start(&workspace, markdown(), json!({})).await;
    let uri = workspace.uri("seeds/a.txt");
    open(&mut client, &uri).await;
    let card = client.card(&uri, 0, 22).await;
    assert!(card.contains("**Nothing found** · "), "{card}");
    client.finish().await;
}

#[tokio::test]
async fn a_card_says_which_passage_covers_what() {
    let workspace = Workspace::new(&[
        (
            "seeds/pap.txt",
            "Le président Emmanuel Macron a visité la Pologne mardi, a indiqué l'agence PAP.\n",
        ),
        (
            "seeds/ministry.txt",
            "Emmanuel Macron a signé 18 accords avec la Pologne, selon le ministère polonais de l'Économie.\n",
        ),
    ]);
    let mut client = Client::start(&workspace, markdown(), json!({"locale": "fr"})).await;
    let uri = workspace.uri("d.txt");
    open(&mut client, &uri).await;
    let draft = "Emmanuel Macron a visité la Pologne et y a signé 18 accords.";
    client.change(&uri, 2, json!([{"text": draft}])).await;
    client.diagnostics_of(&uri, 2).await;
    let card = client.card(&uri, 0, 17).await;
    let verdict = "**Corroboré** · par plusieurs passages ensemble · 2 sources indépendantes";
    let way = format!(
        "— PAP, par [pap.txt, ligne 1]({}#L1)",
        workspace.uri("seeds/pap.txt")
    );
    for part in [
        verdict,
        &way,
        "L’appuie en partie : couvre « a visité » ; ",
        "L’appuie en partie : couvre « y a signé 18 accords » ; ",
    ] {
        assert!(card.contains(part), "{part}: {card}");
    }
    client.finish().await;
}

#[tokio::test]
async fn a_card_says_why_a_passage_counts_for_no_source_of_its_own() {
    let copied = format!("{CLAIM}\n");
    let workspace = Workspace::new(&[("seeds/a.txt", &copied), ("seeds/b.txt", &copied)]);
    let mut client = Client::start(&workspace, markdown(), json!({"locale": "fr"})).await;
    let uri = workspace.uri("d.txt");
    open(&mut client, &uri).await;
    let card = client.card(&uri, 0, 22).await;
    for part in [
        "**Corroboré** · 1 source indépendante dans 2 passages",
        " · copie de a.txt, comptée une fois",
    ] {
        assert!(card.contains(part), "{part}: {card}");
    }
    client.finish().await;
}

#[tokio::test]
async fn a_denial_is_told_in_the_words_of_the_source() {
    let workspace = Workspace::new(&[(
        "seeds/a.txt",
        "Le Portugal n'est pas prêt à livrer des chars, selon l'agence Lusa.\n",
    )]);
    let mut client = Client::start(&workspace, markdown(), json!({"locale": "fr"})).await;
    let uri = workspace.uri("d.txt");
    client
        .open(&uri, "plaintext", "Le Portugal est prêt à livrer des chars.")
        .await;
    // What the draft alone says, then what the source says against it.
    client.diagnostics(&uri).await;
    client.diagnostics(&uri).await;
    let card = client.card(&uri, 0, 14).await;
    for part in [
        "**Contredit** · 1 source indépendante dit autre chose",
        "La contredit : la source le nie : n'est pas prêt ; ",
    ] {
        assert!(card.contains(part), "{part}: {card}");
    }
    client.finish().await;
}

/// Whoever follows a link to a source reads it; only who writes in it has a draft.
#[tokio::test]
async fn findings_in_a_source_are_hints_until_somebody_writes_in_it() {
    let workspace = Workspace::new(&[("seeds/a.txt", CLAIM)]);
    let mut client = Client::plain(&workspace).await;
    let severities = |diagnostics: &Value| -> Vec<Value> {
        let found = diagnostics["diagnostics"].as_array();
        let claims = found.into_iter().flatten();
        claims
            .filter(|found| found["code"] == "unattributed-claim")
            .map(|found| found["severity"].clone())
            .collect()
    };
    let uri = workspace.uri("seeds/a.txt");
    client.open(&uri, "plaintext", CLAIM).await;
    assert_eq!(severities(&client.diagnostics_of(&uri, 1).await.0), [json!(4)]);
    let change = json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "Bonjour ?\n\n"}]);
    client.change(&uri, 2, change).await;
    let severity = severities(&client.diagnostics_of(&uri, 2).await.0);
    assert_eq!(severity, [json!(2)]);
    client.finish().await;
}

#[tokio::test]
async fn counts_of_sources_are_shown_where_the_writer_wants_them() {
    let workspace = Workspace::new(&[("seeds/a.txt", CLAIM)]);
    for (choice, lenses, hints) in [("off", 0, 0), ("code-lens", 1, 0), ("inlay-hint", 0, 1)] {
        let options = json!({"initializationOptions": {"sourceCounts": choice}});
        let mut client = Client::start(&workspace, json!({}), options).await;
        let uri = workspace.uri("d.txt");
        open(&mut client, &uri).await;
        client.card(&uri, 0, 22).await;
        let document = json!({"textDocument": {"uri": uri}});
        let lens = client.request("textDocument/codeLens", document.clone()).await;
        assert_eq!(lens.as_array().map_or(0, Vec::len), lenses, "{choice}: {lens}");
        let mut within = document;
        within["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
        let hint = client.request("textDocument/inlayHint", within).await;
        assert_eq!(hint.as_array().map_or(0, Vec::len), hints, "{choice}: {hint}");
        if hints == 1 {
            assert_eq!(hint[0]["label"], "1 source");
            assert_eq!(hint[0]["position"], json!({"line": 0, "character": 86}));
        }
        if lenses == 1 {
            assert_eq!(lens[0]["command"], json!({"title": "1 source", "command": ""}));
        }
        client.finish().await;
    }
}
