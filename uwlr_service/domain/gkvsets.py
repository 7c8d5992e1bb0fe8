"""The sets of GKV: which fields ``gkv-basis`` holds, and which of them the school has to turn on itself.

A field is named ``element/veld`` as in ``xsd/gkv-1``. The binding of a person to a group is delivered as a
``groepsindeling``; ``leerling/groep`` and the like decide whether it may be told at all.
"""

from collections.abc import Mapping
from types import MappingProxyType

from uwlr_service.domain.gegevenssets import (
    OPTIONEEL,
    OPTIONEEL_UIT,
    VERPLICHT,
    Gegevensset,
    Veldregel,
    velden_of,
)

GKV_BASIS = "gkv-basis"
GKV_VERSIE = "gkv-1"
"""The version of the native format; a next major one gets another folder of schemas and another namespace."""
GKV_NAMEN = (GKV_BASIS,)

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
}

GKV_SETS: Mapping[tuple[str, str], Gegevensset] = MappingProxyType(
    {(GKV_BASIS, GKV_VERSIE): Gegevensset(GKV_BASIS, GKV_VERSIE, MappingProxyType(BASIS))}
)
