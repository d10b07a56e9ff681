//! Is a higher floor possible? A textbook maximum flow with lower bounds, kept apart from the solvers' flow.
//!
//! Dinic 1970, with the usual extra source and sink for lower bounds; O(V²E), far less on these graphs.

use crate::matching::problem::Problem;

struct Graph {
    to: Vec<usize>,
    room: Vec<i64>,
    next: Vec<Vec<usize>>,
}

impl Graph {
    fn new(nodes: usize) -> Self {
        Self { to: Vec::new(), room: Vec::new(), next: vec![Vec::new(); nodes] }
    }

    fn add(&mut self, from: usize, to: usize, room: i64) {
        self.next[from].push(self.to.len());
        self.to.push(to);
        self.room.push(room);
        self.next[to].push(self.to.len());
        self.to.push(from);
        self.room.push(0);
    }

    fn levels(&self, source: usize) -> Vec<usize> {
        let mut level = vec![usize::MAX; self.next.len()];
        level[source] = 0;
        let mut queue = std::collections::VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &edge in &self.next[node] {
                let other = self.to[edge];
                if self.room[edge] > 0 && level[other] == usize::MAX {
                    level[other] = level[node] + 1;
                    queue.push_back(other);
                }
            }
        }
        level
    }

    fn push(&mut self, node: usize, sink: usize, most: i64, level: &[usize], at: &mut [usize]) -> i64 {
        if node == sink {
            return most;
        }
        let mut sent = 0;
        while at[node] < self.next[node].len() && sent < most {
            let edge = self.next[node][at[node]];
            let other = self.to[edge];
            if self.room[edge] > 0 && level[other] == level[node].wrapping_add(1) {
                let more = self.push(other, sink, (most - sent).min(self.room[edge]), level, at);
                self.room[edge] -= more;
                self.room[edge ^ 1] += more;
                sent += more;
                if sent == most {
                    break;
                }
            }
            at[node] += 1;
        }
        sent
    }

    fn most(&mut self, source: usize, sink: usize) -> i64 {
        let mut total = 0;
        loop {
            let level = self.levels(source);
            if level[sink] == usize::MAX {
                return total;
            }
            let mut at = vec![0; self.next.len()];
            total += self.push(source, sink, i64::MAX, &level, &mut at);
        }
    }
}

/// True when a plan inside these ranges uses open pairs only.
pub fn possible(problem: &Problem, pairs: &[(bool, bool)], people: &[(i64, i64)], hosts: &[(i64, i64)], open: &dyn Fn(usize) -> bool) -> bool {
    let (n, m) = (people.len(), hosts.len());
    let (root, source, sink) = (n + m, n + m + 1, n + m + 2);
    let mut graph = Graph::new(n + m + 3);
    let mut surplus = vec![0i64; n + m + 3];
    let mut arc = |graph: &mut Graph, from: usize, to: usize, least: i64, most: i64| {
        graph.add(from, to, most - least);
        surplus[to] += least;
        surplus[from] -= least;
    };
    for (a, &(few, many)) in people.iter().enumerate() {
        let range = problem.first[a] as usize..problem.first[a + 1] as usize;
        for (pair, &(least, most)) in pairs[range.clone()].iter().enumerate().map(|(at, row)| (range.start + at, row)) {
            if !open(pair) && least {
                return false;
            }
            let most = most && open(pair);
            arc(&mut graph, a, n + problem.target[pair] as usize, i64::from(least), i64::from(most));
        }
        arc(&mut graph, root, a, few, many);
    }
    for (o, &(least, most)) in hosts.iter().enumerate() {
        arc(&mut graph, n + o, root, least, most);
    }
    let mut need = 0;
    for (node, &surplus) in surplus[..=root].iter().enumerate() {
        if surplus > 0 {
            graph.add(source, node, surplus);
            need += surplus;
        } else if surplus < 0 {
            graph.add(node, sink, -surplus);
        }
    }
    graph.most(source, sink) == need
}
