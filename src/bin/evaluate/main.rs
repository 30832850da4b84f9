//! Measures parts of the analysis against published corpora, which are not in this repository.
//!
//! `evaluate segmentation LANGUAGE FILE…` prints how well sentences and tokens agree with CoNLL-U
//! files (`fr` or `en`); only documents whose name holds `--only TEXT` count for the sentences.
//!
//! `evaluate retrieval FILE` prints how many of the sentences that support a claim of WiCE (a JSON object a line:
//! `claim`, `label`, `evidence`, `supporting_sentences`) are among the first five of its page.

mod conllu;
mod retrieval;
mod segmentation;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((name, rest)) if name == "segmentation" => segmentation::run(rest),
        Some((name, rest)) if name == "retrieval" => retrieval::run(rest),
        _ => Err(concat!(
            "usage: evaluate segmentation fr|en [--only TEXT] [--errors N] FILE…\n",
            "       evaluate retrieval [--errors N] FILE"
        )
        .to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("evaluate: {problem}");
            ExitCode::from(2)
        }
    }
}
