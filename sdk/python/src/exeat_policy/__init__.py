"""Write a policy plugin for exeat in Python.

A policy is one class: it says what it is (`describe`), takes its settings once (`configure`), and then decides (`decide`). It sees the
instant of the decision, what is asked, and the facts that it declared that it needs; it sees no clock, no network and no name of a
person.

Instants are `datetime` with a time zone, lengths are `timedelta`, local times are `datetime` without a time zone.
"""

from .calendar import Calendar
from .decision import Decision, Outcome, Reason, RuleOutcome, Step, Validity
from .facts import Channel, Facts, PastPermit, Purpose, Registration, Request, Territory, Value
from .policy import BadInput, Description, Policy
from .settings import Problem, Problems
from .setup import Setup
from .time import DailyWindow, Interval, Weekday

__all__ = [
    "BadInput",
    "Calendar",
    "Channel",
    "DailyWindow",
    "Decision",
    "Description",
    "Facts",
    "Interval",
    "Outcome",
    "PastPermit",
    "Policy",
    "Problem",
    "Problems",
    "Purpose",
    "Reason",
    "Registration",
    "Request",
    "RuleOutcome",
    "Setup",
    "Step",
    "Territory",
    "Validity",
    "Value",
    "Weekday",
]
