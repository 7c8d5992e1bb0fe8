"""Whom a page of signing in expects: where they are going, and what name they were sent here with."""

from dataclasses import dataclass

from flask import g

NAME = "verwacht"


@dataclass(frozen=True, slots=True)
class Verwacht:
    """What is known of somebody before they sign in; nothing, for who came by themselves."""

    toepassing: str | None = None
    inlognaam: str | None = None
    school: str | None = None


NIEMAND = Verwacht()


def expect(verwacht: Verwacht) -> None:
    """Note of this call whom its page expects."""
    setattr(g, NAME, verwacht)


def current() -> Verwacht:
    """Whom the page of this call expects."""
    verwacht: Verwacht = g.get(NAME, NIEMAND)
    return verwacht
