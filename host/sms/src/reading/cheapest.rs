//! The cheapest way to cut a message into the items of a line.
//!
//! Item by item, every place that can be reached is kept with its least cost, and with two ways to reach it at that cost that
//! mean different things, if there are two. More are never needed: whatever follows is added to both alike.

use std::rc::Rc;

use super::{
    cost,
    field::{Over, Value},
};

/// One step of a way: what a stretch was read as, and what came before.
#[derive(Debug)]
pub(super) struct Step<'g> {
    pub before: Option<Rc<Step<'g>>>,
    pub value: Value<'g>,
    pub from: usize,
    pub to: usize,
}

/// A way through a whole line; none is the way through nothing.
pub(super) type Way<'g> = Option<Rc<Step<'g>>>;

/// The best ways to a place.
#[derive(Debug, Clone)]
pub(super) struct Best<'g> {
    pub cost: u32,
    pub way: Way<'g>,
    /// Another way of the same cost that means something else.
    pub other: Option<Way<'g>>,
}

impl<'g> Best<'g> {
    fn merge(&mut self, new: Self) {
        if new.cost < self.cost {
            *self = new;
        } else if new.cost == self.cost && self.other.is_none() {
            self.other = [Some(new.way), new.other].into_iter().flatten().find(|way| !mean_the_same(way, &self.way));
        }
    }

    fn step(&self, value: &Value<'g>, cost: u32, from: usize, to: usize) -> Self {
        let step = |way: &Way<'g>| Some(Rc::new(Step { before: way.clone(), value: value.clone(), from, to }));
        Self { cost: self.cost.saturating_add(cost), way: step(&self.way), other: self.other.as_ref().map(step) }
    }
}

/// The cheapest ways through the line that take in every symbol; `None` when there is none.
#[cfg(test)]
pub(super) fn cheapest<'g>(over: &Over<'g, '_>) -> Option<Best<'g>> {
    cheapest_within(over, u32::MAX)
}

/// The same; `None` also when they cost more than `most`. What costs more is not followed.
pub(super) fn cheapest_within<'g>(over: &Over<'g, '_>, most: u32) -> Option<Best<'g>> {
    let end = over.symbols.len();
    if over.line.base > most {
        return None;
    }
    let mut reached = vec![(0, Best { cost: over.line.base, way: None, other: None })];
    for (index, item) in over.line.items.iter().enumerate() {
        let last = index + 1 == over.line.items.len();
        let mut next: Vec<(usize, Best<'g>)> = Vec::new();
        for (from, best) in &reached {
            let left = most.saturating_sub(best.cost);
            let farthest = over.farthest(*item, *from);
            // What comes last takes in all that is left, or the line does not fit.
            let nearest = if last { end } else { *from };
            // Where nothing can be left out any more, what comes next must be able to begin where this ends.
            let all_there = !over.mistakes || left < cost::MISTAKE;
            for to in (nearest..=farthest).filter(|to| !all_there || over.goes_on(index + 1, *to)) {
                for (value, cost) in over.values_within(index, *from, to, left) {
                    let new = best.step(&value, cost, *from, to);
                    let at = next.partition_point(|(place, _)| *place < to);
                    match next.get_mut(at).filter(|(place, _)| *place == to) {
                        Some((_, there)) => there.merge(new),
                        None => next.insert(at, (to, new)),
                    }
                }
            }
        }
        reached = next;
        if reached.is_empty() {
            return None;
        }
    }
    reached.into_iter().find(|(place, _)| *place == end).map(|(_, best)| best)
}

/// The steps of a way, first to last.
pub(super) fn steps<'w, 'g>(way: &'w Way<'g>) -> Vec<&'w Step<'g>> {
    let mut steps: Vec<&Step<'g>> = std::iter::successors(way.as_deref(), |step| step.before.as_deref()).collect();
    steps.reverse();
    steps
}

/// Whether two ways through the same items mean the same.
pub(super) fn mean_the_same(a: &Way<'_>, b: &Way<'_>) -> bool {
    let (a, b) = (steps(a), steps(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.value.means_the_same(&b.value))
}
