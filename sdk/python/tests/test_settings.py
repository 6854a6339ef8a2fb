import json
import unittest
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any, Literal

from exeat_policy import DailyWindow, Problems, Weekday
from exeat_policy.settings import read, schema


@dataclass
class Place:
    name: str
    lasts: timedelta


@dataclass
class Settings:
    places: list[Place]
    days: dict[Literal["woman", "man"], list[Weekday]]
    times: Annotated[int, range(1, 11), "How often."] = 1
    hours: DailyWindow | None = None
    strict: bool = False
    notes: dict[str, str] = field(default_factory=dict)


GOOD: dict[str, Any] = {"places": [{"name": "shop", "lasts": "1h30min"}], "days": {"woman": ["mon", "sun"]}, "hours": "21:00-06:00"}


class Reading(unittest.TestCase):
    def wrong(self, **changed: Any) -> list[tuple[str, str]]:
        with self.assertRaises(Problems) as caught:
            read(Settings, json.dumps({**GOOD, **changed}))
        return [(problem.pointer, problem.message) for problem in caught.exception.problems]

    def test_what_is_written_becomes_what_it_means(self) -> None:
        settings = read(Settings, json.dumps(GOOD))
        self.assertEqual(settings.places, [Place("shop", timedelta(minutes=90))])
        self.assertEqual(settings.days, {"woman": [Weekday.MON, Weekday.SUN]})
        self.assertEqual((settings.times, settings.hours, settings.strict), (1, DailyWindow(21 * 60, 6 * 60), False))

    def test_everything_wrong_is_found_at_once_with_its_place(self) -> None:
        problems = self.wrong(
            places=[{"name": 7, "lasts": "2"}, {"lasts": "2h"}],
            days={"woman": ["monday"], "child": []},
            times=11,
            hours="9-10",
            strict="yes",
            notes={"a/b": 1},
        )
        places = [
            "/places/0/name",
            "/places/0/lasts",
            "/places/1",
            "/days/child",
            "/days/woman/0",
            "/times",
            "/hours",
            "/strict",
            "/notes/a~1b",
        ]
        self.assertEqual([pointer for pointer, _ in problems], places)

    def test_an_unknown_key_is_refused_and_the_known_are_named(self) -> None:
        [(pointer, message)] = self.wrong(hour="21:00-06:00")
        self.assertEqual(pointer, "/hour")
        self.assertIn("`hours`", message)

    def test_what_has_no_default_must_be_there(self) -> None:
        with self.assertRaises(Problems) as caught:
            read(Settings, "{}")
        self.assertEqual([problem.message for problem in caught.exception.problems], ["must have `places`", "must have `days`"])

    def test_yes_is_no_number(self) -> None:
        self.assertEqual(self.wrong(times=True), [("/times", "must be a whole number from 1 to 10")])

    def test_the_root_must_be_a_mapping(self) -> None:
        for text in ["[]", "7", "null", "{"]:
            with self.assertRaises(Problems, msg=text):
                read(Settings, text)


class Schema(unittest.TestCase):
    def test_it_says_what_is_read(self) -> None:
        said = json.loads(schema(Settings))
        self.assertEqual(said["required"], ["places", "days"])
        self.assertFalse(said["additionalProperties"])
        self.assertEqual(said["properties"]["times"], {"type": "integer", "description": "How often.", "minimum": 1, "maximum": 10})
        self.assertEqual(said["properties"]["days"]["propertyNames"], {"enum": ["woman", "man"]})
        self.assertEqual(said["properties"]["places"]["items"]["required"], ["name", "lasts"])

    def test_a_field_that_no_setting_can_be_is_refused(self) -> None:
        @dataclass
        class Odd:
            ratio: float

        with self.assertRaises(TypeError):
            schema(Odd)


if __name__ == "__main__":
    unittest.main()
