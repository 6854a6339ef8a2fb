"""Spans of time, daily windows and days of the week, and how settings write them. No calendar here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
_DAY = 24 * 60
_MOST_SECONDS = 2**32 - 1
_DURATION = re.compile(r"(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)min)?(?:([0-9]+)s)?", re.ASCII)
_WINDOW = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})", re.ASCII)


def instant(milliseconds: int) -> datetime:
    """The instant so many milliseconds after 1970-01-01T00:00:00Z. Raises `OverflowError` beyond the year 9999."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def milliseconds(at: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00:00Z. Raises `ValueError` for a local time, which is no instant."""
    if at.tzinfo is None:
        raise ValueError("a local time where an instant is needed; see `Calendar.first_at`")
    return (at - EPOCH) // MILLISECOND


def duration(text: str) -> timedelta:
    """Reads numbers with units, largest first: `3h`, `90min`, `1h30min`, `10d`; a day is 24 hours."""
    match = _DURATION.fullmatch(text)
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    if not 0 < total <= _MOST_SECONDS:
        raise ValueError(f"`{text}` must be numbers with units, largest first: `3h`, `90min`, `1h30min`, `10d`")
    return timedelta(seconds=total)


class Weekday(IntEnum):
    """A day of the week, numbered as `datetime.weekday()` does. Settings write `mon`."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6


@dataclass(frozen=True)
class Interval:
    """Half-open and never empty: the start belongs to it, the end does not."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if not milliseconds(self.start) < milliseconds(self.end):
            raise ValueError("an interval that is empty")

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True)
class DailyWindow:
    """A window of local time that returns every day, in minutes of the local day, half-open. It crosses midnight when `until` is not
    after `start`. Settings write `21:00-06:00`."""

    start: int
    until: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < _DAY and 0 <= self.until <= _DAY and self.start != self.until % _DAY):
            raise ValueError("a daily window must leave out some part of the day and hold another")
        object.__setattr__(self, "until", self.until % _DAY)

    @classmethod
    def parse(cls, text: str) -> DailyWindow:
        """Reads `21:00-06:00`; `24:00` is midnight at the end."""
        match = _WINDOW.fullmatch(text)
        if not match:
            raise ValueError(f"`{text}` must look like `21:00-06:00`")
        from_hour, from_minute, until_hour, until_minute = (int(part) for part in match.groups())
        start, until = from_hour * 60 + from_minute, until_hour * 60 + until_minute
        if start >= _DAY or until > _DAY or max(from_minute, until_minute) > 59:
            raise ValueError(f"`{text}`: a day goes from 00:00 to 24:00")
        if start == until % _DAY:
            raise ValueError(f"`{text}` must leave out some part of the day and hold another")
        return cls(start, until)

    def __contains__(self, local: datetime) -> bool:
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self.parts())

    def parts(self) -> list[tuple[int, int]]:
        """Its parts within one local day, as minutes, ascending."""
        if self.until == 0:
            return [(self.start, _DAY)]
        if self.start < self.until:
            return [(self.start, self.until)]
        return [(0, self.until), (self.start, _DAY)]

    def ends(self) -> tuple[str, str]:
        """Its two ends as `07:00` and `22:00`; midnight at the end is `24:00`."""
        until = self.until or _DAY
        return (f"{self.start // 60:02}:{self.start % 60:02}", f"{until // 60:02}:{until % 60:02}")

    def __str__(self) -> str:
        return "-".join(self.ends())
