"""What happened that concerns a person: what they did not read on top, and whether they get mail of it."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange, Optional

from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door


class Gelezen(Formulier):
    """The message that was read; without a number it is all of them."""

    nummer = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_NUMBER)])


class Postkeuze(Formulier):
    """Whether somebody wants mail."""

    post = BooleanField(
        lazy_gettext("Stuur mij ook een e-mail"),
        description=lazy_gettext(
            "Zo weet u het ook als u hier niet kijkt. In de mail staat niets over leerlingen."
        ),
    )


def show() -> str:
    """The messages."""
    berichten = diensten().berichten
    verteld = berichten.of_person(door=door())
    return render_template(
        "eigen/berichten.html",
        verteld=verteld,
        has_unread=any(not bericht.gelezen for bericht in verteld),
        taal_van_berichten=talen.chosen(),
        keuze=Postkeuze(data={"post": berichten.wants_mail(door=door())}),
    )


def mark_read() -> Response:
    """Mark a message as read, or all of them."""
    form = Gelezen()
    if form.validate():
        numbers = None if form.nummer.data is None else [form.nummer.data]
        diensten().berichten.mark_read(numbers, door=door())
    return verder.to("berichten")


def choose_mail() -> Response:
    """Keep whether somebody wants mail."""
    post = bool(Postkeuze().post.data)
    diensten().berichten.choose_mail(post=post, door=door())
    if post:
        flash(gettext("U krijgt voortaan ook e-mail."))
    else:
        flash(gettext("U krijgt geen e-mail meer. Kijk dus af en toe hier."))
    return verder.to("berichten")
