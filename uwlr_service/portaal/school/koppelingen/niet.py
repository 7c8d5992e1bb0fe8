"""The page before a no: what happens by it, what goes on, and why, if somebody wants to say so."""

from dataclasses import replace

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.fouten import VoorstelVeranderd
from uwlr_service.domain.koppeling.deelname import REFUSAL_HOLDS
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import besluit, intussen, keuzestaat
from uwlr_service.portaal.school.koppelingen.formulieren import NIET, TERUG, Weigering
from uwlr_service.portaal.school.koppelingen.intussen import CONFLICT

Page = str | tuple[str, int]


def show(school: Schoolcode, koppeling: int) -> Response | Page:
    """What a no does; a POST is the no."""
    form = Weigering()
    voorstel = diensten().toestemming.open_voorstel(school, koppeling, door=door())
    if form.is_submitted():
        return _sent(form, school, koppeling, voorstel)
    if voorstel is None:
        return verder.to("school.koppeling", school=school, koppeling=koppeling)
    return _page(form, school, koppeling, voorstel)


def _sent(form: Weigering, school: Schoolcode, koppeling: int, voorstel: int | None) -> Response | Page:
    if voorstel is None:
        return intussen.decided(school, koppeling)
    reden = (form.reden.data or "").strip()
    staat = keuzestaat.kept(school, koppeling)
    if staat is not None:
        staat = replace(staat, reden=reden)
        keuzestaat.keep(school, koppeling, staat)
    if form.doen.data == TERUG:
        return verder.to("school.besluit", school=school, koppeling=koppeling)
    if form.voorstel.data != voorstel:
        uitleg = VoorstelVeranderd().tekst
        return besluit.page(school, koppeling, voorstel, staat, uitleg=uitleg), CONFLICT
    if not form.validate():
        return form.again()
    if form.doen.data != NIET:  # no button of ours was pressed
        return verder.to("school.besluit", school=school, koppeling=koppeling)
    diensten().besluitvorming.decline(voorstel, door=door(), reden=reden or None)
    keuzestaat.forget()
    flash(_after_no(school, koppeling))
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def _page(form: Weigering, school: Schoolcode, koppeling: int, voorstel: int) -> str:
    voorgelegd = diensten().besluitvorming.show(voorstel, door=door(), taal=talen.chosen())
    staat = keuzestaat.kept(school, koppeling)
    reden = "" if staat is None else staat.reden
    if form.kept is not None:
        reden = form.reden.data or ""
    filled = Weigering(formdata=None, data={"voorstel": voorstel, "reden": reden})
    filled.reden.errors = form.reden.errors
    return render_template(
        "school/koppelingen/niet.html",
        form=filled,
        school=school,
        voorgelegd=voorgelegd,
        koppeling=koppeling,
        dagen=REFUSAL_HOLDS.days,
    )


def _after_no(school: Schoolcode, koppeling: int) -> str:
    """What a no means: nothing leaves, or what left already goes on."""
    if diensten().schoolkoppelingen.one(school, koppeling, door=door()).koppeling.stand.takes_part:
        return gettext("U bent niet akkoord gegaan. Er verandert niets aan wat het bedrijf nu krijgt.")
    return gettext("U bent niet akkoord gegaan. Er gaan geen gegevens naar dit bedrijf.")
