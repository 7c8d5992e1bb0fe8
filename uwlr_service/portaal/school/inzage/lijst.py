"""The requests of parents with the day by which each must be answered, and finding a pupil or guardian."""

from flask import flash, render_template
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
from uwlr_service.portaal.school.inzage.woorden import WORDS

LONGEST_NAME = 200


class Zoekformulier(Formulier):
    """A name, or a part of one; in a form, since an address ends up in the history of a browser."""

    zoek = StringField(
        lazy_gettext("Naam of leerlingsleutel"),
        [DataRequired(), Length(max=LONGEST_NAME)],
        description=lazy_gettext("Een deel van de naam is genoeg."),
    )


def show(school: Schoolcode) -> str:
    """The requests; after a search, the people whose names fit."""
    form = Zoekformulier()
    gevonden = None
    if form.validate_on_submit():
        gevonden = diensten().personen.find(school, form.zoek.data or "", door=door())
    verzoeken = diensten().inzageverzoeken.of_school(school, door=door())
    return render_template(
        "school/inzage/lijst.html",
        school=school,
        form=form,
        gevonden=gevonden,
        verzoeken=verzoeken,
        nummers=_numbers(school, verzoeken),
        vandaag=tijd.today(),
        **WORDS,
    )


def answer(school: Schoolcode, verzoek: int) -> Response:
    """Note that a request was answered."""
    diensten().inzageverzoeken.answer(school, verzoek, door=door())
    flash(gettext("Verzoek %(nummer)s is beantwoord.", nummer=verzoek))
    return verder.to("school.inzage", school=school)


def _numbers(school: Schoolcode, verzoeken: list[Inzageverzoek]) -> dict[tuple[Soort, str], int]:
    """The numbers that stand for the people of open requests in addresses."""
    numbers: dict[tuple[Soort, str], int] = {}
    for soort in Soort:
        keys = [
            verzoek.key
            for verzoek in verzoeken
            if verzoek.soort is soort and verzoek.key is not None and verzoek.beantwoord is None
        ]
        if keys:
            given = diensten().personen.numbers(school, soort, keys, door=door())
            numbers |= {(soort, key): nummer for key, nummer in given.items()}
    return numbers
