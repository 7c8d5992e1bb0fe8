"""Whatever a school and its partners do in whatever order, nothing outside the agreement in force leaves."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from werkzeug.test import Client

from tests.support.fresh_databases import migrated
from tests.support.gkv.generiek import LEVERANCIER, vraag
from tests.support.gkv.partner import Partner
from tests.support.hypothesis_profiles import examples
from tests.support.messages.soap import PULL, request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, eckid, schoolgegevens
from tests.support.voorstellen import accept, decline, extend
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import Fout
from uwlr_service.domain.koppeling.deelname import Deelname, Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, versies_of
from uwlr_service.formats.rooster import VORMEN, write
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.versmalling import Versmalling

VELDEN = {
    "leerling/emailadres": "sanne@school.example",
    "leerling/voornamen": "Sanne Maria",
    "leerling/gebruikersnaam": "sanne1",
    "leerling/eckid": eckid(1),
}
"""Fields, and what of them only one pupil has."""
ROOSTERS = {"widen oneroster": "set/oneroster", "widen sds": "set/sds"}
"""Steps by which the agreement asks for another format in the packages."""
ELSEWHERE = "Daan"
"""A pupil of another group than the one that a school keeps to."""
GENERIEK = "/gkv/GeneriekeService"
GROEP = "G1"
STEPS = (
    "propose",
    "accept",
    "decline",
    "narrow",
    "widen",
    "keep to a group",
    "take every group",
    "pause",
    "resume",
    "withdraw",
    "rejoin",
    "admit",
    "make",
    *ROOSTERS,
)


@dataclass(frozen=True, kw_only=True)
class Koppelvlak:
    """One link, and the doors by which its partner can get at something."""

    database: Database
    diensten: Diensten
    koppeling: int
    out: Callable[[], list[str]]

    def deelname(self) -> Deelname:
        """How the school stands."""
        (deelname,) = self.diensten.deelnames.of_koppeling(self.koppeling, door=DOOR)
        return deelname

    def afspraak(self) -> Gegevensafspraak:
        """The agreement in force, or the last one."""
        afspraak = self.deelname().afspraak
        assert afspraak is not None
        return afspraak

    def take(self, step: str, veld: str) -> None:
        """Take a step; one that cannot be taken now changes nothing."""
        diensten = self.diensten
        number = self.koppeling
        beheer = diensten.koppelingbeheer
        steps: dict[str, Callable[[], object]] = {
            "propose": lambda: extend(self.database, number, "Voor een proef", velden={veld: True}),
            "accept": lambda: accept(self.database, number, SCHOOL),
            "decline": lambda: decline(self.database, number, SCHOOL),
            "narrow": lambda: self.narrow(veld),
            "widen": lambda: beheer.change_afspraak(number, velden={veld: True}, door=DOOR),
            "keep to a group": lambda: beheer.change_afspraak(number, groepen=[GROEP], door=DOOR),
            "take every group": lambda: beheer.change_afspraak(number, groepen=[], door=DOOR),
            "pause": lambda: diensten.deelnames.pause(number, SCHOOL, door=DOOR),
            "resume": lambda: diensten.deelnames.resume(number, SCHOOL, door=DOOR),
            "withdraw": lambda: diensten.intrekkingen.withdraw(number, SCHOOL, door=DOOR),
            "rejoin": lambda: diensten.deelnames.rejoin(number, SCHOOL, door=DOOR),
            "admit": lambda: diensten.deelnames.admit(number, SCHOOL, door=DOOR),
            "make": lambda: diensten.leveringen.make(number, SCHOOL),
            **{
                naam: partial(beheer.change_afspraak, number, velden={rooster: True}, door=DOOR)
                for naam, rooster in ROOSTERS.items()
            },
        }
        with suppress(Fout):
            steps[step]()

    def narrow(self, veld: str) -> None:
        """Switch a field off."""
        present = self.afspraak()
        Versmalling(self.database).narrow(
            self.koppeling,
            SCHOOL,
            versie=present.versie,
            uit=[veld],
            selectie=present.selectie,
            door=DOOR,
        )

    def check(self) -> None:
        """Assert that nothing outside the agreement comes out of any door."""
        deelname = self.deelname()
        afspraak = self.afspraak()
        allowed: set[str] = set()
        for versie in versies_of(afspraak.gegevensset):
            allowed |= afspraak.veldenlijst(versie).velden
        for content in self.out():
            assert deelname.stand is Deelnamestand.ACTIEF
            outside = {veld for veld, text in VELDEN.items() if text in content} - allowed
            assert outside == set()
            assert not afspraak.selectie.groepen or ELSEWHERE not in content


class Deuren:
    """A service with a link of UWLR and one of GKV, and everything that their partners can call."""

    def __init__(self, url: str, folder: Path) -> None:
        self.settings = Settings.from_environment(
            {
                "UWLR_DATABASE_URL": url,
                "UWLR_VAR": str(folder / "var"),
                "UWLR_OPSLAG": str(folder / "leveringen"),
                "UWLR_GENERIEK_PER_MINUTE": "100000",
            }
        )
        self.diensten = Diensten.open(self.settings)
        self.database = Database.open(url)
        self.diensten.edexml.store(schoolgegevens())
        beheer = self.diensten.koppelingbeheer
        self.uwlr = beheer.add(
            klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset="volledig", door=DOOR
        )
        self.gkv = beheer.add(
            klantnaam=LEVERANCIER,
            klantcode="O1",
            scholen=[SCHOOL],
            gegevensset="gkv-basis",
            generiek=True,
            door=DOOR,
        )
        self.application = create_app(self.settings)
        self.client = Client(self.application)
        self.partner = Partner(self.client, self.database, self.gkv.koppeling.id)
        self.token = self.partner.token()

    def close(self) -> None:
        """Let go of the databases."""
        self.application.close()
        self.diensten.close()
        self.database.close()

    def links(self) -> list[Koppelvlak]:
        """The two links."""
        doors = {self.uwlr.koppeling.id: self.pulled, self.gkv.koppeling.id: self.collected}
        return [
            Koppelvlak(database=self.database, diensten=self.diensten, koppeling=number, out=out)
            for number, out in doors.items()
        ]

    def pulled(self) -> list[str]:
        """What the publisher gets over SOAP, in two versions."""
        answers = [
            self.client.post(PULL, data=request(self.uwlr.sleutel, xsdversie=versie), content_type="text/xml")
            for versie in ("2.2", "2.3")
        ]
        return [answer.text for answer in answers if answer.status_code == 200]

    def collected(self) -> list[str]:
        """What the partner gets over GeneriekeService, and out of every package that there ever was."""
        answer = self.client.post(GENERIEK, data=vraag(self.gkv.sleutel), content_type="text/xml")
        contents = [answer.text] if answer.status_code == 200 else []
        for levering in self.diensten.leveringen.of_koppeling(self.gkv.koppeling.id):
            package = self.partner.call(f"leveringen/{levering.id}/pakket", self.token)
            if package.status_code == 200:
                contents.append(unzipped(package.data))
        return contents + self.exported()

    def exported(self) -> list[str]:
        """What the partner gets in files of other formats, as far as the agreement lets those be made."""
        contents: list[str] = []
        for naam, vorm in VORMEN.items():
            with suppress(Fout):
                export = self.diensten.roosterexport
                uitgaven = export.make(self.gkv.koppeling.id, [SCHOOL], naam, allow_shrink=True, door=DOOR)
                export.record(uitgaven.gemaakt, door=DOOR)
                for uitgave in uitgaven.gemaakt:
                    contents.append("".join(content.decode() for _, content in write(vorm, uitgave.rooster)))
        return ["".join(contents)] if contents else []


def unzipped(data: bytes) -> str:
    """All that is in a package, and in the packed files in it."""
    contents: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            contents.append(unzipped(content) if name.endswith(".zip") else content.decode())
    return "".join(contents)


@pytest.fixture(params=["sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database."""
    with migrated(request, tmp_path) as url:
        yield url


