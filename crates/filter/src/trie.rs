//! Words as a tree of letters, so that the cost of a look does not grow with their number.

use std::collections::BTreeMap;

/// A place in the tree.
pub(crate) type Node = u32;
/// Where the words begin.
pub(crate) const ROOT: Node = 0;
/// Stands in a word for any letters. No text that was read has this character.
pub(crate) const ANY: char = '\0';

/// The tree while words are added.
#[derive(Debug)]
pub(crate) struct Builder(Vec<Branches>);

#[derive(Debug, Default)]
struct Branches {
    children: BTreeMap<char, Node>,
    /// The place behind any letters; from there the same letters lead back to it.
    any: Option<Node>,
    is_any: bool,
    entries: Vec<u32>,
}

impl Default for Builder {
    fn default() -> Self {
        Self(vec![Branches::default()])
    }
}

impl Builder {
    /// Adds a word, with [`ANY`] for any letters, that stands for an entry of the caller's.
    pub fn add(&mut self, word: impl IntoIterator<Item = char>, entry: u32) {
        let mut at = ROOT;
        for ch in word {
            let next = Node::try_from(self.0.len()).unwrap_or(Node::MAX);
            let Some(branches) = self.0.get_mut(at as usize) else { return };
            let known = match ch {
                // Two stars in a row are one.
                ANY if branches.is_any => Some(at),
                ANY => branches.any,
                _ => branches.children.get(&ch).copied(),
            };
            at = known.unwrap_or(next);
            if known.is_none() {
                if ch == ANY {
                    branches.any = Some(next);
                } else {
                    branches.children.insert(ch, next);
                }
                self.0.push(Branches { is_any: ch == ANY, ..Branches::default() });
            }
        }
        if let Some(branches) = self.0.get_mut(at as usize).filter(|branches| !branches.entries.contains(&entry)) {
            branches.entries.push(entry);
        }
    }

    pub fn finish(self) -> Trie {
        let mut trie = Trie { places: Vec::new(), edges: Vec::new(), entries: Vec::new(), first: [NONE; 128] };
        for branches in self.0 {
            let first = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
            trie.places.push(NodeParts {
                edges: (first(trie.edges.len()), first(trie.edges.len() + branches.children.len())),
                entries: (first(trie.entries.len()), first(trie.entries.len() + branches.entries.len())),
                any: branches.any,
            });
            trie.edges.extend(branches.children);
            trie.entries.extend(branches.entries);
        }
        for (ch, node) in trie.edges(ROOT).to_vec() {
            if let Some(first) = trie.first.get_mut(ch as usize) {
                *first = node;
            }
        }
        trie
    }
}

/// No node: nothing leads back to the root.
const NONE: Node = ROOT;

/// The finished tree, in few pieces of memory.
#[derive(Debug)]
pub(crate) struct Trie {
    places: Vec<NodeParts>,
    edges: Vec<(char, Node)>,
    entries: Vec<u32>,
    /// The root's branches for ASCII: each token asks for one.
    first: [Node; 128],
}

#[derive(Clone, Copy, Debug)]
struct NodeParts {
    edges: (u32, u32),
    entries: (u32, u32),
    any: Option<Node>,
}

impl Trie {
    fn place(&self, node: Node) -> NodeParts {
        const NOWHERE: NodeParts = NodeParts { edges: (0, 0), entries: (0, 0), any: None };
        self.places.get(node as usize).copied().unwrap_or(NOWHERE)
    }

    /// The branches of a place, in the order of their letters.
    pub fn edges(&self, node: Node) -> &[(char, Node)] {
        let (from, to) = self.place(node).edges;
        self.edges.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Where a letter leads.
    pub fn child(&self, node: Node, ch: char) -> Option<Node> {
        if node == ROOT && ch.is_ascii() {
            return self.first.get(ch as usize).copied().filter(|node| *node != NONE);
        }
        let edges = self.edges(node);
        if edges.len() > 8 {
            return edges
                .binary_search_by_key(&ch, |(letter, _)| *letter)
                .ok()
                .and_then(|at| edges.get(at))
                .map(|(_, node)| *node);
        }
        edges.iter().find(|(letter, _)| *letter == ch).map(|(_, node)| *node)
    }

    /// Where any letters lead.
    pub fn any(&self, node: Node) -> Option<Node> {
        self.place(node).any
    }

    /// The entries whose word ends here.
    pub fn entries(&self, node: Node) -> &[u32] {
        let (from, to) = self.place(node).entries;
        self.entries.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Where exactly this word leads.
    pub fn find(&self, word: impl IntoIterator<Item = char>) -> Option<Node> {
        word.into_iter().try_fold(ROOT, |node, ch| self.child(node, ch))
    }

    pub fn is_empty(&self) -> bool {
        self.places.len() == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_share_their_beginnings_and_stars_are_one() {
        let mut builder = Builder::default();
        for (entry, word) in (0..).zip(["car", "care", "c**r*", "", "car"]) {
            builder.add(word.chars().map(|ch| if ch == '*' { ANY } else { ch }), entry);
        }
        let trie = builder.finish();
        let entries = |word: &str| trie.find(word.chars()).map(|node| trie.entries(node).to_vec());
        assert_eq!((entries("car"), entries("care"), entries("ca")), (Some(vec![0, 4]), Some(vec![1]), Some(vec![])));
        assert_eq!((entries("x"), entries("carx"), entries("")), (None, None, Some(vec![3])));
        let any = trie.any(trie.find("c".chars()).unwrap()).unwrap();
        assert_eq!(trie.any(any), None);
        let last = trie.any(trie.child(any, 'r').unwrap()).unwrap();
        assert_eq!(trie.entries(last), [2]);
    }
}
