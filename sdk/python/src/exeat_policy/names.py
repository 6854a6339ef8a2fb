"""The tables of names. Across the border a name is its place in one of them; an author never sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .decision import Decision
from .facts import Purpose, Territory
from .policy import Description
from .setup import Setup


@dataclass
class Names:
    """What was given by the host, and what the policy declared."""

    purposes: tuple[Purpose, ...]
    territories: tuple[Territory, ...]
    sources: tuple[str, ...]
    attributes: tuple[str, ...]
    rules: tuple[str, ...]
    reasons: tuple[str, ...]
    params: tuple[str, ...]
    _places: dict[str, dict[str, int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        purposes = tuple(purpose.name for purpose in self.purposes)
        territories = tuple(territory.code for territory in self.territories)
        tables = (purposes, territories, self.sources, self.rules, self.reasons, self.params)
        kinds = ("purpose", "territory", "source", "rule", "reason", "parameter")
        self._places = {kind: {name: place for place, name in enumerate(table)} for kind, table in zip(kinds, tables)}

    @classmethod
    def of(cls, said: Description, setup: Setup) -> Names:
        """The tables of a policy that has been configured."""
        return cls(
            purposes=tuple(setup.purposes.values()),
            territories=tuple(setup.territories.values()),
            sources=setup.sources,
            attributes=tuple(setup.needs.attributes),
            rules=tuple(said.rules),
            reasons=tuple(said.reasons),
            params=tuple(dict.fromkeys(param for of_code in said.reasons.values() for param in of_code)),
        )

    def check(self, decision: Decision) -> None:
        """Raises `Undeclared` when a decision says a name that stands in no table."""
        for step in decision.trace:
            self.rule(step.rule), self.source(step.cite)
        for reason in decision.reasons:
            self.reason(reason.code), self.source(reason.cite)
            for param, value in reason.params.items():
                self.param(param)
                if isinstance(value, Purpose):
                    self.purpose(value)
                elif isinstance(value, Territory):
                    self.territory(value)

    def purpose(self, purpose: Purpose) -> int:
        return self._place("purpose", purpose.name)

    def territory(self, territory: Territory) -> int:
        return self._place("territory", territory.code)

    def source(self, name: str | None) -> int | None:
        return None if name is None else self._place("source", name)

    def rule(self, name: str) -> int:
        return self._place("rule", name)

    def reason(self, code: str) -> int:
        return self._place("reason", code)

    def param(self, name: str) -> int:
        return self._place("parameter", name)

    def _place(self, kind: str, name: str) -> int:
        place = self._places[kind].get(name)
        if place is None:
            raise Undeclared(f"the {kind} `{name}` was not declared")
        return place


class Undeclared(Exception):
    """The policy said a name that stands in no table."""
