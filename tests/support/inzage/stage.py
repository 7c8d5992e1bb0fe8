"""A pupil who gets everywhere in the service, with values that nobody else has."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.support.databases import database_of
from tests.support.gkv.dossiers import EVERYTHING, absentie, dossierobject, relatie, result
from tests.support.messages.results import bericht, resultaat, toetsafname
from tests.support.partners.handelenden import DOOR, TWEE
from tests.support.schools.builders import ALL_ALLOWED, JAAR, SCHOOL, groep, leerling, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.uwlr.verzoek import Autorisatie, Bericht, Verzoek
from uwlr_service.formats.generiek.namespaces import GET_LEERLINGEN
from uwlr_service.formats.parsing import parse
from uwlr_service.formats.uwlr.canoniek import canonical
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.schema.basis import metadata

KEY = "Zsleutel"
MARKERS = (KEY, "Zroepnaam", "Zachternaam", "Zketenid", "Zplaats", "Zmoeder", "Zvak", "Zbegin", "Zinfo")
"""Values that only this pupil has; each begins with the letter by which an old row of another is told."""
WIE = Handelende.opdrachtregel("test")
LEVERANCIER = "Ouders"
OTHERS = ("L2", "L3")


def gegevens(*, with_pupil: bool = True) -> Schoolgegevens:
    """A school with the pupil, or without."""
    leerlingen = [leerling(key, groep="G1") for key in OTHERS]
    if with_pupil:
        leerlingen.append(
            leerling(KEY, roepnaam="Zroepnaam", achternaam="Zachternaam", eckid="Zketenid", groep="G1")
        )
    return schoolgegevens(groepen=(groep(),), leerlingen=tuple(leerlingen))


class Stage:
    """A school with a publisher that brings results, and a partner of packages and of the drop-in service."""

    def __init__(self, diensten: Diensten) -> None:
        self.diensten = diensten
        self.database = database_of(diensten)
        diensten.edexml.store(gegevens(), ALL_ALLOWED)
        diensten.dossiers.store(Dossier(school=SCHOOL, objecten=self.objecten()))
        self.uwlr = diensten.koppelingbeheer.add(
            klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG, door=DOOR
        )
        self.gkv = diensten.koppelingbeheer.add(
            klantnaam=LEVERANCIER,
            klantcode="O1",
            scholen=[SCHOOL],
            gegevensset=GKV_UITGEBREID,
            generiek=True,
            door=DOOR,
        )
        diensten.koppelingbeheer.change_afspraak(
            self.gkv.koppeling.id, velden=EVERYTHING, namens=TWEE, door=DOOR
        )
        self.start = tijd.now()
        diensten.journaal.require_current()

    def objecten(self) -> list[Any]:
        """A dossier of the pupil and of one other."""
        return [
            dossierobject("leerlingdetail", "L2", geboorteplaats="Utrecht"),
            dossierobject("leerlingdetail", KEY, geboorteplaats="Zplaats"),
            dossierobject(
                "inschrijving", "Zbegin", KEY, inschrijvingtype="x/1", datuminschrijving="2025-08-01"
            ),
            result("Zvak", KEY, vakgebied="Zvak"),
            absentie("A1", KEY),
            dossierobject("verzorger", "V1", roepnaam="Zmoeder"),
            dossierobject("verzorger", "V2", roepnaam="Beider"),
            relatie("R1", KEY, "V1"),
            relatie("R2", KEY, "V2"),
            relatie("R3", "L2", "V2"),
        ]

    def toegang(self) -> Any:
        return self.diensten.toegangscontrole.identify(
            Autorisatie(sleutel=self.uwlr.sleutel, klantcode="U1", klantnaam="Uitgeverij")
        )

    def pull(self) -> bytes:
        """What the publisher gets now."""
        verzoek = Verzoek(bericht=Bericht.LEERLINGGEGEVENS, schooljaar=JAAR, school=SCHOOL, xsdversie="2.2")
        return self.diensten.heenweg.answer(self.toegang(), verzoek).body

    def bring(self, *afnamen: str) -> None:
        """The publisher sends results."""
        element = parse(bericht("sleutel", *afnamen))[1][0]
        gelezen = read_leerresultaten(element)
        self.diensten.terugweg.store(self.toegang(), gelezen, lambda: canonical(element))

    def ask(self) -> bytes:
        """What the consumer of the drop-in service gets now."""
        vraag = Leveranciersverzoek(
            operatie=GET_LEERLINGEN,
            leveranciernaam=LEVERANCIER,
            leveranciersleutel=self.gkv.sleutel,
            school=SCHOOL,
            schooljaar=JAAR,
        )
        houder = self.diensten.generiek.identify(vraag, "192.0.2.1")
        return self.diensten.generiek.answer(houder, vraag).inhoud

    def make(self, day: int = 0, *, collect: bool = True) -> Levering:
        """The package of a night."""
        levering = self.diensten.leveringen.make(
            self.gkv.koppeling.id, SCHOOL, moment=self.start + timedelta(days=day)
        )
        if collect:
            with self.database.write() as connection:
                OphalingRepository(connection).record(levering.id, "api", 1, tijd.now())
        return levering

    def everything(self) -> None:
        """Let the pupil get everywhere."""
        self.make()
        self.pull()
        self.ask()
        own = toetsafname(KEY, resultaat("Zinfo", infourl="https://example.test/Zinfo"))
        self.bring(own, toetsafname("L2", resultaat("R2")))
        self.bring(toetsafname("L2", resultaat("R9", datum="2026-11-03")))
        self.diensten.register.flush()

    def remove_from_file(self) -> None:
        """The school mends its own administration, and both files come without the pupil."""
        self.diensten.edexml.store(gegevens(with_pupil=False), ALL_ALLOWED)
        left = [objekt for objekt in self.objecten() if objekt.leerling != KEY and objekt.key != "V1"]
        self.diensten.dossiers.store(Dossier(school=SCHOOL, objecten=left), allow_shrink=True)

    def dump(self) -> str:
        """Every value of every table, with the messages in clear."""
        texts: list[str] = []
        with self.database.read() as connection:
            for table in metadata.sorted_tables:
                for row in connection.execute(select(table)):
                    texts += map(_plain, row)
        return "\n".join(texts)

    def packages(self) -> Iterator[tuple[str, str]]:
        """Every file in the store, by its path."""
        for path in sorted(Path(self.diensten.settings.opslag).rglob("*.zip")):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}/{name}", archive.read(name).decode()


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return zlib.decompress(value).decode()
    return str(value)


def left_in(text: str) -> list[str]:
    """The values of the pupil in a text."""
    return [marker for marker in MARKERS if marker in text]
