//! Circles in a graph of files.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Which file uses what of which other, each with the line of its first use.
pub type Edges = BTreeMap<String, BTreeMap<String, BTreeMap<String, usize>>>;

/// The files that can be reached from each other, two at least, in the order of their names.
pub fn circles(edges: &Edges) -> Vec<Vec<String>> {
    let mut search = Search { edges, order: HashMap::new(), open: Vec::new(), circles: Vec::new() };
    for file in edges.keys() {
        if !search.order.contains_key(file.as_str()) {
            search.visit(file);
        }
    }
    let mut circles = search.circles;
    circles.sort();
    circles
}

/// The shortest way round within a circle: each file uses the next, the last uses the first.
pub fn shortest(edges: &Edges, circle: &[String]) -> Vec<String> {
    let members = circle.iter().map(String::as_str).collect::<BTreeSet<_>>();
    let ways = circle.iter().filter_map(|start| way_round(edges, &members, start));
    ways.min_by_key(Vec::len).unwrap_or_default()
}

fn way_round(edges: &Edges, members: &BTreeSet<&str>, start: &str) -> Option<Vec<String>> {
    let mut before = HashMap::<&str, &str>::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(file) = waiting.pop_front() {
        for next in edges.get(file)?.keys().filter(|next| members.contains(next.as_str())) {
            if next == start {
                let mut way = vec![file.to_owned()];
                let mut at = file;
                while let Some(earlier) = before.get(at) {
                    way.push((*earlier).to_owned());
                    at = earlier;
                }
                way.reverse();
                return Some(way);
            }
            if !before.contains_key(next.as_str()) {
                before.insert(next, file);
                waiting.push_back(next);
            }
        }
    }
    None
}

/// Tarjan's search for strongly connected components.
struct Search<'a> {
    edges: &'a Edges,
    order: HashMap<&'a str, usize>,
    open: Vec<&'a str>,
    circles: Vec<Vec<String>>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, file: &'a str) -> usize {
        let number = self.order.len();
        self.order.insert(file, number);
        self.open.push(file);
        let mut low = number;
        for next in self.edges.get(file).into_iter().flat_map(BTreeMap::keys) {
            if !self.order.contains_key(next.as_str()) {
                low = low.min(self.visit(next));
            } else if self.open.contains(&next.as_str()) {
                low = low.min(self.order[next.as_str()]);
            }
        }
        if low == number {
            let first = self.open.iter().position(|open| *open == file).unwrap_or_default();
            let mut circle = self.open.drain(first..).map(str::to_owned).collect::<Vec<_>>();
            if circle.len() > 1 {
                circle.sort();
                self.circles.push(circle);
            }
        }
        low
    }
}
