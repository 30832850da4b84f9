//! Makes the taggers' word lists: French from a Hunspell dictionary with parts of speech (Dicollecte),
//! English from WordNet; both with the words of grammar of the treebanks.

use ascribe::language::tagger::{Category, Morph, Reading};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::Path;

/// Forms with their readings.
#[derive(Default)]
pub struct Forms(BTreeMap<String, BTreeSet<u32>>);

impl Forms {
    pub fn add(&mut self, form: &str, category: Category, morph: Morph) {
        let reading = Reading { category, morph };
        let form = form.replace('’', "'");
        self.0.entry(form).or_default().insert(reading.bits());
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The lexicon file: see `Lexicon`.
    pub fn encode(&self) -> Result<Vec<u8>, fst::Error> {
        let mut uses: HashMap<&BTreeSet<u32>, u64> = HashMap::new();
        for readings in self.0.values() {
            *uses.entry(readings).or_default() += 1;
        }
        let mut classes: Vec<_> = uses.into_iter().collect();
        classes.sort_by_key(|(readings, uses)| (std::cmp::Reverse(*uses), *readings));
        let mut bytes = (classes.len() as u32).to_le_bytes().to_vec();
        let mut numbers = HashMap::new();
        for (number, (readings, _)) in classes.iter().enumerate() {
            bytes.push(readings.len() as u8);
            readings
                .iter()
                .for_each(|reading| bytes.extend(reading.to_le_bytes()));
            numbers.insert(*readings, number as u64);
        }
        let mut map = fst::MapBuilder::memory();
        for (form, readings) in &self.0 {
            map.insert(form, numbers[readings])?;
        }
        bytes.extend(map.into_inner()?);
        eprintln!(
            "  {} forms in {} classes, {} bytes",
            self.0.len(),
            classes.len(),
            bytes.len()
        );
        Ok(bytes)
    }
}

/// Adds the single words of the project's own lists of names in `folder`.
pub fn names(folder: &Path, forms: &mut Forms) -> io::Result<()> {
    let lists = [
        ("first_names.tsv", Category::FirstName),
        ("countries.tsv", Category::Name),
        ("capitals.tsv", Category::Name),
        ("places.tsv", Category::Name),
        ("us_states.tsv", Category::Name),
        ("demonyms.tsv", Category::Name),
    ];
    for (file, category) in lists {
        for line in std::fs::read_to_string(folder.join(file))?.lines() {
            if line.starts_with('#') {
                continue;
            }
            for name in line.split(['\t', '|']) {
                let code = name.chars().all(|c| c.is_ascii_uppercase() || c == '-');
                if !code && !name.contains(' ') && name.starts_with(char::is_uppercase) {
                    forms.add(name, category, Morph::empty());
                }
            }
        }
    }
    Ok(())
}

/// One suffix rule: what is cut, what is added, where it applies, what it says.
struct Rule {
    cut: String,
    add: String,
    condition: Vec<(bool, Vec<char>)>,
    says: Vec<String>,
}

/// Adds the words of `fr.dic` and `fr.aff` in `folder`.
pub fn hunspell(folder: &Path, forms: &mut Forms) -> io::Result<()> {
    let mut rules: HashMap<String, Vec<Rule>> = HashMap::new();
    for line in std::fs::read_to_string(folder.join("fr.aff"))?.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, cut, add, condition, says @ ..] = fields.as_slice() else {
            continue;
        };
        let zero = |text: &str| {
            if text == "0" {
                String::new()
            } else {
                text.to_owned()
            }
        };
        rules.entry((*flag).to_owned()).or_default().push(Rule {
            cut: zero(cut),
            add: zero(add.split('/').next().unwrap_or("")),
            condition: condition_of(condition),
            says: says.iter().map(|word| (*word).to_owned()).collect(),
        });
    }
    for line in std::fs::read_to_string(folder.join("fr.dic"))?.lines().skip(1) {
        let mut fields = line.split_whitespace();
        let Some((stem, flags)) = fields
            .next()
            .map(|word| word.split_once('/').unwrap_or((word, "")))
        else {
            continue;
        };
        let says: Vec<&str> = fields.collect();
        let flags: Vec<String> = flags
            .chars()
            .collect::<Vec<_>>()
            .chunks(2)
            .map(|two| two.iter().collect())
            .collect();
        if says.contains(&"po:err") || flags.iter().any(|flag| flag == "{}") {
            continue;
        }
        if !flags.iter().any(|flag| flag == "()") {
            french(stem, &says, &[], forms);
        }
        for rule in flags.iter().filter_map(|flag| rules.get(flag)).flatten() {
            if let Some(base) = stem
                .strip_suffix(rule.cut.as_str())
                .filter(|_| applies(&rule.condition, stem))
            {
                french(&format!("{base}{}", rule.add), &says, &rule.says, forms);
            }
        }
    }
    Ok(())
}

