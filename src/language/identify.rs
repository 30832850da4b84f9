use super::Language;

/// The language of `prose`, or `None` where it is too short or too mixed to tell.
pub fn identify(prose: &str) -> Option<Language> {
    let info =
        whatlang::Detector::with_allowlist(vec![whatlang::Lang::Fra, whatlang::Lang::Eng]).detect(prose)?;
    match info.lang() {
        whatlang::Lang::Fra => Some(Language::French),
        _ => Some(Language::English),
    }
}
