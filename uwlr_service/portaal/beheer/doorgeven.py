"""A link that an operator hands over where no mail goes out: on a page of its own, once."""

from dataclasses import dataclass, field

from flask import render_template

from uwlr_service.paginas.toegang import tonen

SOORT = "doorgeven"


@dataclass(frozen=True, slots=True)
class Doorgeeflink:
    """A link, and whom it is for."""

    adres: str = field(repr=False)
    naam: str


def keep(waar: str, link: Doorgeeflink) -> None:
    """Keep a link for the page of what it is about."""
    tonen.keep(f"{SOORT} {waar}", [link.adres, link.naam])


def shown(waar: str, terug: str) -> str:
    """The page with the link that was just made; ``terug`` is where it leads on to."""
    kept = tonen.take(f"{SOORT} {waar}")
    return render_template("beheer/doorgeven.html", link=Doorgeeflink(*kept) if kept else None, terug=terug)
