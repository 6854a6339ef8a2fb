//! An instance that is used again and again.

use std::{fmt, time::Duration};

use domain::{Decision, Facts, Request};
use wasmtime::component::{Func, TypedFunc};

use crate::{
    answer,
    batch::{BatchRow, BatchVerdict},
    contract::{functions, types},
    error::DecideError,
    fault::{self, Fault},
    lie::Lie,
    policy::{Live, Policy},
    state::{ANSWER_LIMIT, begin},
};

/// How much longer a batch may compute for each of its rows. One whose batch is a loop over decisions in an interpreter takes a tenth of
/// it; with less to spare it was stopped now and then on a busy machine.
const PER_ROW: Duration = Duration::from_micros(500);

/// An instance of a policy that decides many times. For research and bulk: what one decision leaves in the plugin's memory, the
/// next one can see. A fault ends it; a new one can be had from [`Policy::session`].
pub struct Session {
    live: Option<Live>,
    policy: Policy,
    decide: TypedFunc<functions::Decide, functions::Decided>,
    batch: Func,
    rows: Vec<types::Row>,
}

/// How many rows are handed over at once, and some more to finish a holder: few enough that rows and verdicts stay in the cache
/// of a core, and enough that the call itself is nothing.
const PART: usize = 2048;

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("policy", &self.policy).field("alive", &self.is_alive()).finish_non_exhaustive()
    }
}

impl Session {
    /// The most rows of one holder in one batch. A batch is handed over in parts that never divide a holder, and one part's rows
    /// and verdicts have to fit into the plugin's memory beside what it keeps of them. A batch itself may have any length.
    pub const MOST_ROWS: usize = 1 << 16;

    pub(crate) fn new(policy: Policy, mut live: Live) -> Result<Self, Fault> {
        let Live { store, instance, .. } = &mut live;
        let exports = policy.exports();
        let decide = instance.get_typed_func(&mut *store, exports.decide);
        let batch = instance.get_typed_func::<functions::Batch<'_>, functions::Batched>(&mut *store, exports.decide_batch);
        match (decide, batch) {
            (Ok(decide), Ok(batch)) => Ok(Self { live: Some(live), decide, batch: *batch.func(), policy, rows: Vec::new() }),
            (Err(error), _) | (_, Err(error)) => Err(fault::of_start(&error, store)),
        }
    }

    /// Whether it can still be used.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.live.is_some()
    }

    /// How much memory the plugin has taken so far, in bytes. It never gives any back; 0 when an earlier fault has ended the session.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.live.as_ref().map_or(0, |live| live.store.data().memory())
    }

    /// Decides one application.
    ///
    /// # Errors
    /// As [`Policy::decide`]; also when an earlier fault has ended the session.
    pub fn decide(&mut self, request: &Request, facts: &Facts) -> Result<Decision, DecideError> {
        let (request, facts) = self.policy.question(request, facts)?;
        let limit = self.policy.engine().options.deadline;
        let decide = self.decide;
        let decided = self.call(limit, ANSWER_LIMIT, |live| decide.call(&mut live.store, (request, facts)));
        self.policy.answer(decided.map(|(answer,)| answer))
    }

    /// Decides many at once, and answers each row in its place.
    ///
    /// # Errors
    /// When one holder has more than [`MOST_ROWS`](Self::MOST_ROWS), the plugin fails or breaks the contract in any row, or an
    /// earlier fault has ended the session.
    pub fn decide_batch(&mut self, rows: &[BatchRow]) -> Result<Vec<BatchVerdict>, DecideError> {
        let mut verdicts = Vec::with_capacity(rows.len());
        let mut rest = rows;
        while !rest.is_empty() {
            let (part, after) = rest.split_at(part(rest));
            if part.len() > Self::MOST_ROWS {
                return Err(DecideError::TooManyRows { count: part.len(), most: Self::MOST_ROWS });
            }
            self.decide_part(part, &mut verdicts).map_err(|fault| self.policy.fault(fault))?;
            rest = after;
        }
        Ok(verdicts)
    }

    fn decide_part(&mut self, rows: &[BatchRow], verdicts: &mut Vec<BatchVerdict>) -> Result<(), Fault> {
        let mut sent = std::mem::take(&mut self.rows);
        sent.clear();
        sent.extend(rows.iter().map(types::Row::from));
        let limit = self.policy.engine().options.deadline + PER_ROW * u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let most = ANSWER_LIMIT + rows.len() * size_of::<types::Verdict>();
        let batch = self.batch;
        let answered = self.call(limit, most, |live| {
            let batch = batch.typed::<functions::Batch<'_>, functions::Batched>(&live.store)?;
            batch.call(&mut live.store, (sent.as_slice(),))
        });
        self.rows = sent;
        let (answered,) = answered?;
        if answered.len() != rows.len() {
            return Err(Fault::BadAnswer(Lie::RowsMissing { asked: rows.len(), answered: answered.len() }));
        }
        for verdict in &answered {
            verdicts.push(answer::verdict(self.policy.symbols(), verdict).map_err(Fault::BadAnswer)?);
        }
        Ok(())
    }

    /// Enters the instance. After a fault it is gone: the runtime lets nobody back into an instance that trapped.
    fn call<R>(&mut self, limit: Duration, most: usize, call: impl FnOnce(&mut Live) -> wasmtime::Result<R>) -> Result<R, Fault> {
        let mut live = self.live.take().ok_or(Fault::SessionEnded)?;
        begin(&mut live.store, limit);
        live.store.set_hostcall_fuel(most);
        match call(&mut live) {
            Ok(answer) => {
                self.live = Some(live);
                Ok(answer)
            }
            Err(error) => Err(fault::of_call(&error, &live.store)),
        }
    }
}

/// The length of the first part: whole holders, [`PART`] rows or as few more as that takes.
fn part(rows: &[BatchRow]) -> usize {
    let mut length = 0;
    for holder in rows.chunk_by(|a, b| a.holder == b.holder) {
        length += holder.len();
        if length >= PART {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_never_divides_a_holder() {
        let row = |holder| BatchRow {
            holder,
            at: 0,
            purpose: 0,
            territory: None,
            registered: None,
            flags: 0,
            channel: domain::Channel::Api,
            vehicle: false,
        };
        let rows = |lengths: &[usize]| -> Vec<BatchRow> {
            lengths.iter().zip(0..).flat_map(|(length, holder)| std::iter::repeat_n(row(holder), *length)).collect()
        };
        for (lengths, expected) in
            [(&[][..], 0), (&[1], 1), (&[PART], PART), (&[PART, 1], PART), (&[PART - 1, 7, 3], PART + 6), (&[3 * PART, 1], 3 * PART)]
        {
            assert_eq!(part(&rows(lengths)), expected, "{lengths:?}");
        }
    }
}
