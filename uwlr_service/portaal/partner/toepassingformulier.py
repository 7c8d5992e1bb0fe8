"""The form by which a partner chooses the settings of its client of SSO."""

from flask_babel import lazy_gettext
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.sso import adresregels, naam
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.toepassing import Instellingen, Toepassing
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.portaal.partner.woorden import BEWIJZEN
from uwlr_service.uitwisseling.sso import keuring

MOST_SIGNS = 20_000
"""Ten addresses of 2 kB each."""
ADDRESSES = {"rows": 4, "spellcheck": "false", "autocomplete": "off"}
ADDRESS = {"rows": 2, "spellcheck": "false", "autocomplete": "off"}
"""One address too, since a phone would cut it off on a line of its own."""


def _name(_form: Formulier, field: Field) -> None:
    """Refuse a name that people cannot read."""
    try:
        naam.read(field.data)
    except Geweigerd as error:
        raise ValidationError(error.tekst) from error


def _addresses(form: "Toepassingformulier", field: Field) -> None:
    """Refuse an address that a client may not have, beside its field."""
    if field.name == Adressoort.SLEUTELS and not form.has_key:
        return
    try:
        adresregels.read_all(_lines(field), Adressoort(field.name), proeftuin=form.proeftuin)
    except Geweigerd as error:
        raise ValidationError(error.tekst) from error


def _keys(form: "Toepassingformulier", field: Field) -> None:
    """Refuse what is not a set of public keys; the field does not show again what may be a private one."""
    if not form.has_key:
        return
    try:
        keuring.read_jwks(field.data)
    except Geweigerd as error:
        field.data = ""
        raise ValidationError(error.tekst) from error


class Toepassingformulier(Formulier):
    """A field of addresses has one on each line; ``proeftuin`` is whether the product was never active."""

    proeftuin = False

    naam = StringField(
        lazy_gettext("Naam"),
        [DataRequired(), _name],
        description=lazy_gettext("Zo heet uw toepassing voor wie inlogt."),
    )
    terug = TextAreaField(
        lazy_gettext("Adressen om naar terug te gaan (redirect_uri)"),
        [DataRequired(), Length(max=MOST_SIGNS), _addresses],
        description=lazy_gettext(
            "Eén per regel, precies zoals uw programma ze stuurt."
            " Laat een oud adres staan tot het nieuwe werkt."
        ),
        render_kw=ADDRESSES,
    )
    afgemeld = TextAreaField(
        lazy_gettext("Adressen na het uitloggen (post_logout_redirect_uri)"),
        [Optional(), Length(max=MOST_SIGNS), _addresses],
        description=lazy_gettext("Eén per regel. Hier komt uit wie bij ons uitlogt."),
        render_kw=ADDRESSES,
    )
    afmelding = TextAreaField(
        lazy_gettext("Adres voor afmeldingen (backchannel_logout_uri)"),
        [Optional(), _addresses],
        description=lazy_gettext("Hier sturen wij een bericht naartoe zodra iemand is uitgelogd."),
        render_kw=ADDRESS,
    )
    start = TextAreaField(
        lazy_gettext("Adres om te beginnen (initiate_login_uri)"),
        [Optional(), _addresses],
        description=lazy_gettext(
            "Wie bij ons is ingelogd, ziet uw toepassing in een lijst en begint op dit adres."
        ),
        render_kw=ADDRESS,
    )
    methode = RadioField(
        lazy_gettext("Hoe bewijst uw toepassing zich?"),
        [DataRequired()],
        choices=[SelectChoice(wijze.value, tekst) for wijze, tekst in BEWIJZEN.items()],
        default=Bewijswijze.SLEUTEL.value,
        description=lazy_gettext("Een eigen sleutel is veiliger: wij kennen dan geen geheim van u."),
    )
    jwks = TextAreaField(
        lazy_gettext("Eigen sleutels (JWK Set)"),
        [Optional(), _keys],
        description=lazy_gettext("Alleen het openbare deel. Laat dit leeg als u hieronder een adres geeft."),
        render_kw={"rows": 6, "spellcheck": "false", "autocomplete": "off"},
    )
    sleutels = TextAreaField(
        lazy_gettext("Adres van uw sleutels (jwks_uri)"),
        [Optional(), _addresses],
        description=lazy_gettext("Wij halen uw sleutels hier op. Zo wisselt u ze zonder deze pagina."),
        render_kw=ADDRESS,
    )
    algoritme = RadioField(
        lazy_gettext("Algoritme van onze tokens"),
        [DataRequired()],
        choices=[SelectChoice(algoritme.value, algoritme.value) for algoritme in Algoritme],
        default=Algoritme.RS256.value,
        description=lazy_gettext("RS256 werkt overal. Sommige programma's kunnen ES256 niet."),
    )

    @property
    def has_key(self) -> bool:
        """Whether the client is to prove itself by a key of its own; else nothing about keys counts."""
        return bool(self.methode.data == Bewijswijze.SLEUTEL.value)

    def instellingen(self) -> Instellingen:
        """What was chosen."""
        return Instellingen(
            naam=str(self.naam.data),
            methode=Bewijswijze(str(self.methode.data)),
            algoritme=Algoritme(str(self.algoritme.data)),
            adressen={
                Adressoort.TERUG: _lines(self.terug),
                Adressoort.AFGEMELD: _lines(self.afgemeld),
                Adressoort.AFMELDING: _lines(self.afmelding),
                Adressoort.SLEUTELS: _lines(self.sleutels) if self.has_key else (),
                Adressoort.START: _lines(self.start),
            },
            jwks=self.jwks.data if self.has_key else None,
        )


def present(toepassing: Toepassing) -> dict[str, str]:
    """The fields as the client has them; of a kind with one address the one that waits, if there is one."""
    by_soort = {soort: [adres.uri for adres in toepassing.of_soort(soort)] for soort in Adressoort}
    publishes = bool(by_soort[Adressoort.SLEUTELS])
    return {
        "naam": toepassing.naam,
        "methode": toepassing.methode.value,
        "algoritme": toepassing.algoritme.value,
        "jwks": "" if publishes or toepassing.jwks is None else toepassing.jwks,
        **{
            soort.value: "\n".join(uris[-1:] if soort in adresregels.ONE else uris)
            for soort, uris in by_soort.items()
        },
    }


def _lines(field: Field) -> tuple[str, ...]:
    return tuple(line.strip() for line in (field.data or "").splitlines() if line.strip())
