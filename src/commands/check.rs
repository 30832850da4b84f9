use super::draft::Draft;
use super::{Failure, LanguageChoice, Outcome, OutputFormat, output, sources};
use crate::analysis::{Analyzer, Options, Status};
use crate::corroboration::corroborate;
use crate::report::{self, Checked};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Shows the named actors of drafts and the claims that nobody answers for.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Files and folders to check; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Look every claim up in the sources
    #[arg(long)]
    corroborate: bool,
    /// The folder of sources
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    format: OutputFormat,
    /// Language of the drafts, instead of identifying that of every paragraph
    #[arg(long, value_enum, default_value = "auto")]
    language: LanguageChoice,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let corpus = match args.corroborate {
        true => {
            let near = args
                .paths
                .first()
                .and_then(|p| p.parent())
                .unwrap_or(Path::new("."));
            Some(sources::open(args.corpus.as_deref(), near)?)
        }
        false => None,
    };
    let analyzer = Analyzer::new(Options {
        language: args.language.language(),
    });
    let read: Vec<Result<Checked, Failure>> = args
        .paths
        .par_iter()
        .map(|path| {
            let draft = match path.as_os_str() == "-" {
                true => Draft::stdin()?,
                false => Draft::read(path)?,
            };
            let analysis = analyzer.analyze(&draft.text, draft.format);
            let corroborations = analysis
                .sentences
                .iter()
                .map(|sentence| match (&corpus, sentence.status) {
                    (None, _) | (_, Status::None) => None,
                    (Some(corpus), _) => {
                        let claim = report::folded(sentence.span.of(&draft.text));
                        Some(corroborate(corpus, &claim, Some(sentence.language)))
                    }
                })
                .collect();
            Ok(Checked {
                path: draft.name,
                text: draft.text,
                analysis,
                corroborations,
            })
        })
        .collect();
    let (mut checked, mut outcome) = (Vec::new(), Outcome::Nothing);
    let mut failed = false;
    for result in read {
        match result {
            Ok(file) => checked.push(file),
            Err(failure) => {
                failure.say();
                failed = true;
            }
        }
    }
    let flagged = |s: &crate::analysis::Sentence| matches!(s.status, Status::Vague | Status::Unattributed);
    if checked
        .iter()
        .any(|file| file.analysis.sentences.iter().any(flagged))
    {
        outcome = Outcome::Findings;
    }
    match args.format {
        OutputFormat::Json => output::print(&report::json::checked(&checked, corpus.as_ref()))?,
        OutputFormat::Text => {}
    }
    Ok(if failed { Outcome::Failed } else { outcome })
}
