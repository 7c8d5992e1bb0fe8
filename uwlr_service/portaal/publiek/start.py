"""The first page: what can be linked and how that goes; for somebody who is signed in, where they can go."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext

from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas.state import person


@dataclass(frozen=True, slots=True)
class Plek:
    """A place where a person has an account, and its first page."""

    naam: str
    pad: str


def show() -> str:
    """For anybody."""
    handelende = person()
    if handelende is None:
        return render_template("publiek/start.html")
    return render_template("publiek/eigen.html", plekken=list(_places(handelende.accounts)))


def _places(accounts: tuple[Account, ...]) -> Iterator[Plek]:
    for account in accounts:
        if account.school is not None:
            naam = gettext("School %(school)s", school=account.school)
            yield Plek(naam, url_for("school", school=account.school))
        elif account.koppelpartner is not None:
            pad = url_for("partner", koppelpartner=account.koppelpartner)
            yield Plek(gettext("Partner %(nummer)s", nummer=account.koppelpartner), pad)
        elif account.rol is Rol.OPERATOR:
            yield Plek(gettext("Beheer van de dienst"), url_for("beheer"))
