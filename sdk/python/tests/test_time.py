import unittest
from datetime import datetime, timedelta

from exeat_policy import DailyWindow, Interval
from exeat_policy.time import duration, instant, milliseconds


class Lengths(unittest.TestCase):
    def test_units_mean_what_they_say(self) -> None:
        for text, seconds in [("3h", 10_800), ("90min", 5_400), ("1h30min", 5_400), ("10d", 864_000), ("45s", 45)]:
            self.assertEqual(duration(text), timedelta(seconds=seconds), text)

    def test_a_number_without_its_unit_is_refused(self) -> None:
        for bad in [
            "",
            "3",
            "h",
            "3 h",
            "3H",
            "10 days",
            "10ms",
            "3m",
            "0h",
            "30min1h",
            "1h1h",
            "-1h",
            "99999999999h",
            "4294967295d",
            "٣h",
        ]:
            with self.assertRaises(ValueError, msg=bad):
                duration(bad)


class Windows(unittest.TestCase):
    def test_a_window_may_cross_midnight(self) -> None:
        curfew = DailyWindow.parse("21:00-06:00")
        for hour, minute, inside in [(21, 0, True), (23, 59, True), (0, 0, True), (5, 59, True), (6, 0, False), (20, 59, False)]:
            self.assertEqual(datetime(2020, 4, 1, hour, minute) in curfew, inside, (hour, minute))
        self.assertEqual(DailyWindow.parse("18:00-24:00"), DailyWindow.parse("18:00-00:00"))
        self.assertEqual(str(DailyWindow.parse("18:00-00:00")), "18:00-24:00")

    def test_wrong_windows_are_refused(self) -> None:
        bad = ["", "21:00", "21-06", "25:00-06:00", "21:00-21:00", "00:00-24:00", "00:00-00:00", "9:00-10:00", "21:60-22:00", "24:00-06:00"]
        for text in bad:
            with self.assertRaises(ValueError, msg=text):
                DailyWindow.parse(text)


class Instants(unittest.TestCase):
    def test_milliseconds_go_there_and_back(self) -> None:
        for at in [0, -1, 1_585_720_800_123]:
            self.assertEqual(milliseconds(instant(at)), at)

    def test_a_local_time_is_no_instant(self) -> None:
        with self.assertRaises(ValueError):
            milliseconds(datetime(2020, 4, 1))

    def test_an_interval_is_half_open_and_never_empty(self) -> None:
        with self.assertRaises(ValueError):
            Interval(instant(5), instant(5))
        self.assertEqual([instant(at) in Interval(instant(5), instant(7)) for at in (4, 5, 6, 7)], [False, True, True, False])


if __name__ == "__main__":
    unittest.main()
