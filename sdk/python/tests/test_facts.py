import unittest
from datetime import timedelta
from typing import Any

from exeat_policy import Facts, Interval, Territory
from exeat_policy.time import EPOCH

HOUR = timedelta(hours=1)


class Attributes(unittest.TestCase):
    def test_what_holds_at_an_instant(self) -> None:
        values: list[tuple[Any, list[bool]]] = [
            (True, [True, True, True]),
            (False, [False, False, False]),
            (Interval(EPOCH + HOUR, EPOCH + 2 * HOUR), [False, True, False]),
            (EPOCH + HOUR, [True, False, False]),
            (0, [True, True, True]),
            ("group-2", [True, True, True]),
        ]
        for value, holds in values:
            facts = Facts(attributes={"it": value})
            self.assertEqual([facts.holds("it", EPOCH + hour * HOUR) for hour in range(3)], holds, value)
            self.assertEqual(facts.flag("it"), value is True)
        self.assertFalse(Facts().holds("it", EPOCH))


class Places(unittest.TestCase):
    def test_a_territory_lies_within_itself_and_all_above(self) -> None:
        country = Territory("PA")
        province = Territory("PA-8", country)
        town = Territory("PA-8.panama", province)
        self.assertTrue(town.is_within(country) and town.is_within(town))
        self.assertFalse(province.is_within(town) or town.is_within(Territory("PA-9", country)))


if __name__ == "__main__":
    unittest.main()
