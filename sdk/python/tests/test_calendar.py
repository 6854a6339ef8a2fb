import unittest
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from exeat_policy import Calendar, DailyWindow
from exeat_policy.testing import of_zone

FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)


def calendar(zone: str) -> Calendar:
    return of_zone(FROM, UNTIL, lambda at: at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta())


class Zones(unittest.TestCase):
    def test_local_time_is_that_of_the_zone(self) -> None:
        for zone in ["Europe/Athens", "America/Panama", "Australia/Lord_Howe", "America/Havana", "Asia/Beirut"]:
            ours, at = calendar(zone), FROM
            while at < UNTIL:
                self.assertEqual(ours.local(at), at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), (zone, at))
                at += timedelta(hours=5, minutes=17)

    def test_outside_of_what_is_known_the_host_is_asked_anew(self) -> None:
        ours, at = calendar("Europe/Athens"), datetime(2023, 7, 1, 12, tzinfo=UTC)
        self.assertEqual(ours.local(at), datetime(2023, 7, 1, 15))

    def test_a_time_that_is_left_out_begins_after_the_gap(self) -> None:
        # In Athens 03:00 became 04:00 on 29 March 2020.
        self.assertEqual(calendar("Europe/Athens").first_at(datetime(2020, 3, 29, 3, 30)), datetime(2020, 3, 29, 1, tzinfo=UTC))

    def test_of_a_time_that_comes_twice_the_first_counts(self) -> None:
        # In Athens 04:00 became 03:00 on 25 October 2020.
        self.assertEqual(calendar("Europe/Athens").first_at(datetime(2020, 10, 25, 3, 30)), datetime(2020, 10, 25, 0, 30, tzinfo=UTC))

    def test_a_day_without_midnight_starts_later(self) -> None:
        # In Beirut 00:00 became 01:00 on 29 March 2020.
        beirut = calendar("Asia/Beirut")
        self.assertEqual(beirut.local(beirut.start_of(date(2020, 3, 29))), datetime(2020, 3, 29, 1))


class Windows(unittest.TestCase):
    def test_a_window_of_a_day_begins_or_goes_on_or_is_over(self) -> None:
        panama, window = calendar("America/Panama"), DailyWindow.parse("06:30-08:30")

        def first(hour: int, minute: int) -> datetime | None:
            found = panama.first_in(panama.first_at(datetime(2020, 4, 1, hour, minute)), date(2020, 4, 1), window)
            return found and panama.local(found)

        self.assertEqual(first(5, 0), datetime(2020, 4, 1, 6, 30))
        self.assertEqual(first(7, 0), datetime(2020, 4, 1, 7, 0))
        self.assertIsNone(first(8, 30))

    def test_a_window_ends_today_or_tomorrow(self) -> None:
        panama = calendar("America/Panama")
        ends = [
            ("06:30-08:30", (1, 7, 0), datetime(2020, 4, 1, 8, 30)),
            ("21:00-06:00", (1, 22, 0), datetime(2020, 4, 2, 6, 0)),
            ("21:00-06:00", (1, 5, 0), datetime(2020, 4, 1, 6, 0)),
            ("18:00-24:00", (1, 18, 0), datetime(2020, 4, 2)),
        ]
        for window, at, end in ends:
            start = panama.first_at(datetime(2020, 4, *at))
            self.assertEqual(panama.local(panama.end_of(start, DailyWindow.parse(window))), end, window)


if __name__ == "__main__":
    unittest.main()
