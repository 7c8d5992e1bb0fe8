"""The forms by which an operator takes a product on."""

from flask_babel import lazy_gettext
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from uwlr_service.domain.koppeling.reden import REDEN_LENGTH
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.portaal.dagveld import Dagveld
from uwlr_service.uitwisseling.koppeling.partner.toelatingen import MOST_NUMMER


class Kwalificatieformulier(Formulier):
    """On what a qualification rests."""

    reden = TextAreaField(
        lazy_gettext("Waar berust de kwalificatie op?"), [DataRequired(), Length(max=REDEN_LENGTH)]
    )


class Overeenkomstformulier(Formulier):
    """The agreement that was signed."""

    nummer = StringField(
        lazy_gettext("Nummer van de overeenkomst"), [DataRequired(), Length(max=MOST_NUMMER)]
    )
    ondertekend = Dagveld(
        lazy_gettext("Getekend op"), [InputRequired()], description=lazy_gettext("Zoals 31-12-2026.")
    )
    zonder_rapport = TextAreaField(
        lazy_gettext("Waarom kan het zonder keurrapport?"),
        [Length(max=REDEN_LENGTH)],
        description=lazy_gettext(
            "Alleen als er geen goed keurrapport over dit product is. Het komt in het log te staan."
        ),
    )


class Activeerformulier(Formulier):
    """Nothing to fill in."""


class Redenformulier(Formulier):
    """Why a product is stopped, goes on, or ends."""

    reden = TextAreaField(
        lazy_gettext("Waarom?"),
        [DataRequired(), Length(max=REDEN_LENGTH)],
        description=lazy_gettext("De scholen en het bedrijf lezen dit."),
    )
