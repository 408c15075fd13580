//! How many disguised words of the corpus are caught, and how many innocent messages are caught wrongly, beside what `rustrict` does.
//!
//! `FILTER_CORPUS` names the half: `open` (the default), which the lists were written with in sight, or `held`, which they were not.

use domain::moderation::{Action, Category, Profanity, Rules};
use filter::Filter;
use rustrict::CensorStr;
use std::collections::BTreeMap;

/// Of a group: how many there are, how many this filter and rustrict caught.
#[derive(Default)]
struct Count {
    all: usize,
    ours: usize,
    theirs: usize,
}

/// The lines of a file of the half, as columns.
fn lines(name: &str) -> Option<Vec<Vec<String>>> {
    let half = std::env::var("FILTER_CORPUS").unwrap_or_else(|_| "open".to_owned());
    let path = format!("{}/tests/corpus/{name}_{half}.tsv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).ok()?;
    let lines = text.lines().skip(1).filter(|line| !line.is_empty());
    Some(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn filter() -> Filter {
    let profanity = Profanity { level: 3, categories: Category::ALL.to_vec(), action: Action::Hold };
    Filter::new(&Rules { profanity, ..Rules::default() }, |_| 1)
}

/// What rustrict takes for inappropriate by default: from moderate severity on, in any of its sorts. Its sort for mild words is left out, as this
/// filter's level 3 leaves out severity 1.
fn rustrict_catches(text: &str) -> bool {
    text.is_inappropriate()
}

/// The table of groups, and the total.
fn table(title: &str, groups: &BTreeMap<String, Count>) -> (String, Count) {
    let mut total = Count::default();
    let mut text = format!("{title:<36}{:>6}{:>8}{:>10}\n", "all", "filter", "rustrict");
    for (group, count) in groups {
        total =
            Count { all: total.all + count.all, ours: total.ours + count.ours, theirs: total.theirs + count.theirs };
        text.push_str(&format!("{group:<36}{:>6}{:>8}{:>10}\n", count.all, count.ours, count.theirs));
    }
    text.push_str(&format!("{:<36}{:>6}{:>8}{:>10}\n", "total", total.all, total.ours, total.theirs));
    (text, total)
}

#[test]
fn disguised_words_are_caught() {
    let lines = lines("evasions").expect("the corpus");
    let filter = filter();
    let mut groups: BTreeMap<String, Count> = BTreeMap::new();
    for line in &lines {
        let [_, category, _, word, technique, message] = line.as_slice() else { panic!("{line:?}") };
        let verdict = filter.check(message, &[]);
        let caught = !verdict.matches.is_empty();
        if !caught {
            println!("missed, {technique} of {word} ({category}): {message} = {}", verdict.normalized);
        }
        let count = groups.entry(technique.clone()).or_default();
        count.all += 1;
        count.ours += usize::from(caught);
        count.theirs += usize::from(rustrict_catches(message));
    }
    let (table, total) = table("caught, by technique", &groups);
    println!("{table}");
    assert!(total.ours * 100 >= total.all * 95, "{} of {}", total.ours, total.all);
}

#[test]
fn innocent_messages_pass() {
    let lines = lines("innocent").expect("the corpus");
    let filter = filter();
    let mut groups: BTreeMap<String, Count> = BTreeMap::new();
    for line in &lines {
        let [language, why, message] = line.as_slice() else { panic!("{line:?}") };
        let verdict = filter.check(message, &[]);
        for found in &verdict.matches {
            let place: String = message.chars().skip(found.start).take(found.end - found.start).collect();
            println!("wrongly caught, {why}: {message} ({place}, {})", found.rule_id);
        }
        let count = groups.entry(format!("{language} {why}")).or_default();
        count.all += 1;
        count.ours += usize::from(!verdict.matches.is_empty());
        count.theirs += usize::from(rustrict_catches(message));
    }
    let (table, total) = table("wrongly caught, by kind", &groups);
    println!("{table}");
    assert!(total.ours * 1000 <= total.all * 5, "{} of {}", total.ours, total.all);
}
