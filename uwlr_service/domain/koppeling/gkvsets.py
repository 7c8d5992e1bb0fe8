"""The sets of GKV: which fields ``gkv-basis`` and ``gkv-uitgebreid`` hold, and which are off at first.

A field is named ``element/veld`` as in ``xsd/gkv-1``. The binding of a person to a group is delivered as a
``groepsindeling``; ``leerling/groep`` and the like decide whether it may be given at all. ``set/absenties``
stands for a whole file of the package; a kind of object whose ``key`` is off is not delivered.
"""

from collections.abc import Mapping
from types import MappingProxyType

from uwlr_service.domain.koppeling.gegevenssets import (
    OPTIONEEL,
    OPTIONEEL_UIT,
    VERPLICHT,
    Gegevensset,
    Veldregel,
    velden_of,
)

GKV_BASIS = "gkv-basis"
GKV_UITGEBREID = "gkv-uitgebreid"
GKV_VERSIE = "gkv-1"
"""The version of the native format; a next major one gets another folder of schemas and another namespace."""
GKV_NAMEN = (GKV_BASIS, GKV_UITGEBREID)
VARIANTEN = {GKV_BASIS: "basis", GKV_UITGEBREID: "uitgebreid"}
ROOSTERS = ("oneroster", "sds")
"""The formats of others that the set basis can be had in once more, each by a switch of its own."""
GEHEIME_WAARDEN = "geheime_waarden"
"""The field by which a school lets the values of secret addresses and numbers of an element go out."""
HERKOMST_VELD = "herkomst_uwlr"
"""The field by which it lets results go out that another supplier brought over UWLR."""

BASIS: dict[str, Veldregel] = {
    **velden_of("vestiging", VERPLICHT, "key"),
    **velden_of("vestiging", OPTIONEEL, "naam omschrijving mutatiedatum"),
    **velden_of("groep", VERPLICHT, "key naam jaargroep schooljaar"),
    **velden_of("groep", OPTIONEEL, "omschrijving mutatiedatum"),
    **velden_of("samengestelde_groep", VERPLICHT, "key naam"),
    **velden_of("samengestelde_groep", OPTIONEEL, "omschrijving mutatiedatum"),
    **velden_of("leerling", VERPLICHT, "key jaargroep status mutatiedatum"),
    **velden_of(
        "leerling",
        OPTIONEEL,
        "achternaam voorvoegsel voornamen voorletters-1 roepnaam geboortedatum geslacht instroomdatum"
        " uitstroomdatum groep samengestelde_groepen",
    ),
    **velden_of("leerling", OPTIONEEL_UIT, "eckid gebruikersnaam emailadres"),
    **velden_of("leerkracht", VERPLICHT, "key mutatiedatum"),
    **velden_of(
        "leerkracht",
        OPTIONEEL,
        "achternaam voorvoegsel voornamen voorletters-1 roepnaam gebruikersnaam emailadres rol groepen",
    ),
    **velden_of("leerkracht", OPTIONEEL_UIT, "eckid"),
    **velden_of("groepsindeling", VERPLICHT, "key leerling leerkracht groep samengestelde_groep vanafdatum"),
    **velden_of("groepsindeling", OPTIONEEL, "totdatum leerjaar rol"),
    **velden_of("set", OPTIONEEL_UIT, " ".join(ROOSTERS)),
}

