"""Persons over sixty go out in the morning, everybody else does not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from exeat_policy import DailyWindow, Decision, Description, Facts, Interval, Policy, Reason, Request, Setup


@dataclass
class Settings:
    hours: Annotated[DailyWindow, "The hours that are kept for persons over sixty, such as `10:00-13:00`."]
    attribute: Annotated[str, "The attribute of persons over sixty."] = "senior"


class Mornings(Policy):
    describe = Description(
        name="mornings",
        version="0.1.0",
        settings=Settings,
        rules=("hours",),
        reasons={"outside-hours": ("from", "until", "next")},
    )

    def configure(self, settings: Settings, setup: Setup) -> None:
        self.hours, self.attribute, self.calendar = settings.hours, settings.attribute, setup.calendar
        self.others = DailyWindow(settings.hours.until, settings.hours.start)
        setup.needs_attribute(settings.attribute)

    def decide(self, request: Request, facts: Facts) -> Decision:
        start = request.start or request.at
        hours = self.hours if facts.holds(self.attribute, start) else self.others
        local = self.calendar.local(start)
        if local in hours:
            return Decision.granted(Interval(start, self.calendar.end_of(start, hours))).passed("hours")
        days = (local.date() + timedelta(days=later) for later in range(3))
        again = next(found for day in days if (found := self.calendar.first_in(start, day, hours)))
        opens, closes = hours.ends()
        return Decision.refused(Reason("outside-hours", {"from": opens, "until": closes, "next": again})).failed("hours")
