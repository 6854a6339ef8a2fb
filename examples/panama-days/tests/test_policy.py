"""The rules of `policy.py`, tried without a host. What `standard` adds is in the cases of the regime."""

import unittest
from datetime import datetime, timedelta
from typing import Any

from exeat_policy import Calendar, Facts, Outcome, Problems, Purpose, Request, Setup
from exeat_policy.testing import configured

from policy import PanamaDays

SUPPLIES, MEDICAL = Purpose("supplies"), Purpose("medical")
# The first hour of each digit's two, as the clock shows it.
STARTS = {7: (6, 30), 8: (7, 30), 9: (8, 30), 0: (9, 30), 1: (12, 30), 2: (13, 30), 3: (14, 30), 4: (15, 30), 5: (16, 30), 6: (17, 30)}
SETTINGS: dict[str, Any] = {
    "purposes": ["supplies"],
    "days": {"woman": ["mon", "wed", "fri"], "man": ["tue", "thu", "sat"]},
    "hours": {str(digit): f"{hour:02}:{minute}-{hour + 2:02}:{minute}" for digit, (hour, minute) in STARTS.items()},
    "seniors": "11:00-13:00",
}


def setup() -> Setup:
    return Setup(purposes={"supplies": SUPPLIES, "medical": MEDICAL}, calendar=Calendar.fixed(timedelta(hours=-5)))


class Days(unittest.TestCase):
    def setUp(self) -> None:
        self.policy = configured(PanamaDays, SETTINGS, setup())
        self.calendar = self.policy.setup.calendar

    def decide(self, day: int, hour: int, minute: int = 0, purpose: Purpose = SUPPLIES, **told: Any) -> Any:
        at = self.calendar.first_at(datetime(2020, 4, day, hour, minute))
        return self.policy.decide(Request(at, purpose), Facts(attributes=told))

    def test_each_digit_has_two_hours(self) -> None:
        for digit, (hour, minute) in STARTS.items():
            start = datetime(2020, 4, 1, hour, minute)
            for minutes, outcome in [(-1, "refused"), (0, "granted"), (119, "granted"), (120, "refused")]:
                at = self.calendar.first_at(start + timedelta(minutes=minutes))
                decision = self.policy.decide(Request(at, SUPPLIES), Facts(attributes={"sex": "woman", "last_digit": digit}))
                self.assertEqual(decision.outcome.value, outcome, (digit, minutes))
                if decision.validity:
                    self.assertEqual(self.calendar.local(decision.validity.interval.end), start + timedelta(hours=2))

    def test_women_and_men_take_turns_and_nobody_goes_on_sunday(self) -> None:
        # 6 April 2020 was a Monday.
        for day, sexes in [(6, "woman"), (7, "man"), (8, "woman"), (9, "man"), (10, "woman"), (11, "man"), (12, "")]:
            for sex in ("woman", "man"):
                granted = self.decide(day, 7, sex=sex, last_digit=7).outcome is Outcome.GRANTED
                self.assertEqual(granted, sex == sexes, (day, sex))

    def test_a_refusal_says_when_the_next_time_is(self) -> None:
        for (day, hour), sex, following in [((10, 9), "woman", 13), ((11, 9), "man", 14), ((12, 7), "man", 14), ((8, 6), "woman", 8)]:
            decision = self.decide(day, hour, sex=sex, last_digit=7)
            for reason in decision.reasons:
                self.assertEqual(self.calendar.local(reason.params["next"]), datetime(2020, 4, following, 6, 30), (day, sex))

    def test_seniors_have_their_own_hours_and_not_those_of_the_digit(self) -> None:
        self.assertEqual(self.decide(8, 11, sex="woman", last_digit=7, senior=True).outcome, Outcome.GRANTED)
        self.assertEqual(self.decide(8, 7, sex="woman", last_digit=7, senior=True).outcome, Outcome.REFUSED)

    def test_whom_nothing_is_known_of_a_human_decides(self) -> None:
        for told in [{}, {"sex": "woman"}, {"last_digit": 7}, {"sex": "other", "last_digit": 7}, {"sex": "man", "last_digit": 17}]:
            self.assertEqual(self.decide(8, 7, **told).outcome, Outcome.REFERRED, told)

    def test_other_purposes_are_not_concerned(self) -> None:
        self.assertEqual(self.decide(12, 3, purpose=MEDICAL).outcome, Outcome.GRANTED)


class WrongSettings(unittest.TestCase):
    def test_everything_that_is_left_out_or_unknown_is_told(self) -> None:
        with self.assertRaises(Problems) as caught:
            hours = {digit: window for digit, window in SETTINGS["hours"].items() if digit != "4"}
            configured(PanamaDays, {"purposes": ["supplies", "walks"], "days": {"man": ["tue"]}, "hours": hours}, setup())
        self.assertEqual([problem.pointer for problem in caught.exception.problems], ["/days", "/hours", "/purposes/1"])


if __name__ == "__main__":
    unittest.main()
