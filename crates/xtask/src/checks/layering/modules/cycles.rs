//! Cycles of a directed graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Returns one shortest cycle through each node that is on a cycle, without repeating a cycle's
/// nodes in a second one.
pub(super) fn cycles<N: Ord + Clone>(edges: impl IntoIterator<Item = (N, N)>) -> Vec<Vec<N>> {
    let mut graph: BTreeMap<N, BTreeSet<N>> = BTreeMap::new();
    for (from, to) in edges {
        graph.entry(from).or_default().insert(to);
    }
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for node in graph.keys() {
        if seen.contains(node) {
            continue;
        }
        if let Some(cycle) = shortest(&graph, node) {
            seen.extend(cycle.iter().cloned());
            found.push(cycle);
        }
    }
    found
}

/// The shortest way from a node back to itself; it does not name the node a second time.
fn shortest<N: Ord + Clone>(graph: &BTreeMap<N, BTreeSet<N>>, start: &N) -> Option<Vec<N>> {
    let mut before: BTreeMap<&N, &N> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in graph.get(node).into_iter().flatten() {
            if next == start {
                let mut way = vec![node.clone()];
                let mut at = node;
                while let Some(earlier) = before.get(at) {
                    way.push((*earlier).clone());
                    at = earlier;
                }
                way.reverse();
                return Some(way);
            }
            if !before.contains_key(next) {
                before.insert(next, node);
                queue.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_graph_without_a_way_back_has_no_cycle() {
        assert!(cycles([(1, 2), (2, 3), (1, 3)]).is_empty());
    }

    #[test]
    fn each_cycle_is_found_once_by_its_shortest_way() {
        let edges = [(1, 2), (2, 3), (3, 1), (3, 2), (4, 5), (5, 4), (5, 1)];
        assert_eq!(cycles(edges), [vec![1, 2, 3], vec![4, 5]]);
    }
}
