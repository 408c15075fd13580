//! `docs/security.md`: each threat names tests, and each test that it names exists.

use std::path::Path;

use crate::Result;

const PAGE: &str = "docs/security.md";

/// Every breach, as a sentence.
pub fn breaches() -> Result<Vec<String>> {
    let page = std::fs::read_to_string(PAGE).map_err(|error| format!("cannot read {PAGE}: {error}"))?;
    Ok(breaches_of(&page, |file| std::fs::read_to_string(Path::new(file)).ok()))
}

fn breaches_of(page: &str, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut breaches = Vec::new();
    // The first two lines of a table are its head.
    let rows =
        page.lines().filter(|line| line.starts_with('|') && !line.starts_with("|--") && !line.starts_with("| Threat"));
    for row in rows {
        let threat = row.split('|').nth(1).unwrap_or_default().trim();
        let named: Vec<(&str, &str)> = row.split('`').filter_map(|word| word.split_once("::")).collect();
        if named.is_empty() {
            breaches.push(format!(
                "{PAGE}: {threat}: no test is named, such as `server/tests/platform/accounts.rs::its_name`"
            ));
        }
        let missing = named.into_iter().filter(|(file, test)| !read(file).is_some_and(|text| has_test(&text, test)));
        breaches.extend(missing.map(|(file, test)| format!("{PAGE}: {threat}: there is no test {file}::{test}")));
    }
    breaches
}

/// Whether a Rust function, or a test of Playwright whose title begins so, is in this text.
fn has_test(text: &str, test: &str) -> bool {
    if test.contains(' ') {
        return text.contains(&format!("test('{test}")) || text.contains(&format!("test(`{test}"));
    }
    text.contains(&format!("fn {test}("))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_is_gone_is_told() {
        let read = |file: &str| match file {
            "a.rs" => Some("async fn it_holds() {}".to_owned()),
            "b.spec.ts" => {
                Some("test('a state is good for one return', …); test(`a way, ${javaScript}`, …)".to_owned())
            }
            _ => None,
        };
        let page =
            |tests: &str| format!("| Threat | Done | Shown |\n|---|---|---|\n| Theft | `code` is kept | {tests} |\n");
        for known in ["`a.rs::it_holds`", "`b.spec.ts::a state is good`", "`a.rs::it_holds`, `b.spec.ts::a way`"] {
            assert!(breaches_of(&page(known), read).is_empty(), "{known}");
        }
        for gone in
            ["", "`a.rs`", "`a.rs::it`", "`a.rs::it_holds_not`", "`c.rs::it_holds`", "`b.spec.ts::another title`"]
        {
            let told = breaches_of(&page(gone), read);
            assert!(told.len() == 1 && told.iter().all(|breach| breach.contains("Theft")), "{gone}: {told:?}");
        }
    }
}
