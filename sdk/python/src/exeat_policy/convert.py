"""The conversions between the generated types of the contract and those of an author."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import ModuleType
from typing import Any, TypeVar

from .decision import Decision, Outcome, Reason, RuleOutcome, Validity
from .facts import Channel, Facts, PastPermit, Purpose, Registration, Request, Territory, Value
from .names import Names
from .policy import BadInput
from .time import DailyWindow, Interval, instant, milliseconds

T = TypeVar("T")


class Wire:
    """Converts by the tables of one configured policy."""

    def __init__(self, types: ModuleType, names: Names) -> None:
        self.types, self.names = types, names
        self._channels = {types.Channel[channel.name]: channel for channel in Channel}
        self._outcomes = {outcome: types.Outcome[outcome.name] for outcome in Outcome}
        self._rule_outcomes = {outcome: types.RuleOutcome[outcome.name] for outcome in RuleOutcome}

    def purpose(self, symbol: int) -> Purpose:
        return _at(self.names.purposes, symbol, "purpose")

    def territory(self, symbol: int) -> Territory:
        return _at(self.names.territories, symbol, "territory")

    def channel(self, given: Any) -> Channel:
        return self._channels[given]

    def outcome(self, own: Outcome) -> Any:
        return self._outcomes[own]

    def request(self, given: Any) -> Request:
        return Request(
            at=instant(given.at),
            purpose=self.purpose(given.purpose),
            channel=self.channel(given.channel),
            territory=None if given.territory is None else self.territory(given.territory),
            start=None if given.start is None else instant(given.start),
            vehicle=given.vehicle,
        )

    def facts(self, given: Any) -> Facts:
        registration = given.registration
        return Facts(
            history=tuple(
                PastPermit(self.purpose(past.purpose), instant(past.granted_at), _interval(past.validity), past.revoked)
                for past in given.history
            ),
            registration=None
            if registration is None
            else Registration(self.territory(registration.territory), instant(registration.since)),
            attributes={
                _at(self.names.attributes, attribute.name, "attribute"): self._told(attribute.value) for attribute in given.attributes
            },
        )

    def decision(self, own: Decision) -> Any:
        validity = None if own.validity is None else self._validity(own.validity)
        steps = [
            self.types.Step(self.names.rule(step.rule), self._rule_outcomes[step.outcome], self.names.source(step.cite))
            for step in own.trace
        ]
        return self.types.Decision(self.outcome(own.outcome), validity, [self._reason(reason) for reason in own.reasons], steps)

    def _validity(self, own: Validity) -> Any:
        daily: DailyWindow | None = own.daily
        window = None if daily is None else self.types.DailyWindow(daily.start, daily.until)
        return self.types.Validity(self._span(own.interval), window)

    def _reason(self, own: Reason) -> Any:
        params = [self.types.Param(self.names.param(name), self._said(value)) for name, value in own.params.items()]
        return self.types.Reason(self.names.reason(own.code), params, self.names.source(own.cite))

    def _span(self, own: Interval) -> Any:
        return self.types.Interval(milliseconds(own.start), milliseconds(own.end))

    def _said(self, own: Value) -> Any:
        types = self.types
        match own:
            case bool():  # Before `int`, of which it is one.
                return types.Value_Flag(own)
            case int():
                return types.Value_Number(own)
            case datetime():
                return types.Value_Instant(milliseconds(own))
            case timedelta():
                return types.Value_Duration(int(own.total_seconds()))
            case Interval():
                return types.Value_Interval(self._span(own))
            case Purpose():
                return types.Value_Purpose(self.names.purpose(own))
            case Territory():
                return types.Value_Territory(self.names.territory(own))
            case str():
                return types.Value_Text(str(own))
        raise TypeError("a parameter that is no value")

    def _told(self, given: Any) -> Value:
        types = self.types
        match given:
            case types.Value_Instant():
                return instant(given.value)
            case types.Value_Duration():
                return timedelta(seconds=given.value)
            case types.Value_Interval():
                return _interval(given.value)
            case types.Value_Purpose():
                return self.purpose(given.value)
            case types.Value_Territory():
                return self.territory(given.value)
        plain: Value = given.value
        return plain


def _at(table: tuple[T, ...], symbol: int, what: str) -> T:
    if symbol >= len(table):
        raise BadInput(f"no {what} has the symbol {symbol}")
    return table[symbol]


def _interval(given: Any) -> Interval:
    if given.start >= given.end:
        raise BadInput("an interval that is empty")
    return Interval(instant(given.start), instant(given.end))
