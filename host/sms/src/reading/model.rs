//! The slow and obvious reading: every way to cut a message into the items of a line, one after the other. The quick one must
//! find the same.

use super::{
    cheapest::mean_the_same,
    field::{Over, Value},
};
use std::rc::Rc;

use super::cheapest::{Step, Way};

/// Every way through a line with its cost.
pub(super) fn every_way<'g>(over: &Over<'g, '_>) -> Vec<(u32, Way<'g>)> {
    fn go<'g>(over: &Over<'g, '_>, index: usize, from: usize, cost: u32, way: &Way<'g>, found: &mut Vec<(u32, Way<'g>)>) {
        if index == over.line.items.len() {
            if from == over.symbols.len() {
                found.push((cost, way.clone()));
            }
            return;
        }
        for to in from..=over.symbols.len() {
            for (value, price) in over.values(index, from, to) {
                let value: Value<'g> = value;
                let step = Some(Rc::new(Step { before: way.clone(), value, from, to }));
                go(over, index + 1, to, cost + price, &step, found);
            }
        }
    }
    let mut found = Vec::new();
    go(over, 0, 0, over.line.base, &None, &mut found);
    found
}

/// The least cost, and whether two ways of that cost mean different things.
pub(super) fn least(ways: &[(u32, Way<'_>)]) -> Option<(u32, bool)> {
    let least = ways.iter().map(|(cost, _)| *cost).min()?;
    let best: Vec<&Way<'_>> = ways.iter().filter(|(cost, _)| *cost == least).map(|(_, way)| way).collect();
    let ambiguous = best.iter().any(|way| best.first().is_some_and(|first| !mean_the_same(way, first)));
    Some((least, ambiguous))
}
