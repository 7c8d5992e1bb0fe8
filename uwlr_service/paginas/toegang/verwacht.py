"""Whom a page of signing in expects: where they are going, and what name they were sent here with."""

from dataclasses import dataclass

from flask import g

NAME = "verwacht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwacht:
    """What is known of somebody before they sign in; nothing, for who came by themselves.

    With ``is_opnieuw`` they have to prove themselves anew, and with ``max_age`` not longer than so many
    seconds ago: the provider of a school is asked the same.
    """

    toepassing: str | None = None
    inlognaam: str | None = None
    school: str | None = None
    is_opnieuw: bool = False
    is_bewijs: bool = False
    """Whether they prove their school, for which a proof given elsewhere is not enough."""
    max_age: int | None = None


NIEMAND = Verwacht()


def expect(verwacht: Verwacht) -> None:
    """Note of this call whom its page expects."""
    setattr(g, NAME, verwacht)


def current() -> Verwacht:
    """Whom the page of this call expects."""
    verwacht: Verwacht = g.get(NAME, NIEMAND)
    return verwacht
