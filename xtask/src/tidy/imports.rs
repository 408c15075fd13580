//! Which package may depend on which, checked with `cargo tree`.

use std::collections::BTreeSet;

use crate::run::output_of;
use crate::{Result, programs};

/// The workspace's packages, by name.
const OURS: [&str; 9] =
    ["app", "frontend", "aethex", "domain", "filter", "services", "media", "testkit", "embedded-postgres"];

/// A package and the packages that it may not depend on, directly or indirectly. A name ending in `*` stands for all with that prefix.
struct Rule {
    package: &'static str,
    target: Option<&'static str>,
    never: &'static [&'static str],
    /// The only packages of the workspace that it may depend on.
    ours: &'static [&'static str],
}

const RULES: [Rule; 8] = [
    Rule {
        package: "frontend",
        target: Some("wasm32-unknown-unknown"),
        never: &["tokio", "sqlx*", "axum*", "hyper*", "ring", "rustls"],
        ours: &["app", "domain"],
    },
    Rule { package: "app", target: None, never: &["sqlx*"], ours: &["domain"] },
    Rule { package: "domain", target: None, never: &["tokio", "sqlx*", "axum*", "leptos*"], ours: &[] },
    Rule { package: "media", target: None, never: &["axum*", "sqlx*", "leptos*"], ours: &[] },
    Rule { package: "embedded-postgres", target: None, never: &["tokio", "sqlx*", "axum*"], ours: &[] },
    Rule { package: "filter", target: None, never: &["tokio", "sqlx*", "axum*", "leptos*"], ours: &["domain"] },
    Rule { package: "services", target: None, never: &["axum*", "leptos*"], ours: &["domain", "filter", "media"] },
    Rule {
        package: "aethex",
        target: None,
        never: &[],
        ours: &["app", "domain", "filter", "services", "media", "embedded-postgres"],
    },
];

/// The packages that may use sqlx: the use cases, and the server, which makes the pool.
const SQLX: [&str; 2] = ["services", "aethex"];

/// Every breach, as a sentence.
pub fn breaches() -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for rule in &RULES {
        let held = tree(rule.package, rule.target, None)?;
        let matches = |pattern: &str, name: &str| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        };
        let forbidden = held.iter().filter(|name| rule.never.iter().any(|pattern| matches(pattern, name)));
        let foreign = held.iter().filter(|name| OURS.contains(&name.as_str()) && *name != rule.package);
        let foreign = foreign.filter(|name| !rule.ours.contains(&name.as_str()));
        breaches.extend(forbidden.chain(foreign).map(|name| format!("{} must not depend on {name}", rule.package)));
    }
    for package in OURS.iter().filter(|package| !SQLX.contains(package)) {
        if tree(package, None, Some(1))?.contains("sqlx") {
            breaches.push(format!("{package} must not name sqlx: SQL lives in services"));
        }
    }
    Ok(breaches)
}

/// The names of all packages in a package's build, its tests left out.
fn tree(package: &str, target: Option<&str>, depth: Option<u32>) -> Result<BTreeSet<String>> {
    let mut cargo = programs::cargo();
    cargo.args(["tree", "--locked", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    if let Some(target) = target {
        cargo.args(["--target", target]);
    }
    if let Some(depth) = depth {
        cargo.args(["--depth", &depth.to_string()]);
    }
    let text = output_of(&mut cargo)?;
    Ok(text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}
