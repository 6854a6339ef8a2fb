//! When messages are due. It is fixed before the first one is sent: an ESME that is slow does not get fewer of them.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::random;

/// How the rate moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Not at all.
    #[default]
    Flat,
    /// As on a day: nearly nothing in the night, a peak in the morning and one in the evening. The day is pressed into the duration, and its
    /// mean is the rate.
    NationalDay,
}

/// How messages are spaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spacing {
    /// As people do, who know nothing of each other.
    #[default]
    Poisson,
    /// Evenly.
    Even,
}

/// Of each hour, by its beginning, against the others. No operator has published such figures; these are ours, made after when people leave
/// their homes. The peak is 2.1 times the mean.
const DAY: [f64; 24] =
    [0.15, 0.08, 0.05, 0.04, 0.05, 0.12, 0.4, 1.0, 1.7, 2.2, 2.1, 1.8, 1.5, 1.35, 1.3, 1.4, 1.7, 2.1, 2.2, 1.7, 1.1, 0.7, 0.45, 0.25];

/// Pieces of constant rate in an hour.
const PIECES: usize = 12;

impl Shape {
    /// The rate over the duration, in pieces of the same length, as a multiple of the mean.
    #[must_use]
    pub fn pieces(self) -> Vec<f64> {
        match self {
            Self::Flat => vec![1.0],
            Self::NationalDay => {
                let mean = DAY.iter().sum::<f64>() / DAY.len() as f64;
                let next = DAY.iter().skip(1).chain(DAY.first());
                let hours = DAY.iter().zip(next);
                let rates =
                    hours.flat_map(|(from, to)| (0..PIECES).map(move |piece| from + (to - from) * (piece as f64 + 0.5) / PIECES as f64));
                rates.map(|rate| rate / mean).collect()
            }
        }
    }
}

/// A time of constant rate.
#[derive(Clone, Copy, Debug)]
struct Piece {
    seconds: f64,
    rate: f64,
}

/// The moments at which messages are due, counted from the beginning, in their order. A clone goes over the same ones again.
#[derive(Clone, Debug)]
pub struct Arrivals {
    pieces: Arc<[Piece]>,
    spacing: Spacing,
    seed: u64,
    /// The piece that is gone through, when it begins, and how many messages are expected before it.
    piece: usize,
    begins: f64,
    before: f64,
    /// How many messages are expected until the next one.
    expected: f64,
    index: u64,
}

impl Arrivals {
    /// At `rate` a second through the warm-up, then for `duration` in that shape with that mean.
    #[must_use]
    pub fn new(rate: f64, warm_up: Duration, duration: Duration, shape: Shape, spacing: Spacing, seed: u64) -> Self {
        let shape = shape.pieces();
        let seconds = duration.as_secs_f64() / shape.len().max(1) as f64;
        let first = Piece { seconds: warm_up.as_secs_f64(), rate };
        let pieces = std::iter::once(first).chain(shape.into_iter().map(|multiple| Piece { seconds, rate: rate * multiple }));
        let mut arrivals = Self { pieces: pieces.collect(), spacing, seed, piece: 0, begins: 0.0, before: 0.0, expected: 0.0, index: 0 };
        arrivals.expected = match spacing {
            Spacing::Even => 0.5,
            Spacing::Poisson => arrivals.gap(),
        };
        arrivals
    }

    fn gap(&self) -> f64 {
        match self.spacing {
            Spacing::Even => 1.0,
            Spacing::Poisson => -(1.0 - random::share(self.seed, self.index, 1)).ln(),
        }
    }

    /// How many there were already.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.index
    }

    /// When the next one is due, without taking it; `None` after the last.
    pub fn peek(&mut self) -> Option<Duration> {
        loop {
            let Piece { seconds, rate } = *self.pieces.get(self.piece)?;
            let in_piece = seconds * rate;
            if self.expected < self.before + in_piece {
                return Some(Duration::from_secs_f64(self.begins + (self.expected - self.before) / rate));
            }
            self.piece += 1;
            self.begins += seconds;
            self.before += in_piece;
        }
    }
}

impl Iterator for Arrivals {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        let due = self.peek()?;
        self.index += 1;
        self.expected += self.gap();
        Some(due)
    }
}
