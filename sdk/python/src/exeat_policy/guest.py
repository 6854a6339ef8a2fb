"""Between the generated bindings and a `Policy`: names for numbers on the way in, numbers for names on the way out.

The bindings exist only inside of a plugin, so they are handed in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from .batch import Row, Verdict, decide_each
from .calendar import Calendar, Changes
from .convert import Wire
from .decision import Decision
from .facts import Facts, Purpose, Request, Territory
from .names import Names
from .policy import BadInput, Policy
from .settings import Problems, read, schema
from .setup import Setup
from .time import instant, milliseconds

# How far around the regime its zone is asked for: quotas look back, permits and answers look ahead.
_AROUND = 400 * 86_400_000
# How long a regime without an end is taken to last, as far as the zone is concerned.
_OPEN = 10 * 366 * 86_400_000
_NOBODY = 0xFFFF_FFFF


@dataclass
class Guest:
    """The five functions of the contract, for one policy."""

    policy: Policy
    # `exeat:policy/types`, as it was generated.
    types: ModuleType
    # `transitions` of `exeat:policy/calendar`, as pairs.
    changes: Changes
    # What makes an error of the contract out of a value.
    error: Callable[[Any], Exception]
    _setup: Setup | None = field(default=None, init=False)
    _wire: Wire | None = field(default=None, init=False)

    def describe(self) -> Any:
        said = self.policy.describe
        return self.types.Description(said.name, said.version, schema(said.settings))

    def configure(self, given: Any) -> Any:
        setup = self._regime(given)
        try:
            self.policy.configure(read(self.policy.describe.settings, given.settings), setup)
            if setup.problems:
                raise Problems(setup.problems)
        except Problems as wrong:
            problems = [self.types.Problem(problem.pointer, problem.message) for problem in wrong.problems]
            raise self.error(problems) from wrong
        except Exception as error:  # Nothing of a person is known yet, so that all of it may be told.
            raise self.error([self.types.Problem("", f"{_said(error)}: {error}")]) from error
        needs, names = setup.needs, Names.of(self.policy.describe, setup)
        self._setup, self._wire = setup, Wire(self.types, names)
        history = None if needs.history is None else int(needs.history.total_seconds())
        asked = self.types.Needs(history, needs.registration, list(needs.attributes))
        return self.types.Tables(list(names.rules), list(names.reasons), list(names.params), asked)

    def decide(self, request: Any, facts: Any) -> Any:
        try:
            if self._wire is None:
                raise RuntimeError("not configured")
            asked, told = self._wire.request(request), self._wire.facts(facts)
            return self._wire.decision(self._decide(asked, told))
        except BadInput as error:
            raise self.error(self.types.PolicyError_BadInput(str(error))) from error
        except Exception as error:  # Whatever went wrong, the person is referred to a human.
            raise self.error(self.types.PolicyError_Internal(_said(error))) from error

    def decide_batch(self, rows: list[Any]) -> list[Any]:
        try:
            if self._wire is None or self._setup is None:
                raise RuntimeError("not configured")
            flat = [self._row(row) for row in rows]
        except Exception:  # A batch with a symbol that is in no table is referred as a whole.
            return [self.types.Verdict(self.types.Outcome.REFERRED, 0, 0, _NOBODY) for _ in rows]
        return [self._verdict(verdict) for verdict in decide_each(self._decide_checked, flat, self._setup.needs)]

    def critical_points(self) -> None:
        """Nothing is known of where the answer can change."""

    def _decide(self, request: Request, facts: Facts) -> Decision:
        decision = self.policy.decide(request, facts)
        if not isinstance(decision, Decision):
            raise TypeError("`decide` must return a `Decision`")
        return decision

    def _decide_checked(self, request: Request, facts: Facts) -> Decision:
        """As `decide`: a decision that could not cross the border is none."""
        decision = self._decide(request, facts)
        if self._wire is not None:
            self._wire.decision(decision)
        return decision

    def _regime(self, given: Any) -> Setup:
        sources = tuple(given.sources)
        start = given.in_force_from
        until = given.in_force_until
        territories: list[Territory] = []
        for node in given.territories:
            # A parent stands before its children: no circle can arise.
            territories.append(Territory(node.code, None if node.parent is None else territories[node.parent]))
        purposes = [Purpose(given.name, None if given.cite is None else sources[given.cite]) for given in given.purposes]
        return Setup(
            purposes={purpose.name: purpose for purpose in purposes},
            territories={territory.code: territory for territory in territories},
            sources=sources,
            in_force_from=instant(start),
            in_force_until=None if until is None else instant(until),
            calendar=Calendar(start - _AROUND, (start + _OPEN if until is None else until) + _AROUND, self.changes),
        )

    def _row(self, row: Any) -> Row:
        wire = self._wire
        assert wire is not None

        def place(symbol: int) -> Territory | None:
            return None if symbol == _NOBODY else wire.territory(symbol)

        names = wire.names.attributes[:32]
        return Row(
            holder=row.holder,
            request=Request(
                at=instant(row.at),
                purpose=wire.purpose(row.purpose),
                channel=wire.channel(row.channel),
                territory=place(row.territory),
                vehicle=row.vehicle,
            ),
            registered=place(row.registered),
            flags=tuple(name for bit, name in enumerate(names) if row.flags >> bit & 1),
        )

    def _verdict(self, verdict: Verdict) -> Any:
        assert self._wire is not None
        granted = verdict.granted
        start, end = (milliseconds(granted.start), milliseconds(granted.end)) if granted else (0, 0)
        reason = _NOBODY if verdict.reason is None else self._wire.names.reason(verdict.reason)
        return self.types.Verdict(self._wire.outcome(verdict.outcome), start, end, reason)


def _said(error: Exception) -> str:
    """What an operator may read. What other code says can hold values of facts; where it went wrong cannot."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = trace.tb_frame.f_code.co_filename.rpartition("/")[2]
    return f"{type(error).__name__} in line {trace.tb_lineno} of `{file}`"


def world(policy: type[Policy]) -> type:
    """The class that a plugin exports. Only within a plugin."""
    types, calendar = sys.modules["wit_world.imports.types"], sys.modules["wit_world.imports.calendar"]
    err = sys.modules["componentize_py_types"].Err

    def changes(start: int, end: int) -> list[tuple[int, int]]:
        return [(change.at, change.offset) for change in calendar.transitions(start, end)]

    guest = Guest(policy(), types, changes, err)

    class WitWorld:
        def describe(self) -> Any:
            return guest.describe()

        def configure(self, configuration: Any) -> Any:
            return guest.configure(configuration)

        def decide(self, request: Any, facts: Any) -> Any:
            return guest.decide(request, facts)

        def decide_batch(self, rows: Any) -> Any:
            return guest.decide_batch(rows)

        def critical_points(self) -> None:
            return guest.critical_points()

    return WitWorld
