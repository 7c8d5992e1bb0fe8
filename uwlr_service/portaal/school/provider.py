"""The OpenID provider of a school, by which its staff signs in."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import PasswordField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from uwlr_service.domain.account.schoolprovider import (
    LONGEST,
    LONGEST_GEHEIM,
    LONGEST_NAME,
    LONGEST_URL,
    Providergegevens,
    Vast,
)
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.uitwisseling.account.extern.beheer import Stand

WARNING = "let-op"
GEEN = "geen"
PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class Providerformulier(Formulier):
    """What a school fills in about its provider."""

    naam = StringField(
        lazy_gettext("Naam"),
        [DataRequired(), Length(max=LONGEST_NAME)],
        description=lazy_gettext("Zoals uw collega's het noemen, bijvoorbeeld: Microsoft van onze school."),
        render_kw={"autocomplete": "off"},
    )
    issuer = StringField(
        lazy_gettext("Issuer"),
        [DataRequired(), Length(max=LONGEST_URL)],
        description=lazy_gettext("Het adres waarmee de provider zichzelf noemt. Het begint met https://."),
        render_kw={**PLAIN, "inputmode": "url"},
    )
    client_id = StringField(
        lazy_gettext("Client-id"),
        [DataRequired(), Length(max=LONGEST)],
        description=lazy_gettext(
            "De provider geeft u dit als u deze dienst daar aanmeldt."
            " Vraagt die om een redirect URI? Die staat hier na het opslaan."
        ),
        render_kw=PLAIN,
    )
    geheim = PasswordField(
        lazy_gettext("Geheim"),
        [Length(max=LONGEST_GEHEIM)],
        description=lazy_gettext("Het client secret. Laat dit leeg om te houden wat er al staat."),
        render_kw=PLAIN,
    )
    vast = RadioField(
        lazy_gettext("Hoe herkennen we uw organisatie?"),
        choices=[
            SelectChoice(GEEN, lazy_gettext("De provider is van ons alleen")),
            SelectChoice(Vast.TID.value, lazy_gettext("Microsoft Entra ID, met een tid")),
            SelectChoice(Vast.HD.value, lazy_gettext("Google Workspace, met een hd")),
        ],
        description=lazy_gettext("Bij Microsoft en Google hebben ook anderen een account."),
    )
    vast_waarde = StringField(
        lazy_gettext("Waarde van tid of hd"),
        [Length(max=LONGEST)],
        description=lazy_gettext("Het nummer van uw tenant, of uw domein. Anders laat u dit leeg."),
        render_kw=PLAIN,
    )


def show(school: Schoolcode) -> Response | str:
    """The provider of a school, and a form to fill it in."""
    stand = diensten().mensen.schoolproviders.get(school, door=door())
    door().require_fresh()
    form = Providerformulier(data=_filled(stand))
    if form.is_submitted():
        if form.validate() and _is_kept(form, school):
            flash(gettext("Opgeslagen. Probeer de provider, en zet hem dan aan."))
            return verder.to("school.provider", school=school)
        return form.again()
    return render_template(
        "school/provider.html",
        form=form,
        leeg=Formulier(formdata=None),
        school=school,
        stand=stand,
        terug=None if stand is None else diensten().mensen.extern.return_address(stand.provider.id),
        afmelding=diensten().ssoadressen.below("extern/afmelding"),
    )


def try_out(school: Schoolcode) -> Response:
    """Read what the provider says of itself, and tell what is wrong."""
    try:
        diensten().mensen.schoolproviders.try_out(school, door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        flash(error.tekst, WARNING)
    else:
        flash(gettext("De provider geeft goed antwoord. Zijn document en sleutels zijn te lezen."))
    return verder.to("school.provider", school=school)


def turn_on(school: Schoolcode) -> Response:
    """Let people come in by it."""
    try:
        diensten().mensen.schoolproviders.turn_on(school, door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        flash(error.tekst, WARNING)
    else:
        flash(gettext("De provider staat aan. Uw collega's koppelen hun account bij 'Mijn account'."))
    return verder.to("school.provider", school=school)


def turn_off(school: Schoolcode) -> Response:
    """Let nobody come in by it any more."""
    diensten().mensen.schoolproviders.turn_off(school, door=door())
    flash(gettext("De provider staat uit. Niemand komt er nog mee binnen."))
    return verder.to("school.provider", school=school)


def _filled(stand: Stand | None) -> dict[str, str | None]:
    """What the fields show; never the secret."""
    if stand is None:
        return {"vast": GEEN}
    provider = stand.provider
    return {
        "naam": provider.naam,
        "issuer": provider.issuer,
        "client_id": provider.client_id,
        "vast": GEEN if provider.vast is None else provider.vast.value,
        "vast_waarde": provider.vast_waarde,
    }


def _is_kept(form: Providerformulier, school: Schoolcode) -> bool:
    gegevens = Providergegevens(
        naam=form.naam.data or "",
        issuer=form.issuer.data or "",
        client_id=form.client_id.data or "",
        geheim=form.geheim.data or None,
        vast=None if form.vast.data == GEEN else Vast(form.vast.data),
        vast_waarde=form.vast_waarde.data or None,
    )
    try:
        diensten().mensen.schoolproviders.put(school, gegevens, door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return False
    return True
