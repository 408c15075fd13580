//! The rule that looks for offensive words.

use crate::allowed::Allowed;
use crate::trie::Node;
use crate::words::WORDS;
use crate::{Rule, Search, walk};
use domain::moderation::{Action, Category, Profanity, RuleKind};
use std::collections::HashSet;

/// One rule for each category that is looked for.
#[derive(Debug)]
pub(crate) struct ProfanityRule {
    rules: Vec<(Category, Rule)>,
    /// The mildest words that are looked for.
    severity: u8,
    /// The words of the list that the channel allows, in any disguise.
    allowed: HashSet<Node>,
}

/// The id of a category's rule.
pub(crate) fn id_of(category: Category) -> &'static str {
    match category {
        Category::Hate => "profanity-hate",
        Category::Sexual => "profanity-sexual",
        Category::Insults => "profanity-insults",
        Category::Swearing => "profanity-swearing",
    }
}

impl ProfanityRule {
    pub fn new(
        profanity: &Profanity,
        allowed: &Allowed,
        rule: &impl Fn(&str, RuleKind, Action) -> Rule,
    ) -> Option<Self> {
        if profanity.level == 0 || profanity.action == Action::Allow || profanity.categories.is_empty() {
            return None;
        }
        let of = |category: &Category| (*category, rule(id_of(*category), RuleKind::Profanity, profanity.action));
        let rules = Category::ALL.iter().filter(|category| profanity.categories.contains(category)).map(of).collect();
        let allowed = allowed.words().filter_map(|word| WORDS.trie.find(word.chars())).collect();
        Some(Self { rules, severity: 5 - profanity.level.min(4), allowed })
    }

    pub fn check<'f>(&'f self, search: &mut Search<'_, 'f>) {
        let list = &*WORDS;
        for find in walk::finds(&list.trie, search.units) {
            let words = list.trie.entries(find.node).iter().filter_map(|entry| list.words.get(*entry as usize));
            for word in words.filter(|word| word.severity >= self.severity) {
                let rule = self.rules.iter().find(|(category, _)| *category == word.category);
                let Some((_, rule)) = rule.filter(|_| !self.allowed.contains(&find.node)) else { continue };
                if find.evidence.is_convincing(word.severity, search.units, find.from, find.to) {
                    search.found.push((rule, search.span(&find)));
                }
            }
        }
    }
}
