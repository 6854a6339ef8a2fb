"""Flat rows for research, and the loop that answers them one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .decision import Decision, Outcome
from .facts import Facts, PastPermit, Registration, Request, Territory
from .setup import Needs
from .time import EPOCH, Interval


@dataclass(frozen=True)
class Row:
    """One application of a batch. Rows of one holder stand together in order of time."""

    holder: int
    request: Request
    registered: Territory | None
    # The attributes that are the flag `True`; others do not travel.
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """The answer to one row."""

    outcome: Outcome
    granted: Interval | None = None
    reason: str | None = None


def decide_each(decide: Callable[[Request, Facts], Decision], rows: list[Row], needs: Needs) -> list[Verdict]:
    """Answers rows by one `decide` after the other. What was granted to earlier rows of a holder is the history of the later ones."""
    verdicts: list[Verdict] = []
    holder: int | None = None
    history: tuple[PastPermit, ...] = ()
    for row in rows:
        if row.holder != holder:
            holder, history = row.holder, ()
        verdict = _answer(decide, row, history, needs)
        if verdict.granted is not None and needs.history is not None:
            history = (*history, PastPermit(row.request.purpose, row.request.at, verdict.granted))
        verdicts.append(verdict)
    return verdicts


def _answer(decide: Callable[[Request, Facts], Decision], row: Row, history: tuple[PastPermit, ...], needs: Needs) -> Verdict:
    registered = row.registered if needs.registration else None
    # Since when the holder is registered does not travel: it is always long ago.
    registration = None if registered is None else Registration(registered, EPOCH)
    try:
        decision = decide(row.request, Facts(history, registration, {name: True for name in row.flags}))
    except Exception:  # A row that cannot be decided is referred, as the person would be.
        return Verdict(Outcome.REFERRED)
    granted = None if decision.validity is None else decision.validity.interval
    return Verdict(decision.outcome, granted, decision.reasons[0].code if decision.reasons else None)
