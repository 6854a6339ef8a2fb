import unittest
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from exeat_policy import BadInput, Decision, Description, Facts, Interval, Policy, Reason, Request, RuleOutcome, Setup
from exeat_policy.guest import Guest

from .bindings import Err, types

HOUR = 3_600_000
NOBODY = 0xFFFF_FFFF


@dataclass
class Settings:
    pause: timedelta


class Pause(Policy):
    """Between two permits lies a pause; what else it does depends on attributes, for these tests."""

    describe = Description("pause", "1.0.0", Settings, ("pause",), {"too-soon": ("again", "of", "at"), "blocked": ()})

    def configure(self, settings: Settings, setup: Setup) -> None:
        if settings.pause > timedelta(days=7):
            setup.wrong("/pause", "is more than a week")
        self.pause = settings.pause
        setup.needs_history(settings.pause)
        setup.needs_attribute("blocked")
        setup.needs_attribute("odd")
        setup.needs_registration()

    def decide(self, request: Request, facts: Facts) -> Decision:
        odd = facts.attributes.get("odd")
        if odd == "bad":
            raise BadInput("an odd attribute")
        if odd == "lost":
            raise KeyError("81234567")
        if odd == "undeclared":
            return Decision.refused(Reason("no-such-reason"))
        if odd == "nothing":
            return None  # type: ignore[return-value]
        if facts.flag("blocked"):
            return Decision.refused(Reason("blocked", cite=request.purpose.cite)).failed("pause")
        ends = [past.validity.end for past in facts.history if not past.revoked]
        if ends and request.at < max(ends) + self.pause:
            params = {"again": max(ends) + self.pause, "of": request.purpose, "at": facts.registration and facts.registration.territory}
            return Decision.refused(Reason("too-soon", {name: value for name, value in params.items() if value is not None}))
        return Decision.granted(Interval(request.at, request.at + timedelta(hours=1))).step("pause", RuleOutcome.PASSED, "act")


