"""The forms by which an operator says yes or no to an application."""

from flask_babel import lazy_gettext
from wtforms import StringField, TextAreaField

from uwlr_service.domain.koppeling.reden import REDEN_LENGTH
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.portaal.publiek.aanvragen.invoer import VERPLICHT, Langste

REDEN = [VERPLICHT, Langste(REDEN_LENGTH)]
KLANT = [VERPLICHT, Langste(64)]


class Navraagformulier(Formulier):
    """Its questions go by the names of the answers of the application, which differ."""


class Toelaatformulier(Formulier):
    """Yes, with the name and code by which the product goes in messages."""

    klantnaam = StringField(
        lazy_gettext("Klantnaam"), KLANT, description=lazy_gettext("Zo noemt het product zich in berichten.")
    )
    klantcode = StringField(
        lazy_gettext("Klantcode"), KLANT, description=lazy_gettext("Een code die nog niet in gebruik is.")
    )
    reden = TextAreaField(lazy_gettext("Waarom laat u dit toe?"), REDEN)


class Tweedeformulier(Formulier):
    """The yes of the second operator."""

    reden = TextAreaField(lazy_gettext("Waarom laat u dit toe?"), REDEN)


class Afwijsformulier(Formulier):
    """No, with a reason that the applicant reads."""

    reden = TextAreaField(
        lazy_gettext("Waarom wijst u dit af?"), REDEN, description=lazy_gettext("Het bedrijf leest dit.")
    )