UITGEBREID: dict[str, Veldregel] = {
    **BASIS,
    **velden_of(
        "set",
        OPTIONEEL,
        "leerlingdetails loopbaan toetsen methodetoetsen uitstroom verzorgers medewerkers codelijsten edex",
    ),
    # In practice data about health: on only when the school says so.
    **velden_of("set", OPTIONEEL_UIT, "absenties ondersteuning"),
    **velden_of("leerlingdetail", VERPLICHT, "key mutatiedatum"),
    **velden_of(
        "leerlingdetail",
        OPTIONEEL,
        "leerlingnummer achternaamofficieel voorvoegselofficieel geboortedatumonzeker geboorteplaats"
        " geboorteland datumaanmelding adres communicatie onderwijssinds start_ondw_jgr3 schoolvanherkomst",
    ),
    **velden_of(
        "leerlingdetail", OPTIONEEL_UIT, f"nationaliteit gewicht_nieuw nnca huisarts {GEHEIME_WAARDEN}"
    ),
    **velden_of(
        "schoolloopbaan",
        VERPLICHT,
        "key leerling schooljaar groepscode jaargroep brincode vestigingscode mutatiedatum",
    ),
    **velden_of("schoolloopbaan", OPTIONEEL, "groepsnaam begindatum einddatum schoolsoort"),
    **velden_of("inschrijving", VERPLICHT, "key leerling inschrijvingtype datuminschrijving mutatiedatum"),
    **velden_of("inschrijving", OPTIONEEL, "vestiging datumuitschrijving bekostigd"),
    **velden_of(
        "toetsresultaat",
        VERPLICHT,
        "key leerling toetscode toetsnaam afnamedatum jaargroep herkomst mutatiedatum",
    ),
    **velden_of(
        "toetsresultaat",
        OPTIONEEL,
        "groep medewerker eldtoetscode toetsversie vakgebied onderdeelcode onderdeelnaam dl ruwescore",
    ),
    **velden_of("toetsresultaat", OPTIONEEL_UIT, HERKOMST_VELD),
    **velden_of(
        "methodetoetsresultaat",
        VERPLICHT,
        "key leerling toetsnaam afnamedatum jaargroep herkomst mutatiedatum",
    ),
    **velden_of(
        "methodetoetsresultaat",
        OPTIONEEL,
        "groep medewerker methode hoofdstuk toetscode vakgebied onderdeelcode onderdeelnaam ruwescore",
    ),
    **velden_of("methodetoetsresultaat", OPTIONEEL_UIT, HERKOMST_VELD),
    **velden_of("uitstroom", VERPLICHT, "key leerling uitstroomdatum mutatiedatum"),
    **velden_of(
        "uitstroom",
        OPTIONEEL,
        "uitstroomreden bestemmingstype bestemming schooladvies herzienadvies uitstroomprofiel lwooindicatie",
    ),
    **velden_of("absentie", VERPLICHT, "key leerling begindatumtijd heledag mutatiedatum"),
    **velden_of("absentie", OPTIONEEL, "absentiereden einddatumtijd dagdeel geoorloofd afgehandeld"),
    **velden_of("verzuimmelding", OPTIONEEL_UIT, "key"),
    **velden_of("verzuimmelding", VERPLICHT, "leerling soort begindatum mutatiedatum"),
    **velden_of("verzuimmelding", OPTIONEEL, "einddatum status"),
    **velden_of("ondersteuning", VERPLICHT, "key leerling mutatiedatum"),
    **velden_of(
        "ondersteuning", OPTIONEEL, "rugzakleerling lgf tlv arrangement_cluster12 arrangement_pao opp"
    ),
    **velden_of("verzorger", VERPLICHT, "key mutatiedatum"),
    **velden_of(
        "verzorger",
        OPTIONEEL,
        "achternaam voorvoegsel voorletters roepnaam geslacht emailadres emailadres_geheim telefoonnummer"
        " telefoonnummer_geheim mobielnummer mobielnummer_geheim mobielwerknummer mobielwerknummer_geheim"
        " adres wenstcontactviaemail",
    ),
    **velden_of("verzorger", OPTIONEEL_UIT, f"gebruikersnaam iban overleden {GEHEIME_WAARDEN}"),
    **velden_of(
        "leerling_verzorger",
        VERPLICHT,
        "key leerling verzorger relatiesoort ouderlijkgezag geblokkeerd inzage_toegestaan mutatiedatum",
    ),
    **velden_of(
        "leerling_verzorger",
        OPTIONEEL,
        "relatietotkind wettigevertegenwoordiger magpostontvangen volgnummer noodcontact",
    ),
    **velden_of("medewerker", VERPLICHT, "key mutatiedatum"),
    **velden_of(
        "medewerker",
        OPTIONEEL,
        "aanhef achternaam voorvoegsel voornamen voorletters roepnaam geslacht emailadres telefoonwerk"
        " telefoonwerk_geheim mobielnummer mobielnummer_geheim gebruikersnaam functie medewerkernummer"
        " datumindienst datumuitdienst dienstverband rol",
    ),
    **velden_of(
        "medewerker", OPTIONEEL_UIT, f"geboortedatum geboortedatumonzeker geboorteland {GEHEIME_WAARDEN}"
    ),
    **velden_of("codewaarde", VERPLICHT, "key lijst code omschrijving"),
    **velden_of("codewaarde", OPTIONEEL, "absentiesoort geoorloofd actief"),
}

GKV_SETS: Mapping[tuple[str, str], Gegevensset] = MappingProxyType(
    {
        (naam, GKV_VERSIE): Gegevensset(naam, GKV_VERSIE, MappingProxyType(velden))
        for naam, velden in ((GKV_BASIS, BASIS), (GKV_UITGEBREID, UITGEBREID))
    }
)