def test_nothing_outside_the_agreement_in_force_leaves(address: str, tmp_path: Path) -> None:
    deuren = Deuren(address, tmp_path)
    taken = st.tuples(st.integers(0, 1), st.sampled_from(STEPS), st.sampled_from(sorted(VELDEN)))

    @effort(max_examples=examples(20), database=None, suppress_health_check=list(HealthCheck))
    @given(steps=st.lists(taken, min_size=8, max_size=20))
    def run(steps: list[tuple[int, str, str]]) -> None:
        """Each example goes on where the one before left off: the states of a link are all reachable."""
        links = deuren.links()
        for which, step, veld in steps:
            links[which].take(step, veld)
            for link in links:
                link.check()

    run()
    deuren.close()


def test_the_doors_do_give_what_is_agreed(address: str, tmp_path: Path) -> None:
    """Or the test above would show nothing."""
    deuren = Deuren(address, tmp_path)
    for link in deuren.links():
        for veld in VELDEN:
            link.take("widen", veld)
        link.take("make", "")
        contents = link.out()
        assert len(contents) == (3 if link.koppeling == deuren.gkv.koppeling.id else 2)
        for content in contents:
            assert ELSEWHERE in content
        assert {veld for veld, text in VELDEN.items() if text in "".join(contents)} == set(VELDEN)
        link.take("pause", "")
        assert link.out() == []
    deuren.close()
