"""The forms of the step on links: which kinds, and what is asked of each beside its fields."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from wtforms import StringField, TextAreaField, URLField

from uwlr_service.domain.koppeling.aanvraag.formulier import ADRES_LENGTH
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Koppelsoort
from uwlr_service.domain.koppeling.besluitvorming.inhoud import MOST_SIGNS
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.portaal.publiek.aanvragen import woorden
from uwlr_service.portaal.publiek.aanvragen.invoer import VERPLICHT, Keuze, Langste, Vinkjes

UITLEG = [VERPLICHT, Langste(MOST_SIGNS)]


class Soortenformulier(Formulier):
    """Which kinds of links are asked for."""

    soorten = Vinkjes(
        lazy_gettext("Welke koppelingen wilt u?"),
        {soort.value: tekst for soort, tekst in woorden.SOORTEN.items()},
        validators=[VERPLICHT],
        description=lazy_gettext("U mag er meer kiezen. Vraag niet meer dan u nodig hebt."),
    )


class Koppelingformulier(Formulier):
    """What is asked of every kind of link."""

    doel = TextAreaField(
        lazy_gettext("Waarvoor zijn de gegevens?"),
        UITLEG,
        description=lazy_gettext("Scholen lezen dit. Gebruik 20 tot 300 tekens."),
    )
    hoe_vaak = StringField(
        lazy_gettext("Hoe vaak haalt u gegevens op?"),
        UITLEG,
        description=lazy_gettext("Bijvoorbeeld: elke nacht."),
    )


class Uwlrformulier(Koppelingformulier):
    """Of a link of UWLR."""

    gegevensset = Keuze(lazy_gettext("Welke gegevensset?"), woorden.GEGEVENSSETS, validators=[VERPLICHT])
    richting = Keuze(lazy_gettext("Wat wilt u doen?"), woorden.RICHTINGEN, validators=[VERPLICHT])
    xsdversie = Keuze(lazy_gettext("Welke versie gebruikt u?"), woorden.XSDVERSIES, validators=[VERPLICHT])
    netwerken = TextAreaField(
        lazy_gettext("Adressen van uw servers"),
        [Langste(ADRES_LENGTH)],
        description=lazy_gettext("Op elke regel één adres, zoals 192.0.2.7 of 192.0.2.0/24."),
    )


class Gkvformulier(Koppelingformulier):
    """Of a link of GKV."""

    jwks_uri = URLField(
        lazy_gettext("Adres van uw openbare sleutels (JWKS)"),
        [Langste(ADRES_LENGTH)],
        description=lazy_gettext("Begint met https://. U kunt dit ook later regelen."),
    )
    netwerken = Uwlrformulier.netwerken


class Ssoformulier(Koppelingformulier):
    """Of a link of SSO."""

    redirect_uris = TextAreaField(
        lazy_gettext("Adressen waar de gebruiker na het inloggen terugkomt"),
        [VERPLICHT, Langste(5 * ADRES_LENGTH)],
        description=lazy_gettext("Op elke regel één adres dat begint met https://."),
    )


FORMULIER_OF: Mapping[Koppelsoort, type[Koppelingformulier]] = {
    Koppelsoort.UWLR: Uwlrformulier,
    Koppelsoort.GKV_BASIS: Gkvformulier,
    Koppelsoort.GKV_UITGEBREID: Gkvformulier,
    Koppelsoort.SSO: Ssoformulier,
}
