"""What the tests of GKV share: a link, deliveries made on days of one's own choosing, a partner's copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from uwlr_service.client.gkv_kopie import Kopie
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.pakket import Pakket, open_pakket
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhookbeheer import Webhookbeheer
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

SECRET = b"a secret that is used in tests only"
partners = count(1)
"""A partner has one link at a school, and a test may make several."""


class Gkv:
    """The side of the LAS and that of the partner, for one link with one school."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        school: Schoolcode = SCHOOL,
        gegevensset: str = "gkv-basis",
    ) -> None:
        self.database = database
        self.folder = folder
        self.school = school
        self.beheer = Koppelingbeheer(database, SECRET)
        self.koppeling = self.beheer.add(
            klantnaam="Ouders & Co",
            klantcode=f"OC{next(partners)}",
            scholen=[school],
            gegevensset=gegevensset,
            door=DOOR,
        ).koppeling.id
        self.leveringen = Leveringen(
            database, Ondertekening(database, SECRET), Opslag(str(folder / "leveringen"))
        )
        self.webhookbeheer = Webhookbeheer(database, Ondertekening(database, SECRET))
        self.start = tijd.now()

    def make(self, day: int = 0, *, volledig: bool = False, allow_shrink: bool = False) -> Levering:
        """The delivery of so many days from now."""
        moment = self.start + timedelta(days=day)
        return self.leveringen.make(
            self.koppeling, self.school, moment=moment, volledig=volledig, allow_shrink=allow_shrink
        )

    def path(self, levering: Levering) -> Path:
        """Where the package lies."""
        return self.folder / "leveringen" / str(levering.pad)

    def open(self, levering: Levering) -> Pakket:
        """The package as a partner opens it, with the published keys."""
        return open_pakket(self.path(levering), Ondertekening(self.database, SECRET).published())

    def text(self, levering: Levering, naam: str = "basis.xml") -> str:
        """One file of a package."""
        pakket = self.open(levering)
        (bestand,) = (entry for entry in pakket.manifest.bestanden if entry.naam == naam)
        return b"".join(pakket.read(bestand)).decode()

    @contextmanager
    def kopie(self, naam: str = "kopie") -> Iterator[Kopie]:
        """A partner's copy."""
        made = Kopie(self.folder / f"{naam}.sqlite")
        try:
            yield made
        finally:
            made.close()

    def objects(self, kopie: Kopie) -> list[Fragment]:
        """What is in a copy."""
        return list(kopie.objects(str(self.koppeling), str(self.school)))
