"""The groups of a school, and one of them: whether it is open, on which devices, and who waits."""

import json

from flask import flash, render_template, session
from flask_babel import gettext, ngettext
from werkzeug import Response

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import headers, sessie, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.klas import apparaat as klasapparaat
from uwlr_service.paginas.klas import namen
from uwlr_service.paginas.klas.plek import address_of
from uwlr_service.paginas.state import diensten, door
from uwlr_service.uitwisseling.account.klas.klasbeheer import Klasbeheer

CODE = "klascode"
"""Where the code of an opened class stays for whoever opened it, encrypted, with its school and group."""


def of_school(school: Schoolcode) -> str:
    """The groups that somebody helps."""
    wie = door()
    return render_template(
        "school/klas/klassen.html",
        school=school,
        klassen=_beheer().klassen(school, door=wie),
        may_void=wie.may(Actie.SCHOOLGEBRUIKERS, school=school),
        form_zonder_velden=Formulier(formdata=None),
    )


def show(school: Schoolcode, nummer: int) -> str:
    """One group."""
    blad = _beheer().of_groep(school, nummer, door=door())
    return render_template(
        "school/klas/klas.html",
        school=school,
        blad=blad,
        code=_code(school, nummer) if blad.open_tot else None,
        adres=address_of("klas"),
        dieren=namen.DIEREN,
        form_zonder_velden=Formulier(formdata=None),
    )


def open_class(school: Schoolcode, nummer: int) -> Response:
    """Open a class; its code is on the page for as long as it holds."""
    code = _beheer().open(school, nummer, door=door())
    session[CODE] = diensten().mensen.toonkluis.wrap(json.dumps([str(school), nummer, code]))
    flash(gettext("De klas is open. Laat de code zien."))
    return verder.to("school.klas", school=school, nummer=nummer)


def close_class(school: Schoolcode, nummer: int) -> Response:
    """Close it."""
    _beheer().close(school, nummer, door=door())
    session.pop(CODE, None)
    flash(gettext("De klas is gesloten."))
    return verder.to("school.klas", school=school, nummer=nummer)


def enrol(school: Schoolcode, nummer: int) -> Response:
    """Tie this device to a group, and sign its teacher out: pupils go on with it."""
    value, until = _beheer().enrol(school, nummer, door=door())
    bezoek = sessie.current()
    if bezoek.waarde is not None:
        diensten().sessies.end(bezoek.waarde)
    bezoek.end()
    return klasapparaat.keep(headers.clear(verder.to("klas")), value, until)


def end_device(school: Schoolcode, nummer: int, apparaat: int) -> Response:
    """Let a device show the class no more."""
    _beheer().end_device(school, nummer, apparaat, door=door())
    flash(gettext("Dit apparaat laat de klas niet meer zien."))
    return verder.to("school.klas", school=school, nummer=nummer)


def told_voided(aantal: int) -> str:
    """How many cards were withdrawn, in a sentence."""
    return ngettext("%(num)d kaart is ingetrokken.", "%(num)d kaarten zijn ingetrokken.", aantal)


def _code(school: Schoolcode, nummer: int) -> str | None:
    """The code of an opened class, for whoever opened it in this session."""
    wrapped = session.get(CODE)
    content = None if wrapped is None else diensten().mensen.toonkluis.unwrap(wrapped)
    match [] if content is None else json.loads(content):
        case [of_school, of_group, str() as code] if of_school == str(school) and of_group == nummer:
            return code
    return None


def _beheer() -> Klasbeheer:
    return diensten().mensen.klas.beheer
