//! The names of rules, and what makes each one up.

use crate::profanity;
use domain::moderation::{Action, BlockedTerm, Category, Rules, TermKind};

/// FNV-1a with 64 bits. The same pattern has to have the same id in every version of the program, which the standard library's hasher does not
/// promise.
fn hash(parts: &[&str]) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    // No text has this byte, so that the parts cannot run into one another.
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// The id of a term. It depends on the kind and the pattern only, so that it stays when the action changes.
pub fn of_term(term: &BlockedTerm) -> String {
    let hash = hash(&[kind(term.kind), &term.pattern]);
    // Both halves count: the upper bits of FNV are mixed better.
    format!("term-{:012x}", (hash ^ (hash >> 48)) & 0xffff_ffff_ffff)
}

fn kind(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Word => "word",
        TermKind::Wildcard => "wildcard",
        TermKind::Regex => "regex",
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Allow => "allow",
        Action::Hold => "hold",
        Action::Refuse => "refuse",
    }
}

/// The rules that are on: each id with a fingerprint of what makes the rule up, so that the caller can see which rules a change has touched. The
/// allowed terms are no part of them, as they belong to no rule.
pub fn rule_fingerprints(rules: &Rules) -> Vec<(String, String)> {
    let mut prints = Vec::new();
    let mut add = |id: &str, what: Action, parameters: &[&str]| {
        if what != Action::Allow {
            let parts: Vec<&str> = std::iter::once(action(what)).chain(parameters.iter().copied()).collect();
            prints.push((id.to_owned(), format!("{:016x}", hash(&parts))));
        }
    };
    let hosts: Vec<&str> = rules.trusted_hosts.iter().map(String::as_str).collect();
    add("links", rules.links, &hosts);
    add("capitals", rules.capitals.action, &[&rules.capitals.percent.to_string()]);
    add("repetition", rules.repetition.action, &[&rules.repetition.most.to_string()]);
    add("mentions", rules.mentions.action, &[&rules.mentions.most.to_string()]);
    add("flood", rules.flood.action, &[&rules.flood.most.to_string(), &rules.flood.seconds.to_string()]);
    if rules.profanity.level > 0 {
        for category in Category::ALL.into_iter().filter(|category| rules.profanity.categories.contains(category)) {
            add(profanity::id_of(category), rules.profanity.action, &[&rules.profanity.level.to_string()]);
        }
    }
    for term in &rules.blocked_terms {
        add(&of_term(term), term.action, &[kind(term.kind), &term.pattern]);
    }
    prints
}
