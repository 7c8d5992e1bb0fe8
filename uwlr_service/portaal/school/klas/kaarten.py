"""New pictures, cards or passwords for a class or a pupil, shown once to be printed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, render_template
from flask_babel import lazy_gettext
from werkzeug import Response
from wtforms import RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from uwlr_service.domain.account.klas.middel import Kaart, Middelsoort
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.account.klas.tegels import Tegel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier, read_number
from uwlr_service.paginas.klas import namen
from uwlr_service.paginas.klas.plek import address_of
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import tonen
from uwlr_service.paginas.toegang.qr import scalable
from uwlr_service.portaal.school.klas.blad import told_voided
from uwlr_service.uitwisseling.account.klas.klasbeheer import Klasblad

KAARTEN = "leerlingkaarten"
HELE_KLAS = "klas"


@dataclass(frozen=True, slots=True)
class Blaadje:
    """What is printed for one pupil; ``qr`` is a drawing of ours."""

    tegel: Tegel
    inlognaam: str
    kaart: Kaart
    qr: str


class Maakformulier(Formulier):
    """What to make, and for whom."""

    soort = RadioField(
        lazy_gettext("Wat wilt u maken?"),
        [InputRequired()],
        choices=[
            SelectChoice(Middelsoort.PLAATJES.value, lazy_gettext("Plaatjes, voor het scherm van de klas")),
            SelectChoice(Middelsoort.BADGE.value, lazy_gettext("Kaarten met een QR-code en een pincode")),
            SelectChoice(Middelsoort.WACHTWOORD.value, lazy_gettext("Eigen wachtwoorden, vanaf groep 5")),
        ],
    )
    leerling = SelectField(lazy_gettext("Voor wie?"), [InputRequired()])


def make(school: Schoolcode, nummer: int) -> Response | str:
    """Make something anew; what there was of it works no more."""
    blad = _blad(school, nummer)
    door().require_fresh()
    form = Maakformulier()
    pupils = [SelectChoice(str(regel.leerling.account), regel.tegel.naam) for regel in blad.regels]
    form.leerling.choices = [SelectChoice(HELE_KLAS, lazy_gettext("De hele klas")), *pupils]
    if form.validate_on_submit():
        account = read_number(form.leerling.data or "")
        soort = Middelsoort(form.soort.data)
        kaarten = diensten().mensen.klas.middelen.make(school, nummer, soort, account, door=door())
        tonen.keep(KAARTEN, [_packed(kaart) for kaart in kaarten])
        return verder.to("school.klas.kaarten", school=school, nummer=nummer)
    if form.is_submitted():
        return form.again()
    return render_template("school/klas/maken.html", school=school, blad=blad, form=form)


def show(school: Schoolcode, nummer: int) -> str:
    """What was just made, for the only time."""
    blad = _blad(school, nummer)
    kaarten = {kaart.account: kaart for kaart in map(_unpacked, tonen.take(KAARTEN))}
    blaadjes = [
        Blaadje(
            tegel=regel.tegel,
            inlognaam=regel.leerling.inlognaam,
            kaart=kaarten[regel.leerling.account],
            qr=_qr(kaarten[regel.leerling.account]),
        )
        for regel in blad.regels
        if regel.leerling.account in kaarten
    ]
    return render_template(
        "school/klas/kaarten.html",
        school=school,
        blad=blad,
        blaadjes=blaadjes,
        namen=namen.PLAATJES,
        dieren=namen.DIEREN,
        adres=address_of("badge"),
    )


def void_of_class(school: Schoolcode, nummer: int) -> Response:
    """Withdraw the cards of a class."""
    flash(told_voided(diensten().mensen.klas.middelen.void_badges(school, nummer, door=door())))
    return verder.to("school.klas", school=school, nummer=nummer)


def void_all(school: Schoolcode) -> Response:
    """Withdraw every card of a school, as at the end of a year."""
    flash(told_voided(diensten().mensen.klas.middelen.void_all_badges(school, door=door())))
    return verder.to("school.klassen", school=school)


def _blad(school: Schoolcode, nummer: int) -> Klasblad:
    return diensten().mensen.klas.beheer.of_groep(school, nummer, door=door())


def _packed(kaart: Kaart) -> str:
    """What a session keeps of a card; the names are looked up on the page."""
    return json.dumps([kaart.account, kaart.plaatjes, kaart.badge, kaart.pin, kaart.wachtwoord])


def _unpacked(text: str) -> Kaart:
    account, plaatjes, badge, pin, wachtwoord = json.loads(text)
    return Kaart(
        account=account,
        plaatjes=_pictures(plaatjes),
        badge=badge,
        pin=pin,
        wachtwoord=wachtwoord,
    )


def _pictures(names: Sequence[str]) -> tuple[Plaatje, ...]:
    return tuple(map(Plaatje, names))


def _qr(kaart: Kaart) -> str:
    """The address of the page for badges; the code goes in its fragment, which no browser sends."""
    return scalable(f"{address_of('badge')}#{kaart.badge}") if kaart.badge else ""
