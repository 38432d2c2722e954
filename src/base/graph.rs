//! Questions about small directed graphs, answered without recursion.
//!
//! petgraph's `tarjan_scc` and `is_cyclic_directed` recurse and abort on long chains; `kosaraju_scc`
//! does not, so everything here stands on that one.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// An order in which things can be made when each needs others first.
#[derive(Debug, PartialEq, Eq)]
pub struct Order {
    /// Every node once. A node comes behind all it needs, except for needs inside its own cycle;
    /// otherwise lower numbers come first.
    pub nodes: Vec<usize>,
    /// The groups of two or more nodes that need one another, each sorted.
    pub cycles: Vec<Vec<usize>>,
}

/// Orders `0..n_nodes`, where `needs` holds pairs `(node, the node it needs first)`. A node that needs
/// itself is no cycle.
pub fn order(n_nodes: usize, needs: &[(usize, usize)]) -> Order {
    let component_of = components(n_nodes, needs);
    let n_components = component_of.iter().max().map_or(0, |it| it + 1);
    let mut members = vec![Vec::new(); n_components];
    for (node, &component) in component_of.iter().enumerate() {
        members[component].push(node);
    }
    let condensed: Vec<(usize, usize)> = needs
        .iter()
        .map(|&(node, needed)| (component_of[node], component_of[needed]))
        .filter(|(a, b)| a != b)
        .collect();
    let first: Vec<usize> = members.iter().map(|it| it[0]).collect();
    let sorted = sort_acyclic(&first, &condensed);
    let mut cycles: Vec<_> = members.iter().filter(|it| it.len() > 1).cloned().collect();
    cycles.sort();
    Order { nodes: sorted.into_iter().flat_map(|it| members[it].clone()).collect(), cycles }
}

/// The strongly connected component of each node, as a number below the number of components.
fn components(n_nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut graph = DiGraph::<(), (), u32>::with_capacity(n_nodes, edges.len());
    for _ in 0..n_nodes {
        graph.add_node(());
    }
    for &(from, to) in edges {
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
    }
    let mut res = vec![0; n_nodes];
    for (number, component) in kosaraju_scc(&graph).into_iter().enumerate() {
        for node in component {
            res[node.index()] = number;
        }
    }
    res
}

/// Kahn's algorithm with a heap, so that of the nodes that are ready the one with the lowest rank goes
/// first. The edges must be acyclic.
fn sort_acyclic(rank: &[usize], needs: &[(usize, usize)]) -> Vec<usize> {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    let mut missing = vec![0_usize; rank.len()];
    let mut wanted_by = vec![Vec::new(); rank.len()];
    for &(node, needed) in needs {
        missing[node] += 1;
        wanted_by[needed].push(node);
    }
    let ready = (0..rank.len()).filter(|&it| missing[it] == 0);
    let mut heap: BinaryHeap<_> = ready.map(|it| Reverse((rank[it], it))).collect();
    let mut res = Vec::with_capacity(rank.len());
    while let Some(Reverse((_, node))) = heap.pop() {
        res.push(node);
        for &other in &wanted_by[node] {
            missing[other] -= 1;
            if missing[other] == 0 {
                heap.push(Reverse((rank[other], other)));
            }
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needed_first_else_lower_first() {
        assert_eq!(order(4, &[(0, 2), (2, 3)]).nodes, [1, 3, 2, 0]);
    }

    #[test]
    fn cycles_stay_together_and_are_named() {
        let res = order(4, &[(0, 1), (1, 0), (0, 3), (2, 2)]);
        assert_eq!(res, Order { nodes: vec![2, 3, 0, 1], cycles: vec![vec![0, 1]] });
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let n_nodes = 300_000;
        let needs: Vec<_> = (1..n_nodes).map(|it| (it - 1, it)).collect();
        assert_eq!(order(n_nodes, &needs).nodes[0], n_nodes - 1);
    }
}
