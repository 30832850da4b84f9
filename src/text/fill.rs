/// Fills the places of a template (`{name}`) in one pass, so that nothing in a value is taken for a place. A place
/// without a value, and a brace that opens none, stay as they are.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 80);
    let mut rest = template;
    while let Some((before, place)) = rest.split_once('{') {
        filled.push_str(before);
        let found = place.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        rest = match found {
            Some((value, after)) => {
                filled.push_str(value);
                after
            }
            None => {
                filled.push('{');
                place
            }
        };
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_templates() {
        for (template, values, filled) in [
            ("{a} et {b}", &[("a", "{b}"), ("b", "x")][..], "{b} et x"),
            ("un { seul", &[("a", "x")], "un { seul"),
            ("{aucun}{", &[], "{aucun}{"),
            ("{{a}}", &[("a", "x")], "{x}"),
        ] {
            assert_eq!(fill(template, values), filled);
        }
    }
}
