"""The menu of a visitor: the pages that they may see at the school or partner where they are or belong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.adres import Adres, listed
from uwlr_service.paginas.state import person


@dataclass(frozen=True, slots=True)
class Keuze:
    """A word in the menu, where it leads, and whether that is the page itself."""

    tekst: str
    pad: str
    is_current: bool


def shown() -> list[Keuze]:
    """The menu of this page; empty for somebody who is not signed in."""
    return list(_choices())


def _choices() -> Iterator[Keuze]:
    handelende = person()
    if handelende is None:
        return
    place = _place(handelende)
    for adres in listed(current_app).values():
        if adres.menu is None or not isinstance(adres.actie, Actie) or arguments(adres) - place.keys():
            continue
        values = {name: place[name] for name in arguments(adres)}
        if handelende.may(
            adres.actie, school=values.get("school"), koppelpartner=values.get("koppelpartner")
        ):
            pad = url_for(adres.endpoint, **values)
            is_current = adres.endpoint == request.endpoint and values == request.view_args
            yield Keuze(str(adres.menu), pad, is_current)


def _place(handelende: Handelende) -> dict[str, Any]:
    """Where the page is; on a page elsewhere it is where the person belongs, if that is one place.

    The place of somebody else counts as elsewhere: a page that is forbidden looks like one that is not there.
    """
    places: set[tuple[str, Any]] = set()
    for account in handelende.accounts:
        places |= {("school", account.school), ("koppelpartner", account.koppelpartner)}
    places = {(kind, value) for kind, value in places if value is not None}
    named = places.intersection((request.view_args or {}).items())
    if named:
        return dict(named)
    return dict(places) if len(places) == 1 else {}


def place() -> Schoolcode | None:
    """The school of this page, for somebody who has an account there."""
    handelende = person()
    school: Schoolcode | None = (request.view_args or {}).get("school")
    if handelende is None or school not in {account.school for account in handelende.accounts}:
        return None
    return school


def arguments(adres: Adres) -> frozenset[str]:
    """What a rule asks for."""
    rules = current_app.url_map.iter_rules(adres.endpoint)
    return frozenset().union(*(rule.arguments for rule in rules))
