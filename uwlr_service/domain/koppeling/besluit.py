"""Decisions that take something away, or brake what may: after a restore from backup they hold again.

They are numbered in the database, and written to the journal as well (docs/operate.rst).
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain.koppeling.gegevensafspraak import (
    ALLE_SETS,
    Gegevensafspraak,
    Leerlingselectie,
    versies_of,
)
from uwlr_service.domain.school.leerling import Status

JUMP = 1_000_000
"""How far counts go on above the highest number that is known, after a restore."""


class Besluitsoort(enum.StrEnum):
    """The kinds; after a restore each is made to hold again in a way of its own."""

    INTREKKING = "intrekking"
    TERUGKEER = "school-teruggekomen"
    """Takes nothing away: it ends a withdrawal of the same school that was decided before."""
    PAUZE = "gepauzeerd"
    HERVATTING = "hervat"
    """Takes nothing away: it ends a pause of the same school that was decided before."""
    AFSPRAAK = "afspraak"
    AFWIJZING = "voorstel-afgewezen"
    SLEUTELS = "sleutels-beeindigd"
    PARTNERSLEUTEL = "partnersleutel-verwijderd"
    GENERIEK_UIT = "generiek-uit"
    GENERIEK_ADRESSEN = "generiek-adressen"
    WEBHOOK = "webhook-uit"
    """The partner of a link is not told anything any more at the address that it had."""
    TOEPASSING = "toepassing-beeindigd"
    """About the client of a link of SSO, as are the next four."""
    TOEPASSINGSGEHEIMEN = "toepassing-geheimen-beeindigd"
    TOEPASSINGSADRESSEN = "toepassing-adressen-weg"
    TOEPASSINGSSLEUTELS = "toepassing-sleutels-weg"
    TOEPASSINGSRUIMTE = "toepassing-ruimte-weg"
    BADGES = "badges-ingetrokken"
    """About pupils of a school, by the numbers of their accounts, as is the next."""
    PLAATJES = "plaatjes-vervangen"
    SSOSLEUTELS = "sso-sleutels-ingetrokken"
    """About the signing keys of the OpenID provider, which somebody else may have."""
    INLOGACCOUNTS = "inlogaccounts"
    """About a school: whether its imports make accounts; turning it on ends an earlier turning off."""
    SCHOOLPROVIDER = "schoolprovider-uit"
    """About a school: nobody comes in by its own provider any more."""
    REM = "rem"
    """About a school: how much of it may disappear at once; the last one holds."""
    ROOSTERREM = "roosterrem"
    """About a school in a link: how many of its pupils rosters may leave out; the last one holds."""
    INLOG = "inlog-uitgeschakeld"
    """About a person, as are the next two."""
    ACCOUNT = "account-beeindigd"
    FACTOR = "factor-ingetrokken"
    TOELATING = "toelating"
    """A product was stopped everywhere, may go on, or ended; it is about no link."""
    LAS = "las-ingetrokken"
    """About a LAS, as are the next three."""
    LASSLEUTEL = "las-sleutel-verwijderd"
    LASSCHOLEN = "las-scholen"
    """It lost schools, or got some back: then it ends a loss that was decided before."""
    LASWEBHOOK = "las-webhook-uit"
    """It is not told of results any more at the address that it had."""
    VERGETEN = "leerling-vergeten"
    """About a pupil, of whom it has a hash only."""
    BACKUP = "backup"
    """Nothing was decided; a database that was put back from this backup can be told by it."""
    HERSTELD = "hersteld"
    """Nor here: the counts went on from somewhere else after a restore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluit:
    """One decision; ``inhoud`` has ids and names of fields, and why a product was stopped, as JSON.

    What is about a link has its number as ``koppeling``, and the moment it was made as ``gemaakt``. After a
    restore the number may be given to another link, and the moment tells them apart.
    """

    nummer: int
    soort: Besluitsoort
    moment: datetime
    inhoud: Mapping[str, Any]


def dump_afspraak(afspraak: Gegevensafspraak) -> dict[str, Any]:
    """An agreement as a decision holds it."""
    selectie = afspraak.selectie
    return {
        "gegevensset": afspraak.gegevensset,
        "schakelaars": dict(sorted(afspraak.schakelaars.items())),
        "vestigingen": sorted(selectie.vestigingen),
        "jaargroepen": sorted(selectie.jaargroepen),
        "groepen": sorted(selectie.groepen),
        "statussen": sorted(selectie.statussen),
    }


def load_afspraak(inhoud: Mapping[str, Any]) -> Gegevensafspraak:
    """The agreement in the content of a decision."""
    return Gegevensafspraak(
        gegevensset=inhoud["gegevensset"],
        schakelaars=inhoud["schakelaars"],
        selectie=Leerlingselectie(
            vestigingen=frozenset(inhoud["vestigingen"]),
            jaargroepen=frozenset(inhoud["jaargroepen"]),
            groepen=frozenset(inhoud["groepen"]),
            statussen=frozenset(map(Status, inhoud["statussen"])),
        ),
    )


def takes_away(old: Gegevensafspraak, new: Gegevensafspraak) -> bool:
    """Whether a new agreement keeps back a field or a pupil that the old one let out."""
    for versie in versies_of(old.gegevensset):
        if (new.gegevensset, versie) not in ALLE_SETS:
            return True
        if not old.veldenlijst(versie).velden <= new.veldenlijst(versie).velden:
            return True
    return (
        _takes_away(old.selectie.vestigingen, new.selectie.vestigingen)
        or _takes_away(old.selectie.jaargroepen, new.selectie.jaargroepen)
        or _takes_away(old.selectie.groepen, new.selectie.groepen)
        or not old.selectie.statussen <= new.selectie.statussen
    )


def _takes_away(old: frozenset[str], new: frozenset[str]) -> bool:
    """The same of one choice, where the empty one is everything."""
    return bool(new) and not (old and old <= new)


def narrowest(present: Gegevensafspraak, other: Gegevensafspraak) -> Gegevensafspraak:
    """An agreement of which both let everything out; in the set of the first.

    Where two choices of pupils have nothing in common the first one is kept: an empty choice is everything.
    """
    schakelaars = dict(present.schakelaars)
    for versie in versies_of(present.gegevensset):
        kept_back = present.veldenlijst(versie).velden
        if (other.gegevensset, versie) in ALLE_SETS:
            kept_back -= other.veldenlijst(versie).velden
        schakelaars |= dict.fromkeys(kept_back, False)
    selectie = Leerlingselectie(
        vestigingen=_common(present.selectie.vestigingen, other.selectie.vestigingen),
        jaargroepen=_common(present.selectie.jaargroepen, other.selectie.jaargroepen),
        groepen=_common(present.selectie.groepen, other.selectie.groepen),
        statussen=present.selectie.statussen & other.selectie.statussen or present.selectie.statussen,
    )
    return Gegevensafspraak(gegevensset=present.gegevensset, schakelaars=schakelaars, selectie=selectie)


def _common(present: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    if not present or not other:
        return present | other
    return present & other or present
