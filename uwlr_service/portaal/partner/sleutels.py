"""The keys of a link: a new one for SOAP, and what the partner proves its identity with over the pull API."""

from datetime import timedelta

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import IntegerField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, UNPROCESSABLE, Formulier, Nummerveld
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import tonen

OK = 200
MOST_DAYS = 90
USUAL_DAYS = 14


class Sleutelvraag(Formulier):
    """For how long the present keys open beside the new one."""

    dagen = IntegerField(
        lazy_gettext("Hoeveel dagen blijft de oude sleutel werken?"),
        [InputRequired(), NumberRange(min=0, max=MOST_DAYS)],
        default=USUAL_DAYS,
        description=lazy_gettext(
            "In die tijd zet u de nieuwe sleutel in uw systeem. 0 stopt de oude meteen."
        ),
    )


class Identiteit(Formulier):
    """A JWK Set or a certificate."""

    waarde = TextAreaField(
        lazy_gettext("JWK Set of certificaat"),
        [DataRequired()],
        description=lazy_gettext(
            "Plak een JWK Set in JSON, of een certificaat dat begint met -----BEGIN CERTIFICATE-----."
        ),
        render_kw={"rows": 10, "spellcheck": "false"},
    )


class Sleutelkeuze(Formulier):
    """The key that an order is about; it stands in the page, and nobody types it."""

    sleutel = Nummerveld()


def rotate(koppelpartner: int, koppeling: int) -> Response | str | tuple[str, int]:
    """Make a key; the next page shows it."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    door().require(Actie.SLEUTELS, koppelpartner=koppelpartner)
    now = tijd.now()
    known = diensten().sleutelbeheer.of_partner(koppeling, door=door())
    has_key = any(sleutel.is_valid(now) for sleutel in known)
    form = Sleutelvraag() if has_key else Formulier()
    status = OK
    if form.validate_on_submit():
        overlap = timedelta(days=form.dagen.data or 0) if isinstance(form, Sleutelvraag) else timedelta()
        try:
            made = diensten().koppelingbeheer.rotate(koppeling, overlap, door=door())
        except ELSEWHERE:
            raise
        except Geweigerd as error:
            form.refuse(error)
            status = UNPROCESSABLE
        else:
            tonen.keep(_kept_as(koppeling), [made.sleutel])
            return verder.to("partner.sleutel-nieuw", koppelpartner=koppelpartner, koppeling=koppeling)
    page = render_template(
        "partner/sleutel.html",
        koppelpartner=koppelpartner,
        koppeling=koppeling,
        form=form,
        has_key=has_key,
    )
    return page, status


def show(koppelpartner: int, koppeling: int) -> str:
    """The key that was just made, for the only time: it is kept nowhere else."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    return render_template(
        "partner/sleutel-nieuw.html",
        koppelpartner=koppelpartner,
        koppeling=koppeling,
        sleutel=tonen.take(_kept_as(koppeling)),
    )


def _kept_as(koppeling: int) -> str:
    """The page of another link does not show it."""
    return f"sleutel {koppeling}"


def register(koppelpartner: int, koppeling: int) -> Response | str:
    """Register a JWK Set or a certificate for the pull API."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    form = Identiteit()
    if form.validate_on_submit():
        try:
            _add(koppeling, str(form.waarde.data))
        except Geweigerd as error:
            form.waarde.errors = [*form.waarde.errors, error.tekst]
        else:
            flash(gettext("De sleutel is geregistreerd. U kunt er nu een token mee vragen."))
            return verder.to("partner.koppeling", koppelpartner=koppelpartner, koppeling=koppeling)
    return render_template(
        "partner/identiteit.html", koppelpartner=koppelpartner, koppeling=koppeling, form=form
    )


def remove(koppelpartner: int, koppeling: int) -> Response:
    """Let a JWK Set or a certificate prove nothing any more."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    form = Sleutelkeuze()
    sleutel = form.sleutel.data
    if sleutel is not None:
        diensten().partnersleutels.remove(koppeling, sleutel, door=door())
        flash(gettext("De sleutel is verwijderd. Tokens ervan werken niet meer."))
    return verder.to("partner.koppeling", koppelpartner=koppelpartner, koppeling=koppeling)


def _add(koppeling: int, waarde: str) -> None:
    data = waarde.strip().encode()
    beheer = diensten().partnersleutels
    if data.startswith(b"{"):
        beheer.add_jwks(koppeling, data, door=door())
    else:
        beheer.add_certificate(koppeling, data, door=door())
