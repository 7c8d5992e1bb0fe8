"""Sheets to activate accounts with: made anew each time, and shown once to be printed."""

import json
from collections.abc import Callable
from datetime import datetime

from flask import flash, render_template, url_for
from flask_babel import gettext, ngettext
from werkzeug import Response

from uwlr_service.domain.account.blad import Blad
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, VersBewijsNodig
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import tonen
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.portaal.school.accounts.lijst import kept

BLADEN = "bladen"


def make_of_groep(school: Schoolcode) -> Response:
    """Sheets for whoever of the chosen group does not sign in yet."""
    _, groep = kept(url_for("school.accounts", school=school))
    if not groep:
        flash(gettext("Kies eerst een groep."), "let-op")
        return verder.to("school.accounts", school=school)
    return _made(school, lambda: diensten().mensen.bladen.of_groep(school, groep, door=door()))


def make(school: Schoolcode, account: int) -> Response:
    """A sheet for one person."""
    return _made(school, lambda: diensten().mensen.bladen.of_account(school, account, door=door()))


def sign_out(school: Schoolcode, account: int) -> Response:
    """End the sessions of somebody."""
    ended = diensten().mensen.bladen.end_sessions(school, account, door=door())
    flash(ngettext("%(num)d sessie is beëindigd.", "%(num)d sessies zijn beëindigd.", ended))
    return verder.to("school.accounts", school=school)


def show(school: Schoolcode) -> str:
    """The sheets that were just made, for the only time."""
    bladen = [_read(text) for text in tonen.take(BLADEN)]
    address = diensten().settings.portal_address or ""
    return render_template(
        "school/accounts/bladen.html",
        school=school,
        bladen=bladen,
        adres=address + url_for("activeren"),
        leerling=Rol.LEERLING,
        provider=diensten().mensen.extern.of_school(str(school)),
    )


def _made(school: Schoolcode, make_sheets: Callable[[], list[Blad]]) -> Response:
    """Show sheets once, or say why there are none."""
    try:
        bladen = make_sheets()
    except (NietToegestaan, VersBewijsNodig):
        raise
    except Geweigerd as fout:
        flash(in_words(fout), "let-op")
        return verder.to("school.accounts", school=school)
    tonen.keep(BLADEN, [_written(blad) for blad in bladen])
    return verder.to("school.accounts.bladen", school=school)


def _written(blad: Blad) -> str:
    return json.dumps([blad.naam, blad.inlognaam, blad.rol, blad.code, blad.verloopt.isoformat()])


def _read(text: str) -> Blad:
    naam, inlognaam, rol, code, verloopt = json.loads(text)
    return Blad(
        naam=naam, inlognaam=inlognaam, rol=Rol(rol), code=code, verloopt=datetime.fromisoformat(verloopt)
    )
