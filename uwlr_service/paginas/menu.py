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

PLACES = frozenset({"school", "koppelpartner"})
"""What a rule can ask for, and a page where a visitor is has."""


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
            yield Keuze(str(adres.menu), pad, adres.endpoint == request.endpoint)


def _place(handelende: Handelende) -> dict[str, Any]:
    """Where the page is; on a page of no place it is where the person belongs, if that is one place."""
    place = {name: value for name, value in (request.view_args or {}).items() if name in PLACES}
    if place:
        return place
    schools = {account.school for account in handelende.accounts} - {None}
    partners = {account.koppelpartner for account in handelende.accounts} - {None}
    places: list[tuple[str, Any]] = [("school", school) for school in schools]
    places += [("koppelpartner", partner) for partner in partners]
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
