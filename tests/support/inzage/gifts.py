"""One school with links of three kinds, and everything about its pupils that their partners got."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from lxml import etree
from sqlalchemy import select

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.dossiers import EVERYTHING, absentie, dossierobject, relatie, result
from tests.support.partners.handelenden import DOOR, TWEE
from tests.support.schools.builders import SCHOOL, eckid, groep, leerling, school, schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek, Nummersoort
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.inzage.overzicht import Overzicht, Veldwaarde, Weg, Zekerheid
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.domain.school.groep import SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort
from uwlr_service.domain.uwlr.verzoek import Autorisatie, Bericht, Verzoek
from uwlr_service.formats.generiek.namespaces import GET_LEERLINGEN
from uwlr_service.formats.inzage.elementen import read_velden
from uwlr_service.formats.inzage.generiek import read_leerling
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.schema.gkv import gkv_nummer
from uwlr_service.uitwisseling.generiek.antwoord import Generiek
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg

LEVERANCIER = "Rooster"
KEYS = ("L1", "L2", "L3", "L4")
Gift = tuple[int, Weg, bool, tuple[Veldwaarde, ...], tuple[str, ...]]
"""What one answer or package held of one pupil: link, way, whether it was collected, fields, removals."""


def objects_of(records: dict[tuple[str, int], tuple[str, str]]) -> Iterator[Dossierobject]:
    """The objects of a dossier, in the order of the schema."""
    for kind in "DITAVR":
        for (which, at), (of, text) in sorted(records.items()):
            if which == kind:
                yield made(kind, at, of, text)


def made(kind: str, at: int, of: str, text: str) -> Dossierobject:
    key = f"{kind}{at}"
    if kind == "D":
        adres = {"@soort": "bezoek", "straat": text, "plaats": "Utrecht", "geheim": "false"}
        return dossierobject("leerlingdetail", KEYS[at], geboorteplaats=text, adres=[adres])
    if kind == "I":
        return dossierobject(
            "inschrijving", key, of, inschrijvingtype="inschrijvingtype/1", datuminschrijving="2025-08-01"
        )
    if kind == "A":
        return absentie(key, of, dagdeel="ochtend" if text == "x" else "middag")
    if kind == "T":
        return result(key, of, **{"@groep": "G1" if at % 2 else "G2"}, vakgebied=text)
    if kind == "V":
        return dossierobject("verzorger", key, roepnaam=text)
    return relatie(key, of, f"V{at}", relatiesoort=text)


class World:
    """One school with three links, and everything that their partners got."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.register = Register(database, 3600)
        self.heenweg = Heenweg(database, Antwoordcache(1_000_000), self.register)
        self.generiek = Generiek(database, SECRET, self.register, 100_000)
        self.controle = Toegangscontrole(database, SECRET)
        self.beheer = Koppelingbeheer(database, SECRET)
        self.folder = folder
        self.given: dict[str, Counter[Gift]] = {key: Counter() for key in KEYS}
        self.uwlr: Uitgifte | None = None
        self.gkv: Gkv | None = None
        self.basis: Uitgifte | None = None
        self.jaar = Schooljaar.current()

    def link(self) -> None:
        """Make the links, once the school is known."""
        self.uwlr = self.beheer.add(
            klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG, door=DOOR
        )
        self.gkv = Gkv(self.database, self.folder, gegevensset=GKV_UITGEBREID)
        self.gkv.beheer.change_afspraak(self.gkv.koppeling, velden=EVERYTHING, namens=TWEE, door=DOOR)
        self.basis = self.beheer.add(
            klantnaam=LEVERANCIER,
            klantcode="IAM",
            scholen=[SCHOOL],
            gegevensset=GKV_BASIS,
            generiek=True,
            door=DOOR,
        )

    def step(self, day: int, step: dict[str, Any]) -> None:
        """New data, other agreements, and then all the ways out."""
        leerlingen = tuple(
            leerling(key, eckid=eckid(int(key[1:])), **velden) for key, velden in step["pupils"].items()
        )
        gegevens = schoolgegevens(
            school=school(SCHOOL, self.jaar),
            vestigingen=(Vestiging(key="V1", naam="Zuid"),),
            groepen=(groep(), groep("G2")),
            samengestelde_groepen=(
                SamengesteldeGroep(key="S1", naam="Plus"),
                SamengesteldeGroep(key="S2", naam="Koor"),
            ),
            leerlingen=leerlingen,
        )
        EdexmlUitwisseling(self.database).store(gegevens, allow_shrink=True)
        records = dict.fromkeys([("I", 9)], ("L1", "x")) | step["records"]
        Dossiers(self.database).store(
            Dossier(school=SCHOOL, objecten=list(objects_of(records))), allow_shrink=True
        )
        if self.uwlr is None:
            self.link()
        assert self.uwlr is not None
        assert self.gkv is not None
        assert self.basis is not None
        for link in (self.uwlr.koppeling.id, self.gkv.koppeling, self.basis.koppeling.id):
            if step["change"]:
                self.beheer.change_afspraak(link, **step["change"], namens=TWEE, door=DOOR)
        if step["gkv_change"]:
            self.beheer.change_afspraak(self.gkv.koppeling, **step["gkv_change"], namens=TWEE, door=DOOR)
        for call in step["calls"]:
            self.pull(*call)
        if step["generiek"]:
            self.ask(self.basis)
        self.deliver(day, step)

    def pull(
        self, bericht: Bericht, xsdversie: str, gegevensset: str | None, keuzes: tuple[tuple[str, str], ...]
    ) -> None:
        """A publisher asks, and what it gets is read."""
        assert self.uwlr is not None
        toegang = self.controle.identify(
            Autorisatie(sleutel=self.uwlr.sleutel, klantcode="U1", klantnaam="Uitgeverij")
        )
        groepen: tuple[Groepskeuze, ...] = ()
        if bericht is Bericht.LEERLINGEN:
            groepen = tuple(Groepskeuze(soort != "groep", key) for soort, key in keuzes)
        verzoek = Verzoek(
            bericht=bericht,
            schooljaar=self.jaar,
            school=SCHOOL,
            xsdversie=xsdversie,
            gegevenssetid=gegevensset,
            groepen=groepen,
        )
        uitkomst = self.heenweg.answer(toegang, verzoek)
        if uitkomst.soort is not Antwoordsoort.GEGEVENS:
            return
        for element in etree.fromstring(uitkomst.body).iter("{*}leerling"):
            velden = read_velden(etree.tostring(element).decode())
            self.give(element.get("key"), self.uwlr.koppeling.id, Weg.UWLR, velden)

    def ask(self, link: Uitgifte) -> None:
        """A consumer of the drop-in service asks; its numbers are turned into keys."""
        verzoek = Leveranciersverzoek(
            operatie=GET_LEERLINGEN,
            leveranciernaam=LEVERANCIER,
            leveranciersleutel=link.sleutel,
            school=SCHOOL,
            schooljaar=self.jaar,
        )
        antwoord = self.generiek.answer(self.generiek.identify(verzoek, "192.0.2.1"), verzoek).inhoud
        teruggave = etree.fromstring(antwoord)
        with self.database.read() as connection:
            rows = connection.execute(select(gkv_nummer.c.soort, gkv_nummer.c.key, gkv_nummer.c.nummer))
            keys = {str(row.nummer): (row.soort, row.key) for row in rows}
        for element in teruggave.iter("id", "groep", "inschrijvingType", "leerlingAdres"):
            if element.text in keys and not len(element):
                soort, key = keys[element.text]
                element.text = "" if soort == Nummersoort.AFGELEIDE_INSCHRIJVING else key
        for key in KEYS:
            velden = read_leerling(etree.tostring(teruggave), key, key_is_nummer=True)
            if velden:
                self.give(key, link.koppeling.id, Weg.GENERIEK, velden)

    def deliver(self, day: int, step: dict[str, Any]) -> None:
        """Both packages of a night, of which one partner may collect its own."""
        assert self.gkv is not None
        assert self.basis is not None
        for link, collected in ((self.gkv.koppeling, step["collected"]), (self.basis.koppeling.id, False)):
            levering = self.gkv.leveringen.make(
                link,
                SCHOOL,
                moment=self.gkv.start + timedelta(minutes=day),
                allow_shrink=True,
                volledig=step["volledig"],
            )
            if collected:
                with self.database.write() as connection:
                    for _ in range(2):
                        OphalingRepository(connection).record(levering.id, "api", 10, tijd.now())
            self.unpack(levering, link, collected)

    def unpack(self, levering: Levering, link: int, collected: bool) -> None:
        """Read a package as its partner would."""
        assert self.gkv is not None
        velden: dict[str, list[Any]] = {key: [] for key in KEYS}
        gone: dict[str, list[str]] = {key: [] for key in KEYS}
        with zipfile.ZipFile(self.gkv.path(levering)) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
            for name in [*(name for name in names if name != "edex.xml"), "edex.xml"]:
                if name in names:
                    self.read(etree.fromstring(archive.read(name)), velden, gone)
        for key in KEYS:
            if velden[key] or gone[key]:
                times = 2 if collected else 1
                self.give(key, link, Weg.PAKKET, velden[key], gone[key], collected=collected, times=times)

    def read(self, root: etree._Element, velden: dict[str, list[Any]], gone: dict[str, list[str]]) -> None:
        """One file of a package: the objects about each pupil, and those that have to go."""
        is_edex = etree.QName(root).localname == "EDEX"
        for element in root.iter("{*}*"):
            entiteit = etree.QName(element).localname
            if element.get("key") is None or entiteit == "verwijzing":
                continue
            of = element.get("leerling")
            if entiteit in ("leerling", "leerlingdetail"):
                of = element.get("key")
            if of is None or (is_edex and entiteit != "leerling"):
                continue
            velden[of] += read_velden(etree.tostring(element).decode())
            self.owners[entiteit, str(element.get("key"))] = of
        for verwijzing in root.iter("{*}verwijzing"):
            name = (str(verwijzing.get("entiteit")), str(verwijzing.get("key")))
            if name in self.owners:
                gone[self.owners[name]].append(name[0])

    def give(
        self,
        key: str | None,
        link: int,
        weg: Weg,
        velden: Any,
        gone: Any = (),
        *,
        collected: bool = True,
        times: int = 1,
    ) -> None:
        assert key is not None
        gift = (link, weg, collected, tuple(sorted(velden)), tuple(sorted(gone)))
        self.given[key][gift] += times

    @property
    def owners(self) -> dict[tuple[str, str], str]:
        """Whose an object is, by the last package that held it."""
        return self.__dict__.setdefault("_owners", {})


def told(overzicht: Overzicht) -> Counter[Gift]:
    """The same from an overview."""
    counts: Counter[Gift] = Counter()
    for partner in overzicht.partners:
        for verstrekt in partner.verstrekt:
            assert verstrekt.zekerheid is Zekerheid.ZEKER
            gift = (
                partner.koppeling,
                verstrekt.weg,
                verstrekt.is_opgehaald,
                tuple(sorted(verstrekt.velden)),
                tuple(sorted(verstrekt.verwijderd)),
            )
            counts[gift] += verstrekt.aantal
    return counts
