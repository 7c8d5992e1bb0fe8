"""The forms of the application, but for the fields of links; what is right is judged by the use case."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from wtforms import BooleanField, EmailField, StringField, TelField, TextAreaField, URLField

from uwlr_service.domain.koppeling.aanvraag.formulier import (
    ADRES_LENGTH,
    MAIL_LENGTH,
    UITLEG_LENGTH,
    Formulierdeel,
)
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.portaal.dagveld import Dagtekst
from uwlr_service.portaal.publiek.aanvragen import woorden
from uwlr_service.portaal.publiek.aanvragen.invoer import VERPLICHT, Keuze, Langste, Vinkjes

KORT = [VERPLICHT, Langste(120)]
MAIL = [VERPLICHT, Langste(MAIL_LENGTH)]
ADRES = [VERPLICHT, Langste(ADRES_LENGTH)]
ADRES_MAG = [Langste(ADRES_LENGTH)]
UITLEG = [VERPLICHT, Langste(UITLEG_LENGTH)]
UITLEG_MAG = [Langste(UITLEG_LENGTH)]


class Beginformulier(Formulier):
    """Where the applicant gets mail; ``bericht`` is a field that people do not see, and robots fill in."""

    mail = EmailField(
        lazy_gettext("Uw e-mailadres"),
        MAIL,
        description=lazy_gettext("Hier sturen wij een link naartoe. Daarmee gaat u later verder."),
        render_kw={"autocomplete": "email"},
    )
    bericht = StringField(
        lazy_gettext("Laat dit vak leeg"), render_kw={"autocomplete": "off", "tabindex": "-1"}
    )


class Verderformulier(Formulier):
    """Asks for a new link to applications that were begun before."""

    mail = EmailField(
        lazy_gettext("Het e-mailadres van uw aanvraag"), MAIL, render_kw={"autocomplete": "email"}
    )


class Organisatieformulier(Formulier):
    """The first step: the company, and whom to ask what."""

    organisatie = StringField(
        lazy_gettext("Naam van de organisatie"), KORT, render_kw={"autocomplete": "organization"}
    )
    kvk = StringField(
        lazy_gettext("KvK-nummer"),
        [VERPLICHT, Langste(8)],
        description=lazy_gettext("Acht cijfers."),
        render_kw={"inputmode": "numeric"},
    )
    straat = StringField(lazy_gettext("Straat en huisnummer"), KORT)
    postcode = StringField(lazy_gettext("Postcode"), [VERPLICHT, Langste(7)])
    plaats = StringField(lazy_gettext("Plaats"), [VERPLICHT, Langste(80)])
    website = URLField(lazy_gettext("Website"), ADRES, description=lazy_gettext("Begint met https://."))
    tekenbevoegde = StringField(
        lazy_gettext("Wie tekent de overeenkomst?"),
        KORT,
        description=lazy_gettext("Iemand die voor de organisatie mag tekenen."),
    )
    tekenbevoegde_functie = StringField(lazy_gettext("Functie van wie tekent"), [VERPLICHT, Langste(80)])
    contactpersoon = StringField(
        lazy_gettext("Uw eigen naam"),
        [Langste(120)],
        description=lazy_gettext("Laat dit leeg als u zelf tekent. Met deze naam nodigen wij u straks uit."),
        render_kw={"autocomplete": "name"},
    )
    technisch_naam = StringField(lazy_gettext("Wie beantwoordt technische vragen?"), KORT)
    technisch_mail = EmailField(lazy_gettext("E-mailadres voor technische vragen"), MAIL)
    privacy_naam = StringField(lazy_gettext("Wie beantwoordt vragen over privacy?"), KORT)
    privacy_mail = EmailField(lazy_gettext("E-mailadres voor vragen over privacy"), MAIL)
    incident_mail = EmailField(
        lazy_gettext("E-mailadres bij een beveiligingsincident"),
        MAIL,
        description=lazy_gettext("Iemand leest dit dag en nacht."),
    )
    incident_telefoon = TelField(
        lazy_gettext("Telefoonnummer bij een beveiligingsincident"), [VERPLICHT, Langste(20)]
    )


class Productformulier(Formulier):
    """The second step: what schools use, and which schools want it."""

    product = StringField(
        lazy_gettext("Naam van het product"),
        [VERPLICHT, Langste(64)],
        description=lazy_gettext("Zo staat het op de pagina waar een school beslist."),
    )
    omschrijving = TextAreaField(
        lazy_gettext("Wat doet het product?"),
        UITLEG,
        description=lazy_gettext("In gewone woorden, ten minste 20 tekens."),
    )
    doelgroep = Vinkjes(
        lazy_gettext("Voor welke scholen is het?"), woorden.DOELGROEPEN, validators=[VERPLICHT]
    )
    productsoort = Keuze(
        lazy_gettext("Wat voor product is het?"), woorden.PRODUCTSOORTEN, validators=[VERPLICHT]
    )
    infourl = URLField(lazy_gettext("Pagina over het product"), ADRES_MAG)
    scholen_verwacht = StringField(
        lazy_gettext("Hoeveel scholen verwacht u in het eerste jaar?"),
        [VERPLICHT, Langste(5)],
        render_kw={"inputmode": "numeric"},
    )
    eerste_school = StringField(
        lazy_gettext("BRIN-nummer van een school die wil beginnen"),
        [Langste(7)],
        description=lazy_gettext("Bijvoorbeeld 99XX of 99XX/16."),
    )
    eerste_school_naam = StringField(lazy_gettext("Met wie sprak u op die school?"), [Langste(120)])


class Beveiligingsformulier(Formulier):
    """The fourth step: privacy and security."""

    convenant = Keuze(
        lazy_gettext("Doet u mee aan het privacyconvenant onderwijs?"),
        woorden.CONVENANTEN,
        validators=[VERPLICHT],
    )
    verwerkersovereenkomst = Keuze(
        lazy_gettext("Gebruikt u de modelverwerkersovereenkomst 4.0?"), woorden.JA_NEE, validators=[VERPLICHT]
    )
    privacybijsluiter = URLField(
        lazy_gettext("Adres van de privacybijsluiter"),
        ADRES,
        description=lazy_gettext("De bijsluiter van dit product, begint met https://."),
    )
    dpia = Keuze(
        lazy_gettext("Is er een DPIA gedaan?"),
        woorden.DPIA,
        validators=[VERPLICHT],
        description=lazy_gettext("Een onderzoek vooraf naar de gevolgen voor de privacy."),
    )
    beschikbaarheid = Keuze(
        lazy_gettext("Beschikbaarheid volgens het certificeringsschema"),
        woorden.NIVEAUS,
        validators=[VERPLICHT],
    )
    integriteit = Keuze(
        lazy_gettext("Integriteit volgens het certificeringsschema"), woorden.NIVEAUS, validators=[VERPLICHT]
    )
    vertrouwelijkheid = Keuze(
        lazy_gettext("Vertrouwelijkheid volgens het certificeringsschema"),
        woorden.NIVEAUS,
        validators=[VERPLICHT],
    )
    keurmerken = Vinkjes(
        lazy_gettext("Welke certificaten hebt u?"), woorden.KEURMERKEN, validators=[VERPLICHT]
    )
    pentest = Dagtekst(
        lazy_gettext("Datum van de laatste pentest"),
        [Langste(10)],
        description=lazy_gettext("Een test of iemand kan inbreken. Schrijf de dag zoals 31-12-2026."),
    )
    meldpunt = URLField(
        lazy_gettext("Waar kan iemand een lek melden?"),
        ADRES_MAG,
        description=lazy_gettext("Het adres van uw pagina daarover, begint met https://."),
    )
    subverwerkers = TextAreaField(
        lazy_gettext("Welke andere bedrijven krijgen de gegevens?"),
        UITLEG,
        description=lazy_gettext("Noem elk bedrijf en het land. Schrijf 'geen' als het er geen zijn."),
    )
    landen = Vinkjes(lazy_gettext("Waar staan de gegevens?"), woorden.LANDEN, validators=[VERPLICHT])
    doorgifte = TextAreaField(
        lazy_gettext("Staan er gegevens buiten Europa? Waarom, en wat regelde u daarvoor?"), UITLEG_MAG
    )


class Verstuurformulier(Formulier):
    """The fifth step: the declaration, and off it goes."""

    verklaard = BooleanField(
        lazy_gettext("Ik mag deze aanvraag namens de organisatie doen, en alles is naar waarheid ingevuld."),
        [VERPLICHT],
    )


FORMULIEREN: Mapping[Formulierdeel, type[Formulier]] = {
    Formulierdeel.ORGANISATIE: Organisatieformulier,
    Formulierdeel.PRODUCT: Productformulier,
    Formulierdeel.BEVEILIGING: Beveiligingsformulier,
}
"""The form of each step but the one on fields; the names of its fields are those of the questions."""
