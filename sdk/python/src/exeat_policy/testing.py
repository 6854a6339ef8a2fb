"""Trying a policy without a host, as the Python class that it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .calendar import Calendar
from .decision import Decision
from .facts import Facts, Request
from .names import Names
from .policy import Policy
from .settings import Problems, read
from .setup import Setup
from .time import EPOCH, milliseconds


@dataclass
class Configured:
    """A configured policy. What it says is held against what it declared, as a host would."""

    policy: Policy
    setup: Setup
    names: Names

    def decide(self, request: Request, facts: Facts | None = None) -> Decision:
        """Decides. Raises `ValueError` when it is told what it did not ask for, and `Undeclared` when it says what it did not declare."""
        needs, facts = self.setup.needs, facts or Facts()
        unasked = [name for name in facts.attributes if name not in needs.attributes]
        unasked += ["history"] if facts.history and needs.history is None else []
        unasked += ["registration"] if facts.registration and not needs.registration else []
        if unasked:
            raise ValueError(f"the policy did not ask for {', '.join(f'`{name}`' for name in unasked)}")
        decision = self.policy.decide(request, facts)
        self.names.check(decision)
        return decision


def configured(policy: type[Policy], settings: Any, setup: Setup | None = None) -> Configured:
    """A policy with its settings, as JSON has them. Raises `Problems`."""
    setup, own = setup or Setup(), policy()
    own.configure(read(policy.describe.settings, json.dumps(settings)), setup)
    if setup.problems:
        raise Problems(setup.problems)
    return Configured(own, setup, Names.of(policy.describe, setup))


def of_zone(start: datetime, end: datetime, offset_at: Callable[[datetime], timedelta]) -> Calendar:
    """The calendar of a zone from `start` to `end`, given what its offset is at an instant. Changes are found to the millisecond, if
    there is at most one in an hour."""

    def changes(start: int, end: int) -> list[tuple[int, int]]:
        def offset(at: int) -> int:
            return int(offset_at(EPOCH + timedelta(milliseconds=at)).total_seconds())

        found, at = [(start, offset(start))], start
        while at < end:
            later = min(at + 3_600_000, end)
            if offset(later) != found[-1][1]:
                before, after = at, later
                while after - before > 1:
                    middle = (before + after) // 2
                    before, after = (before, middle) if offset(middle) == offset(later) else (middle, after)
                if after < end:
                    found.append((after, offset(later)))
            at = later
        return found

    return Calendar(milliseconds(start), milliseconds(end), changes)