fn condition_of(text: &str) -> Vec<(bool, Vec<char>)> {
    let mut chars = text.chars();
    let mut condition = Vec::new();
    while let Some(c) = chars.next() {
        condition.push(match c {
            '.' => (false, Vec::new()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                match inside.strip_prefix('^') {
                    Some(not) => (false, not.chars().collect()),
                    None => (true, inside.chars().collect()),
                }
            }
            c => (true, vec![c]),
        });
    }
    condition
}

fn applies(condition: &[(bool, Vec<char>)], stem: &str) -> bool {
    let mut chars = stem.chars().rev();
    condition.iter().rev().all(|(among, set)| match chars.next() {
        Some(c) => set.contains(&c) == *among,
        // A lone `.` stands for no condition.
        None => !*among && set.is_empty(),
    })
}

/// Adds a form of the French dictionary with what its entry and its rule say.
fn french(form: &str, entry: &[&str], rule: &[String], forms: &mut Forms) {
    let says = || entry.iter().copied().chain(rule.iter().map(String::as_str));
    let mut agreement = Morph::empty();
    for word in says() {
        agreement |= match word {
            "is:mas" => Morph::MASCULINE,
            "is:fem" => Morph::FEMININE,
            "is:epi" => Morph::MASCULINE | Morph::FEMININE,
            "is:sg" => Morph::SINGULAR,
            "is:pl" => Morph::PLURAL,
            "is:inv" => Morph::SINGULAR | Morph::PLURAL,
            _ => Morph::empty(),
        };
    }
    let verb = entry.iter().any(|word| {
        word.strip_prefix("po:v")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    if verb {
        let auxiliary = entry.iter().any(|word| word.starts_with("po:v0"));
        let mut person = Morph::empty();
        for word in rule {
            person |= match word.trim_end_matches('!') {
                "po:1sg" => Morph::FIRST | Morph::SINGULAR,
                "po:2sg" => Morph::SECOND | Morph::SINGULAR,
                "po:3sg" => Morph::THIRD | Morph::SINGULAR,
                "po:1pl" => Morph::FIRST | Morph::PLURAL,
                "po:2pl" => Morph::SECOND | Morph::PLURAL,
                "po:3pl" => Morph::THIRD | Morph::PLURAL,
                _ => Morph::empty(),
            };
        }
        for word in rule {
            let (form_of, more) = match word.as_str() {
                "po:infi" => (Morph::INFINITIVE, Morph::empty()),
                "po:ppre" => (Morph::PARTICIPLE | Morph::PRESENT, Morph::empty()),
                "po:ppas" => (Morph::PARTICIPLE | Morph::PAST, agreement),
                "po:ipre" => (Morph::INDICATIVE | Morph::PRESENT, person),
                "po:iimp" => (Morph::INDICATIVE | Morph::IMPERFECT, person),
                "po:ipsi" => (Morph::INDICATIVE | Morph::PAST, person),
                "po:ifut" => (Morph::INDICATIVE | Morph::FUTURE, person),
                "po:cond" => (Morph::CONDITIONAL | Morph::PRESENT, person),
                "po:spre" => (Morph::SUBJUNCTIVE | Morph::PRESENT, person),
                "po:simp" => (Morph::SUBJUNCTIVE | Morph::IMPERFECT, person),
                "po:impe" => (Morph::IMPERATIVE | Morph::PRESENT, person),
                _ => continue,
            };
            if form_of.is_finite() && person.is_empty() {
                // Forms for inversion only (`parlè-je`).
                continue;
            }
            forms.add(form, Category::Verb, form_of | more);
            if auxiliary {
                forms.add(form, Category::Auxiliary, form_of | more);
                forms.add(form, Category::Function, Morph::empty());
            }
        }
        return;
    }
    for word in says() {
        let Some(code) = word.strip_prefix("po:") else {
            continue;
        };
        let category = match code {
            "nom" => Category::Noun,
            "adj" => Category::Adjective,
            "adv" | "negadv" | "advint" | "proadv" => Category::Adverb,
            "prn" => Category::FirstName,
            "patr" => Category::Surname,
            "npr" => Category::Name,
            "nb" | "nbro" => Category::Number,
            "interj" => Category::Interjection,
            "mg" => Category::Function,
            _ if code.starts_with("prep") => Category::Preposition,
            _ if code.starts_with("det") => Category::Determiner,
            _ if code.starts_with("pro") => Category::Pronoun,
            _ if code.starts_with("cj") => Category::Conjunction,
            _ => continue,
        };
        let morph = if category == Category::Function {
            Morph::empty()
        } else {
            agreement
        };
        forms.add(form, category, morph);
    }
}

/// Adds WordNet's words, inflected, from the database files in `folder`.
pub fn wordnet(folder: &Path, forms: &mut Forms) -> io::Result<()> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let mut lemmas: BTreeMap<(String, char), BTreeSet<String>> = BTreeMap::new();
    for (name, class) in [("noun", 'n'), ("verb", 'v'), ("adj", 'a'), ("adv", 'r')] {
        for line in read(&format!("data.{name}"))?
            .lines()
            .filter(|line| !line.starts_with(' '))
        {
            let fields: Vec<&str> = line.split(' ').collect();
            let count = usize::from_str_radix(fields[3], 16).unwrap_or(0);
            for word in fields[4..].chunks(2).take(count) {
                let word = word[0].split('(').next().unwrap_or("");
                if !word.contains('_') {
                    lemmas.entry((word.to_owned(), class)).or_default();
                } else if class == 'n' {
                    for part in word
                        .split('_')
                        .filter(|part| part.starts_with(char::is_uppercase))
                    {
                        forms.add(part, Category::Name, Morph::empty());
                    }
                }
            }
        }
        for line in read(&format!("{name}.exc"))?.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            for lemma in &words[1..] {
                if let Some(irregular) = lemmas.get_mut(&((*lemma).to_owned(), class)) {
                    irregular.insert(words[0].to_owned());
                }
            }
        }
    }
    for ((lemma, class), irregular) in &lemmas {
        english(lemma, *class, irregular, forms);
    }
    let mut uses: HashMap<String, [u32; 3]> = HashMap::new();
    for line in read("cntlist.rev")?.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [key, _, count] = fields.as_slice() else {
            continue;
        };
        let Some((lemma, class)) = key.split_once('%') else {
            continue;
        };
        let class = match class.as_bytes().first() {
            Some(b'1') => 0,
            Some(b'2') => 1,
            Some(b'3' | b'5') => 2,
            _ => continue,
        };
        uses.entry(lemma.to_owned()).or_default()[class] += count.parse().unwrap_or(0);
    }
    for (lemma, counts) in uses {
        let all: u32 = counts.iter().sum();
        let mostly = [
            Category::MostlyNoun,
            Category::MostlyVerb,
            Category::MostlyAdjective,
        ];
        for (count, category) in counts.into_iter().zip(mostly) {
            if all >= 4 && count * 10 > all * 6 && !lemma.contains('_') {
                forms.add(&lemma, category, Morph::empty());
            }
        }
    }
    Ok(())
}

