//! What belongs to one instance: how much memory and time it has left, the calendar of its regime, and the notes that somebody asked for.

use std::time::{Duration, Instant};

use jiff::{Timestamp, tz::TimeZone};
use wasmtime::{ResourceLimiter, Store, UpdateDeadline};

use crate::{
    contract::{calendar, types},
    fault::{CalendarMisuse, Fault},
    options::EngineOptions,
    ticker::{TICK, ticks},
};

/// The most changes of the offset that the calendar tells at once: two a year for 256 years, some 50 µs of the host's time.
const MOST_TRANSITIONS: usize = 512;

/// The most data that the host reads out of one answer, in bytes as the host holds them. An honest decision with 64 reasons and
/// 256 steps stays below 64 KiB, the tables of a regime with a thousand names below 256 KiB.
pub(crate) const ANSWER_LIMIT: usize = 256 << 10;

/// The most entries of any table of functions; `componentize-py` uses some 10,000.
pub(crate) const MOST_TABLE_ELEMENTS: usize = 1 << 16;

/// The data of a store.
#[derive(Debug)]
pub(crate) struct State {
    zone: TimeZone,
    memory_limit: usize,
    memory: usize,
    limit: Duration,
    clock: Option<Clock>,
    fuel: Option<u64>,
    /// The notes of the call under way; `None` when nobody looks.
    notes: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy)]
struct Clock {
    processor: Duration,
    wall: Instant,
}

impl State {
    /// A store for one instance, with the limits of `options` and the calendar of `zone`.
    pub(crate) fn store(engine: &wasmtime::Engine, options: &EngineOptions, zone: TimeZone) -> Store<Self> {
        let limit = options.deadline;
        let state = Self { zone, memory_limit: options.memory_limit, memory: 0, limit, clock: None, fuel: options.fuel, notes: None };
        let mut store = Store::new(engine, state);
        store.limiter(|state| state);
        store.set_hostcall_fuel(ANSWER_LIMIT);
        store.epoch_deadline_callback(|mut store| Ok(store.data_mut().deadline_reached()));
        store
    }

    /// How long the call under way may compute.
    pub(crate) fn limit(&self) -> Duration {
        self.limit
    }

    /// How much linear memory the instance has, in bytes.
    pub(crate) fn memory(&self) -> usize {
        self.memory
    }

    /// Lets the instance use `more` bytes of memory beyond its limit. For the accessors of a snapshot, not for the guest.
    pub(crate) fn allow_memory(&mut self, more: usize) {
        self.memory_limit = self.memory_limit.saturating_add(more);
    }

    /// From now on notes are kept.
    pub(crate) fn keep_notes(&mut self) {
        self.notes = Some(Vec::new());
    }

    /// Whether somebody looks at notes, and fewer than `most` are there.
    pub(crate) fn wants_notes(&self, most: usize) -> bool {
        self.notes.as_ref().is_some_and(|notes| notes.len() < most)
    }

    /// Keeps a note, if somebody looks.
    pub(crate) fn keep_note(&mut self, note: String) {
        if let Some(notes) = &mut self.notes {
            notes.push(note);
        }
    }

    /// The notes that were kept.
    pub(crate) fn take_notes(&mut self) -> Vec<String> {
        self.notes.take().unwrap_or_default()
    }

    /// Called on the epoch: at the first tick after the call began, and then whenever the rest of its time may have passed.
    ///
    /// A thread that has to share its processor can stand still for longer than the whole limit without an instruction of the
    /// guest. So what is counted is the time in which the thread ran, from the first tick on: an ordinary decision is over
    /// before that and never pays for a look at the clock.
    fn deadline_reached(&mut self) -> UpdateDeadline {
        let processor = processor_time();
        let clock = *self.clock.get_or_insert_with(|| Clock { processor, wall: Instant::now() });
        let spent = processor.saturating_sub(clock.processor) + TICK;
        let stalled = clock.wall.elapsed() >= self.limit * EngineOptions::STALLED;
        match self.limit.checked_sub(spent) {
            Some(left) if left > Duration::ZERO && !stalled => UpdateDeadline::Continue(ticks(left)),
            // A limit of one tick has no rest: the first tick came somewhere within it, so it gets one whole tick.
            _ if self.limit <= TICK && spent <= TICK && !stalled => UpdateDeadline::Continue(1),
            _ => UpdateDeadline::Interrupt,
        }
    }
}

/// Starts the time of a call: `limit` from now on, on a store whose instance is about to be entered.
pub(crate) fn begin(store: &mut Store<State>, limit: Duration) {
    let state = store.data_mut();
    state.limit = limit;
    state.clock = None;
    let fuel = state.fuel;
    store.set_epoch_deadline(1);
    if let Some(fuel) = fuel {
        // It fails only where the engine does not count fuel, and then there is none to set.
        let _ = store.set_fuel(fuel);
    }
}

/// How long the thread has run.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or_default(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// How long the process has lived, where a thread's own time cannot be asked for.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

