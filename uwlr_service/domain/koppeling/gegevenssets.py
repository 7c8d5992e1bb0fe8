"""The ready-made sets of UWLR: which fields ``volledig``, ``smalle-set`` and ``lvs-set`` hold, per version.

A field is named ``element/veld`` with the standard's own names, an attribute without its ``@``:
``leerling/emailadres``, ``leerling/eckid``. What a set does not name is forbidden (UWLR 2.2.1, profielen).
"""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

XSDVERSIES = ("2.1", "2.2", "2.3")
VOLLEDIG = "volledig"
SMALLE_SET = "smalle-set"
LVS_SET = "lvs-set"
NAMEN = (VOLLEDIG, SMALLE_SET, LVS_SET)
PROFIELEN = (SMALLE_SET, LVS_SET)
"""The sets that have a schema of their own (UWLR 2.2.1, profielen)."""

MAX_KEY = {"2.1": 64}
"""Keys were widened from 64 to 256 characters in UWLR 2.2; longer ones cannot go out in 2.1."""


class Gebruik(enum.StrEnum):
    """How firmly a set asks for a field; a field that a set does not name is forbidden."""

    VERPLICHT = "verplicht"
    """The schema of this set cannot be met without it."""
    VERWACHT = "verwacht"
    """Only the text of the standard asks for it: missing is a warning."""
    OPTIONEEL = "optioneel"


@dataclass(frozen=True, slots=True)
class Veldregel:
    """The place of one field in a set; ``aan`` is its state until the school switches it."""

    gebruik: Gebruik
    aan: bool = True


@dataclass(frozen=True, slots=True)
class Gegevensset:
    """A set of fields in one version of the standard."""

    naam: str
    xsdversie: str
    velden: Mapping[str, Veldregel]

    def with_gebruik(self, gebruik: Gebruik) -> frozenset[str]:
        """The fields that the set asks for in this way."""
        return frozenset(veld for veld, regel in self.velden.items() if regel.gebruik is gebruik)


VERPLICHT = Veldregel(Gebruik.VERPLICHT)
VERWACHT = Veldregel(Gebruik.VERWACHT)
OPTIONEEL = Veldregel(Gebruik.OPTIONEEL)
OPTIONEEL_UIT = Veldregel(Gebruik.OPTIONEEL, aan=False)


def velden_of(element: str, regel: Veldregel, namen: str) -> dict[str, Veldregel]:
    """Fields of one element that a set asks for in the same way; ``namen`` are separated by spaces."""
    return {f"{element}/{naam}": regel for naam in namen.split()}


GROEPEN = {
    **velden_of("groep", VERPLICHT, "key naam jaargroep"),
    **velden_of("samengestelde_groep", VERPLICHT, "key naam"),
}
BINDINGEN = {
    **velden_of("leerling", OPTIONEEL, "groep samengestelde_groepen"),
    **velden_of("leerkracht", OPTIONEEL, "groepen groepen/rol"),
}

# UWLR 2.2 schemas; for "volledig" the text's own, shorter list (UWLR 2.2.1, Leerlinggegevensstructuur).
# A definition of a vestiging is not in that list, but a reference to one needs it: off until switched on.
UWLR_2_2: dict[str, dict[str, Veldregel]] = {
    VOLLEDIG: {
        **velden_of("school", OPTIONEEL, "schoolkey auteur commentaar"),
        **velden_of("vestiging", OPTIONEEL_UIT, "naam"),
        **GROEPEN,
        **velden_of("groep", OPTIONEEL, "omschrijving mutatiedatum"),
        **velden_of("leerling", VERPLICHT, "key"),
        **velden_of("leerling", VERWACHT, "jaargroep"),
        **velden_of(
            "leerling",
            OPTIONEEL,
            "eckid achternaam voorvoegsel voornamen voorletters-1 roepnaam geboortedatum geslacht"
            " start_ondw_jgr3 vestiging gebruikersnaam emailadres fotourl mutatiedatum",
        ),
        **velden_of("leerkracht", VERPLICHT, "key"),
        **velden_of(
            "leerkracht",
            OPTIONEEL,
            "eckid achternaam voorvoegsel voornamen voorletters-1 roepnaam gebruikersnaam emailadres rol"
            " mutatiedatum",
        ),
        **BINDINGEN,
    },
    SMALLE_SET: {
        **velden_of("school", OPTIONEEL, "schoolkey"),
        **velden_of("school", OPTIONEEL_UIT, "auteur commentaar"),
        **GROEPEN,
        **velden_of("leerling", VERPLICHT, "key"),
        **velden_of("leerling", VERWACHT, "geboortedatum jaargroep"),
        **velden_of("leerling", OPTIONEEL, "eckid achternaam voorvoegsel roepnaam"),
        **velden_of("leerkracht", VERPLICHT, "key"),
        **velden_of("leerkracht", VERWACHT, "emailadres"),
        **velden_of("leerkracht", OPTIONEEL, "eckid achternaam voorvoegsel roepnaam"),
        **BINDINGEN,
    },
    LVS_SET: {
        **velden_of("school", OPTIONEEL, "schoolkey"),
        **velden_of("school", OPTIONEEL_UIT, "auteur commentaar"),
        **GROEPEN,
        **velden_of("leerling", VERPLICHT, "key roepnaam geboortedatum geslacht jaargroep bsn_ondwnr-4"),
        **velden_of("leerling", OPTIONEEL, "eckid achternaam voorvoegsel voorletters-1 start_ondw_jgr3"),
        **velden_of("leerkracht", VERPLICHT, "key"),
        **velden_of("leerkracht", OPTIONEEL, "eckid achternaam voorvoegsel roepnaam"),
        **BINDINGEN,
    },
}

# UWLR 2.3 (uitgifte juni 2020): ECK-iD first, and less in the profiles.
GONE_IN_2_3: dict[str, tuple[str, ...]] = {
    VOLLEDIG: (),
    SMALLE_SET: ("leerling/geboortedatum",),
    LVS_SET: ("leerling/voorletters-1", "leerling/bsn_ondwnr-4"),
}
ECKIDS = ("leerling/eckid", "leerkracht/eckid")


def _without(velden: Mapping[str, Veldregel], gone: Collection[str]) -> dict[str, Veldregel]:
    return {veld: regel for veld, regel in velden.items() if veld not in gone}


def _velden_by_versie(naam: str) -> dict[str, dict[str, Veldregel]]:
    base = UWLR_2_2[naam]
    return {
        "2.1": _without(base, ECKIDS),
        "2.2": base,
        "2.3": {**_without(base, GONE_IN_2_3[naam]), "leerling/key": OPTIONEEL},
    }


def _sets() -> dict[tuple[str, str], Gegevensset]:
    sets = {}
    for naam in NAMEN:
        for versie, velden in _velden_by_versie(naam).items():
            sets[naam, versie] = Gegevensset(naam, versie, MappingProxyType(velden))
    return sets


SETS: Mapping[tuple[str, str], Gegevensset] = MappingProxyType(_sets())


def set_named(gegevenssetid: str) -> str | None:
    """The set that a request's gegevenssetid means, such as ``Smalle-set-VO``; None when it names none."""
    wanted = gegevenssetid.strip().lower().replace(" ", "-").replace("_", "-")
    return next((naam for naam in NAMEN if wanted == naam or wanted.startswith(f"{naam}-")), None)
