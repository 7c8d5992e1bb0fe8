"""Who delivers GKV: schools, one of them with a dossier; links for both services; a chain of deliveries."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.support.gkv.dossiers import dossierobject
from tests.support.keur.gkv.keten import Pakketten, Sleutel
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, leerling, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.conformiteit.gkv.doel import DropIn, PullApi
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LEVERANCIER = "Identity & Access"
OBJECTEN = (
    dossierobject(
        "leerlingdetail",
        "L1",
        leerlingnummer="1001",
        adres=[
            {
                "@soort": "bezoek",
                "straat": "Dorpsstraat",
                "huisnummer": "7",
                "plaats": "Utrecht",
                "geheim": "false",
            }
        ],
    ),
    dossierobject(
        "leerlingdetail", "L2", adres=[{"@soort": "bezoek", "straat": "Geheimlaan", "geheim": "true"}]
    ),
    dossierobject(
        "inschrijving", "I1", "L1", inschrijvingtype="inschrijvingtype/REG", datuminschrijving="2021-03-29"
    ),
)
"""A dossier in which an address is secret, and one pupil has no leerlingnummer."""
SCHOLEN = {0: Schoolcode("99XA", "00"), 1: Schoolcode("99XB", "00"), 60: Schoolcode("99XC", "00")}
"""Schools of the drop-in service by their number of pupils."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverancier:
    """What somebody who delivers was set up with; the addresses are not known yet."""

    pull: PullApi
    drop_in: DropIn
    pakketten: Pakketten
    sleutels: list[dict[str, Any]]
    """The public keys of the packages."""

    @classmethod
    def make(cls, database: Database, settings: Settings) -> "Leverancier":
        """One on a migrated database."""
        _store(database)
        beheer = Koppelingbeheer(database, settings.secret)
        who: dict[str, Any] = {"gegevensset": "gkv-uitgebreid", "door": DOOR}
        koppeling = beheer.add(klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], **who).koppeling.id
        scholen = [SCHOOL, *SCHOLEN.values()]
        iam = beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", scholen=scholen, generiek=True, **who)
        key = handtekening.new_key()
        public = json.dumps(handtekening.public_part(key)).encode()
        Partnersleutelbeheer(database).add_jwks(koppeling, public, door=DOOR)
        leveringen = _chain(database, settings, koppeling)
        return cls(
            pull=PullApi(
                url="", koppeling=koppeling, key=key, andere_school=ANDERE_SCHOOL, mag_schrijven=True
            ),
            drop_in=DropIn(
                url="", leveranciernaam=LEVERANCIER, sleutel=iam.sleutel, school=SCHOOL, schooljaar=JAAR
            ),
            pakketten=Pakketten(database, Path(settings.opslag), leveringen),
            sleutels=Ondertekening(database, settings.secret).published(),
        )


def _store(database: Database) -> None:
    invoer = EdexmlUitwisseling(database)
    for school in (SCHOOL, ANDERE_SCHOOL):
        invoer.store(schoolgegevens(school))
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=OBJECTEN))
    for number, school in SCHOLEN.items():
        leerlingen = tuple(leerling(f"L{each}", groep="G1") for each in range(number))
        invoer.store(replace(schoolgegevens(school), leerlingen=leerlingen))


def _chain(database: Database, settings: Settings, koppeling: int) -> list[tuple[Levering, Sleutel]]:
    """Everything, a pupil with another name, one who is gone, and everything twice; by two keys."""
    ondertekening = Ondertekening(database, settings.secret)
    leveringen = Leveringen(database, ondertekening, Opslag(settings.opslag))
    invoer = EdexmlUitwisseling(database)
    moment = tijd.now()
    made: list[tuple[Levering, Sleutel]] = []

    def make(*, volledig: bool = False) -> None:
        levering = leveringen.make(koppeling, SCHOOL, moment=moment, volledig=volledig, allow_shrink=True)
        made.append((levering, ondertekening.key()))

    gegevens = schoolgegevens()
    first, second, third = gegevens.leerlingen
    make()
    renamed = replace(first, roepnaam="Noor")
    invoer.store(replace(gegevens, leerlingen=(renamed, second, third)))
    make()
    ondertekening.rotate(door=DOOR)
    invoer.store(replace(gegevens, leerlingen=(renamed, second)), allow_shrink=True)
    make()
    # Twice the same state, on the same day: what the full ones hold is known.
    make(volledig=True)
    make(volledig=True)
    return made