impl ResourceLimiter for State {
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        let total = self.memory.saturating_add(desired.saturating_sub(current));
        if total > self.memory_limit {
            return Err(Fault::OutOfMemory { limit: self.memory_limit }.into());
        }
        self.memory = total;
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= MOST_TABLE_ELEMENTS)
    }
}

impl calendar::Host for State {
    fn offset_at(&mut self, at: types::Instant) -> wasmtime::Result<i32> {
        let at = instant(at).map_err(Fault::Calendar)?;
        Ok(self.zone.to_offset(at).seconds())
    }

    fn transitions(&mut self, start: types::Instant, end: types::Instant) -> wasmtime::Result<Vec<calendar::Transition>> {
        let (start, end) = (instant(start).map_err(Fault::Calendar)?, instant(end).map_err(Fault::Calendar)?);
        let mut offset = self.zone.to_offset(start).seconds();
        let mut all = vec![calendar::Transition { at: start.as_millisecond(), offset }];
        for change in self.zone.following(start).take_while(|change| change.timestamp() < end) {
            // The time-zone data has entries that change the name alone.
            if change.offset().seconds() == offset {
                continue;
            }
            if all.len() == MOST_TRANSITIONS {
                return Err(Fault::Calendar(CalendarMisuse::TooManyTransitions { most: MOST_TRANSITIONS }).into());
            }
            offset = change.offset().seconds();
            all.push(calendar::Transition { at: change.timestamp().as_millisecond(), offset });
        }
        Ok(all)
    }
}

fn instant(milliseconds: i64) -> Result<Timestamp, CalendarMisuse> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| CalendarMisuse::OutsideTime(milliseconds))
}

#[cfg(test)]
mod tests {
    use calendar::Host;

    use super::*;

    fn state(zone: &str, limit: Duration) -> State {
        let zone = TimeZone::get(zone).unwrap();
        State { zone, memory_limit: 1 << 20, memory: 0, limit, clock: None, fuel: None, notes: None }
    }

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn the_calendar_tells_the_offset_and_its_changes() {
        let mut berlin = state("Europe/Berlin", TICK);
        assert_eq!(berlin.offset_at(at("2020-12-15T10:00:00Z")).unwrap(), 3_600);
        let changes = berlin.transitions(at("2020-01-01T00:00:00Z"), at("2021-01-01T00:00:00Z")).unwrap();
        let expected = [("2020-01-01T00:00:00Z", 3_600), ("2020-03-29T01:00:00Z", 7_200), ("2020-10-25T01:00:00Z", 3_600)];
        assert_eq!(changes, expected.map(|(text, offset)| calendar::Transition { at: at(text), offset }));
        let mut baku = state("Asia/Baku", TICK);
        assert_eq!(baku.transitions(at("2020-01-01T00:00:00Z"), at("2030-01-01T00:00:00Z")).unwrap().len(), 1);
        assert_eq!(baku.transitions(at("2020-01-01T00:00:00Z"), at("2019-01-01T00:00:00Z")).unwrap().len(), 1);
    }

    #[test]
    fn the_calendar_refuses_what_would_cost_the_host() {
        let mut berlin = state("Europe/Berlin", TICK);
        let fault = berlin.offset_at(i64::MAX).unwrap_err();
        assert_eq!(fault.downcast_ref(), Some(&Fault::Calendar(CalendarMisuse::OutsideTime(i64::MAX))));
        let fault = berlin.transitions(at("-009999-02-01T00:00:00Z"), at("9999-01-01T00:00:00Z")).unwrap_err();
        let expected = Fault::Calendar(CalendarMisuse::TooManyTransitions { most: MOST_TRANSITIONS });
        assert_eq!(fault.downcast_ref(), Some(&expected));
    }

    #[test]
    fn memory_is_counted_over_all_memories() {
        let mut state = state("UTC", TICK);
        assert!(state.memory_growing(0, 1 << 19, None).unwrap());
        assert!(state.memory_growing(0, 1 << 19, None).unwrap());
        let fault = state.memory_growing(1 << 19, (1 << 19) + 1, None).unwrap_err();
        assert_eq!(fault.downcast_ref(), Some(&Fault::OutOfMemory { limit: 1 << 20 }));
    }

    #[test]
    fn only_the_time_in_which_the_thread_ran_is_counted() {
        let mut state = state("UTC", Duration::from_millis(5));
        assert!(matches!(state.deadline_reached(), UpdateDeadline::Continue(4)));
        // The thread did next to nothing since.
        assert!(matches!(state.deadline_reached(), UpdateDeadline::Continue(4)));
        state.clock = state.clock.map(|clock| Clock { wall: clock.wall - Duration::from_millis(101), ..clock });
        assert!(matches!(state.deadline_reached(), UpdateDeadline::Interrupt));
    }

    #[test]
    fn the_shortest_limit_is_one_tick() {
        let mut state = state("UTC", Duration::ZERO);
        assert!(matches!(state.deadline_reached(), UpdateDeadline::Continue(1) | UpdateDeadline::Interrupt));
    }
}