class Border(unittest.TestCase):
    def setUp(self) -> None:
        self.types = types()
        self.guest = Guest(Pause(), self.types, lambda start, _: [(start, 0)], Err)

    def configure(self, settings: str = '{ "pause": "2h" }') -> Any:
        wit = self.types
        purposes = [wit.Purpose("walk", None), wit.Purpose("shop", 0)]
        territories = [wit.TerritoryNode("PA", None), wit.TerritoryNode("PA-8", 0)]
        return self.guest.configure(wit.Configuration(settings, purposes, territories, ["act"], 0, None))

    def request(self, at: int, purpose: int = 1) -> Any:
        return self.types.Request(at, purpose, self.types.Channel.SMS, 1, None, False)

    def facts(self, *attributes: Any, history: Any = ()) -> Any:
        told = [self.types.Attribute(name, value) for name, value in attributes]
        return self.types.Facts(list(history), self.types.Registration(1, 0), told)

    def test_it_says_what_it_is(self) -> None:
        said = self.guest.describe()
        self.assertEqual((said.name, said.version), ("pause", "1.0.0"))
        self.assertIn('"pause"', said.settings_schema)

    def test_tables_hold_what_was_declared(self) -> None:
        tables = self.configure()
        self.assertEqual((tables.rules, tables.reasons, tables.params), (["pause"], ["too-soon", "blocked"], ["again", "of", "at"]))
        self.assertEqual((tables.needs.history, tables.needs.registration, tables.needs.attributes), (7_200, True, ["blocked", "odd"]))

    def test_wrong_settings_are_problems_with_their_places(self) -> None:
        for settings, pointer in [('{ "pause": "2" }', "/pause"), ('{ "pause": "8d" }', "/pause"), ('{ "pause": "2h", "x": 1 }', "/x")]:
            with self.assertRaises(Err) as caught:
                self.configure(settings)
            self.assertEqual([problem.pointer for problem in caught.exception.value], [pointer])

    def test_a_grant_and_its_trace_cross_as_numbers(self) -> None:
        self.configure()
        decision = self.guest.decide(self.request(5), self.facts())
        self.assertEqual(decision.outcome, self.types.Outcome.GRANTED)
        self.assertEqual(decision.validity.interval, self.types.Interval(5, 5 + HOUR))
        self.assertEqual(decision.trace, [self.types.Step(0, self.types.RuleOutcome.PASSED, 0)])

    def test_a_refusal_and_its_parameters_cross_as_numbers(self) -> None:
        self.configure()
        past = self.types.PastPermit(0, 0, self.types.Interval(0, HOUR), False)
        decision = self.guest.decide(self.request(2 * HOUR), self.facts(history=[past]))
        wit = self.types
        params = [wit.Param(0, wit.Value_Instant(3 * HOUR)), wit.Param(1, wit.Value_Purpose(1)), wit.Param(2, wit.Value_Territory(1))]
        self.assertEqual(decision.reasons, [wit.Reason(0, params, None)])

    def test_what_goes_wrong_is_an_error_that_tells_nothing_of_the_person(self) -> None:
        self.configure()
        kinds = {"bad": "BadInput", "lost": "Internal", "undeclared": "Internal", "nothing": "Internal"}
        for odd, kind in kinds.items():
            with self.assertRaises(Err) as caught:
                self.guest.decide(self.request(5), self.facts((1, self.types.Value_Text(odd))))
            self.assertEqual(type(caught.exception.value).__name__, f"PolicyError_{kind}", odd)
            self.assertNotIn("81234567", caught.exception.value.value)
        for request, facts in [(self.request(5, purpose=9), self.facts()), (self.request(5), self.facts((9, self.types.Value_Flag(True))))]:
            with self.assertRaises(Err) as caught:
                self.guest.decide(request, facts)
            self.assertIsInstance(caught.exception.value, self.types.PolicyError_BadInput)

    def test_nothing_is_decided_before_it_is_configured(self) -> None:
        with self.assertRaises(Err):
            self.guest.decide(self.request(5), self.facts())

    def test_a_batch_equals_single_decisions(self) -> None:
        self.configure()
        wit = self.types
        asked = [(1, 0, 0), (1, HOUR, 0), (1, 3 * HOUR, 0), (2, 3 * HOUR, 0), (3, 3 * HOUR, 1)]
        rows = [wit.Row(holder, at, 1, NOBODY, 1, flags, wit.Channel.SMS, False) for holder, at, flags in asked]
        verdicts = self.guest.decide_batch(rows)
        history: dict[int, list[Any]] = {}
        for row, verdict in zip(rows, verdicts, strict=True):
            past = history.setdefault(row.holder, [])
            flags = [(0, wit.Value_Flag(True))] if row.flags else []
            decision = self.guest.decide(wit.Request(row.at, 1, row.channel, None, None, False), self.facts(*flags, history=past))
            self.assertEqual(verdict.outcome, decision.outcome)
            self.assertEqual(verdict.reason, decision.reasons[0].code if decision.reasons else NOBODY)
            if decision.validity:
                self.assertEqual((verdict.start, verdict.end), (decision.validity.interval.start, decision.validity.interval.end))
                past.append(wit.PastPermit(1, row.at, decision.validity.interval, False))
        self.assertEqual([verdict.outcome.name for verdict in verdicts], ["GRANTED", "REFUSED", "GRANTED", "GRANTED", "REFUSED"])

    def test_a_batch_with_an_unknown_symbol_is_referred(self) -> None:
        self.configure()
        row = self.types.Row(1, 0, 9, NOBODY, NOBODY, 0, self.types.Channel.SMS, False)
        self.assertEqual(self.guest.decide_batch([row])[0].outcome, self.types.Outcome.REFERRED)

    def test_where_the_answer_changes_is_not_known(self) -> None:
        self.configure()
        self.assertIsNone(self.guest.critical_points())


if __name__ == "__main__":
    unittest.main()
