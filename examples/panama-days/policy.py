"""Days by sex and hours by the last digit of the identity document, as Panama had them in 2020.

A regime uses it beside `standard`, which says how long a permit lasts and what else holds.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Literal

from exeat_policy import DailyWindow, Decision, Description, Facts, Interval, Policy, Reason, Request, Setup, Weekday

Sex = Literal["woman", "man"]
Digit = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

# How long a permit may be as far as these rules are concerned, where they do not apply.
LONG = timedelta(days=400)


@dataclass
class Settings:
    days: Annotated[dict[Sex, list[Weekday]], "The days of the week on which women and men may go out."]
    hours: Annotated[dict[Digit, DailyWindow], "The hours that each last digit of the identity document gives."]
    seniors: Annotated[DailyWindow | None, "The hours of whoever has the attribute `senior`, in place of those of the digit."] = None
    purposes: Annotated[list[str], "The purposes that this concerns; without it all of them."] = field(default_factory=list)


class PanamaDays(Policy):
    describe = Description(
        name="panama-days",
        version="1.0.0",
        settings=Settings,
        rules=("days", "hours"),
        reasons={"wrong-day": ("next",), "outside-hours": ("from", "until", "next"), "attribute-missing": ("attribute",)},
    )

    def configure(self, settings: Settings, setup: Setup) -> None:
        # What facts say may be anything, so that they are looked up by anything.
        self.days: dict[object, list[Weekday]] = {sex: days for sex, days in settings.days.items()}
        self.hours: dict[object, DailyWindow] = {digit: hours for digit, hours in settings.hours.items()}
        self.seniors = settings.seniors
        self.calendar = setup.calendar
        self.concerned = settings.purposes or list(setup.purposes)
        setup.needs_attribute("sex")
        setup.needs_attribute("last_digit")
        if self.seniors:
            setup.needs_attribute("senior")
        for sex in ("woman", "man"):
            if not self.days.get(sex):
                setup.wrong("/days", f"must say on which days a {sex} may go out")
        for digit in range(10):
            if str(digit) not in self.hours:
                setup.wrong("/hours", f"must have hours for the digit `{digit}`")
        for index, purpose in enumerate(settings.purposes):
            if purpose not in setup.purposes:
                setup.wrong(f"/purposes/{index}", f"the regime has no purpose `{purpose}`")

    def decide(self, request: Request, facts: Facts) -> Decision:
        start = request.start or request.at
        if request.purpose.name not in self.concerned:
            return Decision.granted(Interval(start, start + LONG))
        cite = request.purpose.cite
        days, hours = self.days.get(facts.attributes.get("sex")), self.hours_of(facts, start)
        if days is None or hours is None:
            unknown = [name for name, found in (("sex", days), ("last_digit", hours)) if found is None]
            return Decision.referred(*(Reason("attribute-missing", {"attribute": name}, cite) for name in unknown))

        local = self.calendar.local(start)
        right_day, right_hour = local.weekday() in days, local in hours
        if right_day and right_hour:
            end = self.calendar.end_of(start, hours)
            return Decision.granted(Interval(start, end)).passed("days").passed("hours")
        following = self.next(start, days, hours)
        reasons = []
        if not right_day:
            reasons.append(Reason("wrong-day", {"next": following}, cite))
        if not right_hour:
            opens, closes = hours.ends()
            reasons.append(Reason("outside-hours", {"from": opens, "until": closes, "next": following}, cite))
        decision = Decision.refused(*reasons)
        decision = decision.passed("days") if right_day else decision.failed("days")
        return decision.passed("hours") if right_hour else decision.failed("hours")

    def hours_of(self, facts: Facts, start: datetime) -> DailyWindow | None:
        if self.seniors and facts.holds("senior", start):
            return self.seniors
        return self.hours.get(str(facts.attributes.get("last_digit")))

    def next(self, start: datetime, days: list[Weekday], hours: DailyWindow) -> datetime:
        """The first instant from `start` on at which both the day and the hour are right."""
        today = self.calendar.local(start).date()
        for later in range(8):
            day = today + timedelta(days=later)
            found = self.calendar.first_in(start, day, hours) if day.weekday() in days else None
            if found:
                return found
        # A week holds one of the days; only a change of the clock can swallow its hours.
        return self.calendar.start_of(today + timedelta(days=8))
