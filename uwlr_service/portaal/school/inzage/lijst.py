"""The requests of parents with the day by which each must be answered, and finding a pupil or guardian."""

from flask import flash, render_template, request, session
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from uwlr_service.domain import tijd
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.inzage.verzoek import Inzageverzoek
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.inzage.woorden import in_words

LONGEST_NAME = 200
SEARCH = "inzage-zoek"


class Zoekformulier(Formulier):
    """A name, or a part of one; in a form, since an address ends up in the history of a browser."""

    zoek = StringField(
        lazy_gettext("Naam of leerlingsleutel"),
        [DataRequired(), Length(max=LONGEST_NAME)],
        description=lazy_gettext("Een deel van de naam is genoeg."),
    )


def show(school: Schoolcode) -> Response | str:
    """The requests; after a search, the people whose names fit.

    What was searched stays in the session, so that a browser can go back to what was found.
    """
    form = Zoekformulier()
    if form.validate_on_submit():
        session[SEARCH] = [str(school), form.zoek.data]
        return verder.to("school.inzage", school=school)
    gevonden = None
    of_school, zoek = session.get(SEARCH, (None, None))
    if request.method == "GET" and of_school == str(school):
        form.zoek.data = zoek
        gevonden = diensten().personen.find(school, zoek, door=door())
    verzoeken = diensten().inzageverzoeken.of_school(school, door=door())
    return render_template(
        "school/inzage/lijst.html",
        school=school,
        form=form,
        gevonden=gevonden,
        verzoeken=verzoeken,
        nummers=_numbers(school, verzoeken),
        vandaag=tijd.today(),
        **in_words(),
    )


def answer(school: Schoolcode, verzoek: int) -> Response:
    """Note that a request was answered."""
    diensten().inzageverzoeken.answer(school, verzoek, door=door())
    flash(gettext("Verzoek %(nummer)s is beantwoord.", nummer=verzoek))
    return verder.to("school.inzage", school=school)


def _numbers(school: Schoolcode, verzoeken: list[Inzageverzoek]) -> dict[tuple[Soort, str], int]:
    """The numbers that stand for the people of requests in addresses, as long as they are known."""
    numbers: dict[tuple[Soort, str], int] = {}
    for soort in Soort:
        keys = [verzoek.key for verzoek in verzoeken if verzoek.soort is soort and verzoek.key is not None]
        if keys:
            given = diensten().personen.numbers(school, soort, keys, door=door())
            numbers |= {(soort, key): nummer for key, nummer in given.items()}
    return numbers
