//! Going through a tree, or a part of it.

use super::tree::{NodeId, Step, Tree};

impl Tree {
    /// Goes through all nodes in document order.
    ///
    /// ```
    /// use sapar::content::markdown::{Kind, Step, parse};
    /// use sapar::diagnostics::SourceText;
    ///
    /// let source = SourceText::new("index.zh.md", "**注意：**正文 &amp; *再见*");
    /// let tree = parse(&source, 0);
    /// let strong = tree.walk().find_map(|step| match step {
    ///     Step::Enter(node) if node.kind == Kind::Strong => Some(node.range),
    ///     _ => None,
    /// });
    /// assert_eq!(&source.text[strong.expect("one is strong")], "**注意：**");
    /// ```
    pub fn walk(&self) -> Walk<'_> {
        Walk { tree: self, next: 0, end: self.nodes.len() as u32, open: Vec::new() }
    }

    /// Goes through the descendants of a node.
    pub fn walk_within(&self, node: NodeId) -> Walk<'_> {
        let end = self.behind(node).0;
        Walk { tree: self, next: node.0 + 1, end, open: Vec::new() }
    }
}

/// The steps through a tree: see [`Tree::walk`].
#[derive(Debug, Clone)]
pub struct Walk<'t> {
    tree: &'t Tree,
    next: u32,
    end: u32,
    /// The nodes that are entered and not left; an explicit stack, as texts may be nested more deeply than threads like.
    open: Vec<NodeId>,
}

impl<'t> Iterator for Walk<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        if let Some(last) = self.open.last()
            && self.tree.behind(*last).0 == self.next
        {
            let id = self.open.pop()?;
            return Some(Step::Leave(self.tree.node(id)));
        }
        if self.next == self.end {
            return None;
        }
        let node = self.tree.node(NodeId(self.next));
        self.next += 1;
        if node.kind.is_container() {
            self.open.push(node.id);
        }
        Some(Step::Enter(node))
    }
}
