"""What is asked, and what the policy is told of the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from .time import Interval


@dataclass(frozen=True)
class Purpose:
    """A purpose of the regime, and the source that it cites."""

    name: str
    cite: str | None = None


@dataclass(frozen=True)
class Territory:
    """A territory that the regime's jurisdiction knows, and what it is a part of."""

    code: str
    parent: Territory | None = None

    def is_within(self, other: Territory) -> bool:
        """Whether it is `other` or lies within it."""
        here: Territory | None = self
        while here is not None:
            if here.code == other.code:
                return True
            here = here.parent
        return False


# A typed value: an attribute of a person, or a parameter of a reason. Text is anything else that has a name, never a sentence, which
# would have a language.
Value = bool | int | datetime | timedelta | Interval | Purpose | Territory | str


class Channel(Enum):
    """The way in which an application came."""

    SMS = "sms"
    PORTAL = "portal"
    DESK = "desk"
    API = "api"


@dataclass(frozen=True)
class Request:
    """What is asked."""

    # The instant of the decision.
    at: datetime
    purpose: Purpose
    channel: Channel = Channel.SMS
    # Where the person is, if it is known.
    territory: Territory | None = None
    # When the person wants to start; at once when absent.
    start: datetime | None = None
    # Whether a vehicle is used.
    vehicle: bool = False


@dataclass(frozen=True)
class PastPermit:
    """A permit that the person was granted earlier under the same regime."""

    purpose: Purpose
    granted_at: datetime
    validity: Interval
    revoked: bool = False


@dataclass(frozen=True)
class Registration:
    """The declared place of stay, and since when."""

    territory: Territory
    since: datetime


@dataclass(frozen=True)
class Facts:
    """What the policy is told beside the request: only what it asked for while it was configured."""

    # Earlier permits, oldest first.
    history: tuple[PastPermit, ...] = ()
    registration: Registration | None = None
    # What else is known, by name.
    attributes: dict[str, Value] = field(default_factory=dict)

    def flag(self, name: str) -> bool:
        """Whether an attribute is the flag `True`."""
        return self.attributes.get(name) is True

    def holds(self, name: str, at: datetime) -> bool:
        """Whether an attribute holds at an instant, as `standard` reads it: a flag when it is `True`, an interval while it lasts, an
        instant until it comes, anything else always. What is not known does not hold."""
        value = self.attributes.get(name, False)
        if isinstance(value, Interval):
            return at in value
        if isinstance(value, datetime):
            return at < value
        return value is not False
