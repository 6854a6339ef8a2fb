//! A clock that stands still while a link is not read: who is not listened to can't be late. Pure: time is an input.

use std::time::Duration;

/// Time during which the link was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ReadingClock {
    /// All the time that it stood still before.
    still: Duration,
    /// Since when it stands still.
    since: Option<Duration>,
}

impl ReadingClock {
    /// Lets it run from `now` on, or stand still.
    pub(super) fn run(&mut self, runs: bool, now: Duration) {
        match (self.since, runs) {
            (Some(since), true) => {
                self.still = self.still.saturating_add(now.saturating_sub(since));
                self.since = None;
            }
            (None, false) => self.since = Some(now),
            _ => {}
        }
    }

    /// What it shows at `now`.
    pub(super) fn read(&self, now: Duration) -> Duration {
        self.since.unwrap_or(now).saturating_sub(self.still)
    }

    /// When it will show `reading`, unless it stands still.
    pub(super) fn moment(&self, reading: Duration) -> Option<Duration> {
        self.since.is_none().then(|| reading.saturating_add(self.still))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_the_time_during_which_it_ran() {
        let seconds = Duration::from_secs;
        let mut clock = ReadingClock::default();
        for (runs, now, shows) in
            [(true, 5, 5), (false, 7, 7), (false, 20, 7), (true, 30, 7), (true, 31, 8), (false, 40, 17), (true, 41, 17)]
        {
            clock.run(runs, seconds(now));
            assert_eq!(clock.read(seconds(now)), seconds(shows), "{now}");
            assert_eq!(clock.moment(seconds(shows)), runs.then(|| seconds(now)));
        }
    }
}
