"""The schools as an operator sees them: imports, links and users, and nothing about a pupil."""

from flask import flash, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import EmailField, Form, StringField
from wtforms.validators import DataRequired, Length

from uwlr_service.domain import tekst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import bladeren, logregels, verder
from uwlr_service.paginas.formulier import ELSEWHERE, UNPROCESSABLE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer import doorgeven, woorden
from uwlr_service.portaal.beheer.doorgeven import Doorgeeflink

LONGEST = 128


class Uitnodiging(Formulier):
    """Whom to invite."""

    naam = StringField(lazy_gettext("Naam"), [DataRequired(), Length(max=LONGEST)])
    email = EmailField(lazy_gettext("E-mailadres"), [DataRequired(), Length(max=254)])


class Zoekvraag(Form):
    """Which schools are shown. It changes nothing and names no person, so it is sent as a question."""

    zoek = StringField(
        lazy_gettext("Naam of BRIN"),
        description=lazy_gettext("Een deel is genoeg. Laat het leeg om alle scholen te zien."),
    )


def show_all() -> str:
    """The schools, a page at a time."""
    zoek = tekst.clean(request.args.get("zoek", ""))[:LONGEST].strip()
    vraag = bladeren.asked(zoek)
    return render_template(
        "beheer/scholen.html",
        zoekvraag=Zoekvraag(data={"zoek": zoek}),
        scholen=bladeren.page_of(diensten().dienstzicht.scholen(vraag, door=door()), vraag),
    )


def show(code: Schoolcode) -> str:
    """One school."""
    return _page(code, Uitnodiging())


def invite(code: Schoolcode) -> Response | tuple[str, int]:
    """Invite an administrator of a school."""
    form = Uitnodiging()
    if not form.validate():
        return _page(code, form), UNPROCESSABLE
    plaats = Plaats(rol=Rol.SCHOOLBEHEERDER, school=code)
    try:
        made = diensten().mensen.uitnodigingen.invite(
            form.email.data or "", form.naam.data or "", plaats, door=door()
        )
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return _page(code, form), UNPROCESSABLE
    if made.is_mailed:
        flash(gettext("De uitnodiging is gemaild naar %(email)s.", email=made.uitnodiging.inlognaam))
        return verder.to("beheer.school", code=code)
    doorgeven.keep(f"school {code}", Doorgeeflink(made.link, made.uitnodiging.naam))
    return verder.to("beheer.school.doorgeven", code=code)


def show_link(code: Schoolcode) -> str:
    """The link of an invitation that was just made, for the only time."""
    return doorgeven.shown(f"school {code}", url_for("beheer.school", code=code))


def _page(code: Schoolcode, form: Uitnodiging) -> str:
    wie = door()
    zicht = diensten().dienstzicht.school(code, door=wie)
    return render_template(
        "beheer/school.html",
        school=zicht,
        lassen=diensten().lassenzicht.of_school(code, door=wie),
        logregels=logregels,
        form=form,
        gebruikers=diensten().mensen.gebruikers.of_school(code, door=wie),
        uitnodigingen=diensten().mensen.uitnodigingen.of_school(code, door=wie),
        woorden=woorden,
    )
