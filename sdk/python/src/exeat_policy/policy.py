"""What a policy is: one class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from .decision import Decision
    from .facts import Facts, Request
    from .setup import Setup


class BadInput(Exception):
    """The request or the facts hold something that the policy does not understand. The person is referred to a human, and an operator
    sees the message: no value of a fact belongs into it."""


@dataclass(frozen=True)
class Description:
    """What a policy says of itself, whatever it is configured with."""

    # Its name, by which a regime asks for it: lower case, digits, `-`.
    name: str
    # Its semantic version.
    version: str
    # A dataclass: what it holds, an integrator writes, and an editor completes.
    settings: type
    # The rules that its trace names.
    rules: tuple[str, ...] = ()
    # The codes of its reasons, each with its parameters.
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Policy:
    """A policy. A plugin holds one subclass of it, made without arguments."""

    describe: ClassVar[Description]

    def configure(self, settings: Any, setup: Setup) -> None:
        """Keeps its settings and declares the facts that it needs. Called once for a regime; the host keeps the memory that this leaves
        behind, and every decision starts from it. `settings` is an instance of `describe.settings`, read and checked."""
        raise NotImplementedError

    def decide(self, request: Request, facts: Facts) -> Decision:
        """Decides one application. The same request and facts must always give the same answer."""
        raise NotImplementedError
