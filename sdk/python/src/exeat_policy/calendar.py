"""Local civil time, from the host's time-zone data.

The changes of the zone around the regime are asked for once, while the policy is configured, and kept: a decision then makes no call to
the host. Only an instant outside of that range is asked for anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from .time import DailyWindow, instant, milliseconds

_DAY = 86_400_000
_LOCAL_EPOCH = datetime(1970, 1, 1)
# From an instant on, local time is UTC plus so many seconds.
Changes = Callable[[int, int], list[tuple[int, int]]]


class Calendar:
    """The regime's time zone."""

    def __init__(self, start: int, end: int, changes: Changes) -> None:
        """Knows the zone from `start` to `end`, in milliseconds. `changes` gives the offset at the start of a range, and every change
        before its end."""
        self._start, self._end, self._ask = start, end, changes
        found = changes(start, end)
        self._offsets = [offset * 1_000 for _, offset in found]
        self._begins = [start, *(at for at, _ in found[1:])]

    @classmethod
    def fixed(cls, offset: timedelta = timedelta()) -> Calendar:
        """A zone that has always been so far ahead of UTC."""
        seconds = int(offset.total_seconds())
        return cls(0, 1, lambda start, _: [(start, seconds)])

    def local(self, at: datetime) -> datetime:
        """The local time at an instant, as the clock shows it: a `datetime` without a time zone."""
        now = milliseconds(at)
        return _LOCAL_EPOCH + timedelta(milliseconds=now + self._piece(now)[0])

    def first_at(self, local: datetime) -> datetime:
        """The first instant at which the clock stands at a local time; where it is left out, the first instant after the gap."""
        wanted = _of_clock(local)
        # No zone is further from UTC than a day, so the search may begin two days before.
        found = self._first_within(wanted - 2 * _DAY, wanted, wanted + 2 * _DAY)
        return instant(wanted if found is None else found)

    def start_of(self, day: date) -> datetime:
        """The first instant of a local day."""
        return self.first_at(datetime(day.year, day.month, day.day))

    def first_in(self, start: datetime, day: date, window: DailyWindow) -> datetime | None:
        """The first instant not before `start` at which the clock stands in a window on a local day. `None` when the day has no such
        instant any more, or never had."""
        midnight = _of_clock(datetime(day.year, day.month, day.day))
        for opens, closes in window.parts():
            found = self._first_within(milliseconds(start), midnight + opens * 60_000, midnight + closes * 60_000)
            if found is not None:
                return instant(found)
        return None

    def end_of(self, at: datetime, window: DailyWindow) -> datetime:
        """The first instant after `at` at which the clock no longer stands in a window in which it stands at `at`."""
        local = self.local(at)
        minute = local.hour * 60 + local.minute
        days = 1 if window.until <= window.start and minute >= window.until else 0
        closes = datetime(local.year, local.month, local.day) + timedelta(days=days, minutes=window.until)
        wall = _of_clock(closes)
        found = self._first_within(milliseconds(at), wall, wall + 2 * _DAY)
        return instant(wall if found is None else found)

    def _first_within(self, at: int, start: int, end: int) -> int | None:
        """The first instant not before `at` whose local time lies within `[start, end)`, all in milliseconds."""
        while at < end + 2 * _DAY:
            offset, until = self._piece(at)
            found = max(at, start - offset)
            if found < until and found + offset < end:
                return found
            at = until
        return None

    def _piece(self, at: int) -> tuple[int, int]:
        """The offset at an instant, in milliseconds, and until when it surely holds."""
        if self._start <= at < self._end:
            index = bisect_right(self._begins, at)
            return self._offsets[index - 1], self._begins[index] if index < len(self._begins) else self._end
        found = self._ask(at, at + _DAY)
        return found[0][1] * 1_000, found[1][0] if len(found) > 1 else at + _DAY


def _of_clock(local: datetime) -> int:
    if local.tzinfo is not None:
        raise ValueError("an instant where a local time is needed; see `Calendar.local`")
    return milliseconds(local.replace(tzinfo=UTC))