/// Adds an English lemma with its regular and irregular forms.
fn english(lemma: &str, class: char, irregular: &BTreeSet<String>, forms: &mut Forms) {
    let mut chars = lemma.chars().rev();
    let (last, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let vowel = |c: char| "aeiou".contains(c);
    let sibilant = "sxz".contains(last) || (last == 'h' && "cs".contains(second));
    let y = last == 'y' && !vowel(second);
    let s = if sibilant {
        format!("{lemma}es")
    } else if y {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else {
        format!("{lemma}s")
    };
    let past = Morph::PAST;
    match class {
        'n' if lemma.starts_with(char::is_uppercase) => forms.add(lemma, Category::Name, Morph::empty()),
        'n' => {
            forms.add(lemma, Category::Noun, Morph::SINGULAR);
            if irregular.is_empty() {
                forms.add(&s, Category::Noun, Morph::PLURAL);
            }
            irregular
                .iter()
                .for_each(|form| forms.add(form, Category::Noun, Morph::PLURAL));
        }
        'v' => {
            forms.add(lemma, Category::Verb, Morph::INFINITIVE);
            forms.add(lemma, Category::Verb, Morph::INDICATIVE | Morph::PRESENT);
            forms.add(
                &s,
                Category::Verb,
                Morph::INDICATIVE | Morph::PRESENT | Morph::THIRD | Morph::SINGULAR,
            );
            let silent = last == 'e' && !"eoy".contains(second);
            let mut ing = format!("{}ing", if silent { &lemma[..lemma.len() - 1] } else { lemma });
            let mut pasts = vec![];
            for form in irregular {
                if form.ends_with("ing") {
                    ing.clone_from(form);
                } else if !form.ends_with('s') {
                    pasts.push(form.clone());
                }
            }
            if pasts.is_empty() {
                pasts.push(match (last, y) {
                    ('e', _) => format!("{lemma}d"),
                    (_, true) => format!("{}ied", &lemma[..lemma.len() - 1]),
                    _ => format!("{lemma}ed"),
                });
            }
            for form in pasts {
                let participle = form.ends_with('n') && !form.ends_with("an");
                if !participle {
                    forms.add(&form, Category::Verb, Morph::INDICATIVE | past);
                }
                forms.add(&form, Category::Verb, Morph::PARTICIPLE | past);
            }
            forms.add(&ing, Category::Verb, Morph::PARTICIPLE | Morph::PRESENT);
        }
        'a' => {
            forms.add(lemma, Category::Adjective, Morph::empty());
            irregular
                .iter()
                .for_each(|form| forms.add(form, Category::Adjective, Morph::COMPARED));
        }
        _ => forms.add(lemma, Category::Adverb, Morph::empty()),
    }
}
