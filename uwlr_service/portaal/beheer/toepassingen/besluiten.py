"""What an operator allows a client, or no more: to go without PKCE, and to ask for longer access."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import flash, render_template, request
from flask_babel import LazyString, gettext, lazy_gettext
from werkzeug import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.reden import REDEN_LENGTH
from uwlr_service.domain.sso.toepassing import Toepassing
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer.toepassingen import kring


class Waarom(Formulier):
    """Why an operator decides so."""

    reden = TextAreaField(
        lazy_gettext("Waarom?"),
        [DataRequired(), Length(max=REDEN_LENGTH)],
        description=lazy_gettext("Dit komt in het logboek."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """Something that is allowed or not: its words, how it stands, and the use case behind it."""

    toestaan: LazyString
    terugnemen: LazyString
    uitleg: LazyString
    is_on: Callable[[Toepassing], bool]
    decide: Callable[[int, str, bool], None]


def _pkce(koppeling: int, reden: str, allow: bool) -> None:
    diensten().bevestigingen.exempt_from_pkce(koppeling, reden, vrij=allow, door=door())


def _offline(koppeling: int, reden: str, allow: bool) -> None:
    diensten().bevestigingen.allow_offline(koppeling, reden, aan=allow, door=door())


KEUZES: Mapping[str, Keuze] = {
    "pkce": Keuze(
        toestaan=lazy_gettext("Vrijstellen van PKCE"),
        terugnemen=lazy_gettext("PKCE weer verplichten"),
        uitleg=lazy_gettext(
            "PKCE beschermt tegen een gestolen code. Geef alleen vrijstelling als het programma het niet kan."
        ),
        is_on=lambda toepassing: toepassing.pkce_vrij,
        decide=_pkce,
    ),
    "langer": Keuze(
        toestaan=lazy_gettext("Langer toegang toestaan"),
        terugnemen=lazy_gettext("Langer toegang terugnemen"),
        uitleg=lazy_gettext(
            "Met offline_access werkt een token ook nadat iemand is uitgelogd, ten hoogste dertig dagen."
        ),
        is_on=lambda toepassing: toepassing.offline,
        decide=_offline,
    ),
}
"""What can be allowed, by the last part of its address."""


def decide(partner: int, koppeling: int, keuze: str) -> Response | str:
    """Allow something, or take that back: the other way around than it stands."""
    named = kring.find(partner, koppeling)
    wat = KEUZES[keuze]
    is_on = wat.is_on(named.toepassing)
    form = Waarom()
    if request.method == "GET":
        return render_template(
            "beheer/toepassingen/keuze.html",
            partner=partner,
            koppeling=koppeling,
            product=named.product,
            titel=wat.terugnemen if is_on else wat.toestaan,
            uitleg=wat.uitleg,
            form=form,
        )
    if not form.validate():
        return form.again()
    try:
        wat.decide(koppeling, form.reden.data or "", not is_on)
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    flash(gettext("Opgeslagen. Het bedrijf krijgt bericht."))
    return verder.to("beheer.toepassing", partner=partner, koppeling=koppeling)
