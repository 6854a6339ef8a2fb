"""Decisions, as a policy makes them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from .facts import Value
from .time import DailyWindow, Interval


class Outcome(Enum):
    """What was decided."""

    NOT_REQUIRED = "not_required"
    GRANTED = "granted"
    REFERRED = "referred"
    REFUSED = "refused"


class RuleOutcome(Enum):
    """What one rule had to say."""

    PASSED = "passed"
    FAILED = "failed"
    REFERRED = "referred"
    LIMITED = "limited"
    EXEMPTED = "exempted"


@dataclass(frozen=True)
class Validity:
    """When a permit is good: the whole span, and the part of each local day that counts; all of it when absent."""

    interval: Interval
    daily: DailyWindow | None = None


@dataclass(frozen=True)
class Reason:
    """Why: a code, its parameters, and the name of the source that it rests on. The words come from a catalogue."""

    code: str
    params: dict[str, Value] = field(default_factory=dict)
    cite: str | None = None


@dataclass(frozen=True)
class Step:
    """One step of the trace: which rule, what it said, and the name of the source that it rests on."""

    rule: str
    outcome: RuleOutcome
    cite: str | None = None


@dataclass(frozen=True)
class Decision:
    """A decision. Made by `Decision.granted` and its sisters; a grant has a validity, and everything else a reason."""

    outcome: Outcome
    validity: Validity | None = None
    reasons: tuple[Reason, ...] = ()
    trace: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if (self.validity is not None) != (self.outcome is Outcome.GRANTED):
            raise ValueError("a validity belongs to a grant, and only to a grant")
        if not self.reasons and self.outcome is not Outcome.GRANTED:
            raise ValueError("a decision that grants nothing needs a reason")

    @classmethod
    def granted(cls, interval: Interval, daily: DailyWindow | None = None) -> Decision:
        """A permit is given."""
        return cls(Outcome.GRANTED, Validity(interval, daily))

    @classmethod
    def refused(cls, *reasons: Reason) -> Decision:
        """No permit is given."""
        return cls(Outcome.REFUSED, reasons=reasons)

    @classmethod
    def referred(cls, *reasons: Reason) -> Decision:
        """A human decides."""
        return cls(Outcome.REFERRED, reasons=reasons)

    @classmethod
    def not_required(cls, *reasons: Reason) -> Decision:
        """No permit is needed."""
        return cls(Outcome.NOT_REQUIRED, reasons=reasons)

    def step(self, rule: str, outcome: RuleOutcome, cite: str | None = None) -> Decision:
        """With one more step of the trace."""
        return replace(self, trace=(*self.trace, Step(rule, outcome, cite)))

    def passed(self, rule: str) -> Decision:
        """With one more step: the rule was satisfied."""
        return self.step(rule, RuleOutcome.PASSED)

    def failed(self, rule: str) -> Decision:
        """With one more step: the rule was not satisfied."""
        return self.step(rule, RuleOutcome.FAILED)
