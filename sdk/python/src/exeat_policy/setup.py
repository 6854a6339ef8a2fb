"""The regime as its policy knows it, and where the policy declares what it needs to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .calendar import Calendar
from .facts import Purpose, Territory
from .settings import Problem
from .time import EPOCH


@dataclass
class Needs:
    """What was asked for."""

    history: timedelta | None = None
    registration: bool = False
    attributes: list[str] = field(default_factory=list)


@dataclass
class Setup:
    """What a policy is configured with."""

    # The purposes of the regime, by name.
    purposes: dict[str, Purpose] = field(default_factory=dict)
    # The territories of the regime's jurisdiction, by code, parents before children.
    territories: dict[str, Territory] = field(default_factory=dict)
    # The names of the regime's sources.
    sources: tuple[str, ...] = ()
    in_force_from: datetime = EPOCH
    # `None` when the end is not known.
    in_force_until: datetime | None = None
    # Civil time of the regime's zone.
    calendar: Calendar = field(default_factory=Calendar.fixed)
    needs: Needs = field(default_factory=Needs)
    problems: list[Problem] = field(default_factory=list)

    def needs_history(self, back: timedelta) -> None:
        """Asks for the permits of the last so long. Of several calls the longest counts."""
        self.needs.history = back if self.needs.history is None else max(back, self.needs.history)

    def needs_registration(self) -> None:
        """Asks for the declared place of stay."""
        self.needs.registration = True

    def needs_attribute(self, name: str) -> None:
        """Asks for an attribute of the person."""
        if name not in self.needs.attributes:
            self.needs.attributes.append(name)

    def wrong(self, pointer: str, message: str) -> None:
        """Notes that a setting is wrong, by its JSON Pointer: `/hours/7`. The integrator sees all that is wrong at once."""
        self.problems.append(Problem(pointer, message))
