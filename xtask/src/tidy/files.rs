//! Sizes and names of files.

use std::path::Path;

use crate::Result;
use crate::fixture::FIXTURES;
use crate::run::output_of;

const LONGEST: usize = 400;

/// Files that may be longer, and why.
const LONG_FOR_A_REASON: [(&str, &str); 0] = [];

/// Every breach, as a sentence.
pub fn breaches() -> Result<Vec<String>> {
    let mut git = crate::programs::command("git");
    let list = output_of(git.args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    Ok(list.lines().filter(|file| Path::new(file).is_file()).flat_map(breaches_of).collect())
}

fn breaches_of(file: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let path = Path::new(file);
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    if name == "mod.rs" {
        breaches.push(format!("{file}: a module `foo` is foo.rs beside foo/, not foo/mod.rs"));
    }
    if file.starts_with("migrations/") && kind == "sql" && !is_migration_name(name) {
        breaches.push(format!("{file}: a migration is named 0001_what_it_does.sql"));
    }
    if ["rs", "ts", "mjs", "css", "sql"].contains(&kind) {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines = text.lines().count();
        if lines > LONGEST && !file.starts_with(FIXTURES) && !LONG_FOR_A_REASON.iter().any(|(long, _)| *long == file) {
            breaches.push(format!("{file}: {lines} lines; over {LONGEST} wants a reason in xtask/src/tidy/files.rs"));
        }
        if file.starts_with("app/src/") {
            breaches.extend(unsettled_listeners(file, &text));
            breaches.extend(raw_areas(file, &text));
        }
        if kind == "rs" && !text.starts_with("//!") {
            breaches.push(format!("{file}: a module opens with one line (//!) that says what it is for"));
        }
    }
    breaches
}

/// Events that a browser also sends while it removes the element: a listener that acts at once reads values that are gone.
const SENT_BY_REMOVAL: [&str; 5] = ["on:blur=", "on:focusin=", "on:focusout=", "on:change=", "on:close="];

fn unsettled_listeners(file: &str, text: &str) -> Vec<String> {
    let listens = |line: &&str| SENT_BY_REMOVAL.iter().any(|event| line.contains(event));
    let unsettled = text.lines().filter(listens).filter(|line| !line.contains("=browser::once_settled("));
    unsettled.map(|line| format!("{file}: this listener wants browser::once_settled: {}", line.trim())).collect()
}

/// The server's renderer does not escape what stands in a `<textarea>`.
fn raw_areas(file: &str, text: &str) -> Option<String> {
    let (areas, escaped) = (text.matches("<textarea").count(), text.matches("{area_text(").count());
    (areas != escaped).then(|| format!("{file}: what stands in a <textarea> goes through ui::area_text"))
}

/// Digits, an underscore, lower-case words.
fn is_migration_name(name: &str) -> bool {
    let Some((number, words)) = name.trim_end_matches(".sql").split_once('_') else { return false };
    let numbered = number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    numbered
        && words.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && !words.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listeners_that_a_removal_calls_are_settled() {
        let breaches = |line: &str| unsettled_listeners("app/src/x.rs", line).len();
        assert_eq!(breaches("<input on:blur=move |_| left.run(()) />"), 1);
        assert_eq!(breaches("<input on:blur=browser::once_settled(move |_| left.run(())) on:click=act />"), 0);
    }

    #[test]
    fn texts_of_areas_are_escaped() {
        assert!(raw_areas("app/src/x.rs", "<textarea name=name>{text}</textarea>").is_some());
        assert!(raw_areas("app/src/x.rs", "<textarea name=name>{area_text(text)}</textarea>").is_none());
    }

    #[test]
    fn migration_names() {
        assert!(is_migration_name("0001_accounts.sql"));
        assert!(is_migration_name("20260101120000_stream_keys.sql"));
        assert!(!is_migration_name("0001.sql"));
        assert!(!is_migration_name("1_accounts.sql"));
        assert!(!is_migration_name("0001_Accounts.sql"));
    }
}
