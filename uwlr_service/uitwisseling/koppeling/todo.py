"""What a school has to complete before a partner gets every pupil of the agreement."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import versies_of
from uwlr_service.domain.koppeling.klant import Autorisatiesleutel
from uwlr_service.domain.koppeling.uitsnede import Gemis, cut
from uwlr_service.domain.koppeling.verstrekking import Verstrekking
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.verstrekkingen import VerstrekkingRepository
from uwlr_service.repository.school.scholen import Schooljaarstand, SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """A pupil, by his LAS key, and what he lacks for a koppeling; ``xsdversies`` are those it matters in.

    ``weggelaten``: he is not served without it, and so disappears at a partner that had him.
    """

    koppeling: int
    school: Schoolcode
    schooljaar: Schooljaar
    leerling: str
    veld: str
    xsdversies: tuple[str, ...]
    weggelaten: bool
    eerder_verstrekt: bool


class Todolijst:
    """Looks ahead: what would be missing from the answers, before any partner asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_koppeling(self, koppeling_id: int) -> list[Todo]:
        """What the schools of a link have to complete; KoppelingOnbekend."""
        with self._database.read() as connection:
            koppelingen = KoppelingRepository(connection)
            koppelingen.get(koppeling_id)
            schools = koppelingen.school_ids(koppeling_id)
        return [todo for code in sorted(schools, key=str) for todo in self._of(koppeling_id, code)]

    def of_school(self, school: Schoolcode) -> list[Todo]:
        """What a school has to complete for any of its links: pupils that would be left out."""
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).ids([school]).get(school)
            koppelingen = KoppelingRepository(connection)
            links = koppelingen.of_school(school_id) if school_id is not None else []
            links = [link for link in links if any(_opens(key) for key in koppelingen.sleutels(link.id))]
        return [todo for link in links for todo in self._of(link.id, school) if todo.weggelaten]

    def _of(self, koppeling_id: int, code: Schoolcode) -> Iterator[Todo]:
        """Past school years are over: nobody completes them any more."""
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).ids([code])[code]
            schooljaren = SchoolRepository(connection).schooljaren(school_id)
            given = [
                v for v in VerstrekkingRepository(connection).of_koppeling(koppeling_id) if v.school == code
            ]
        for jaar, stand in schooljaren:
            if jaar >= Schooljaar.current():
                yield from self._of_schooljaar(
                    koppeling_id, code, jaar, stand, [v for v in given if v.schooljaar == jaar]
                )

    def _of_schooljaar(
        self,
        koppeling_id: int,
        code: Schoolcode,
        jaar: Schooljaar,
        stand: Schooljaarstand,
        given: list[Verstrekking],
    ) -> Iterator[Todo]:
        missing: dict[Gemis, list[str]] = {}
        with self._database.read() as connection:
            afspraak = AfspraakRepository(connection).current(koppeling_id, stand.school_id)
            gegevens = SchoolgegevensRepository(connection).read(code, jaar, stand)
        versies = sorted({v.xsdversie for v in given}) or versies_of(afspraak.gegevensset)
        for versie in versies:
            uitsnede = cut(gegevens, afspraak, afspraak.veldenlijst(versie), tijd.today())
            for gemis in uitsnede.gemis:
                missing.setdefault(gemis, []).append(versie)
        served = (
            self._served(koppeling_id, code, jaar, stand, given[-1]) if missing and given else frozenset()
        )
        for gemis, in_versies in missing.items():
            yield Todo(
                koppeling=koppeling_id,
                school=code,
                schooljaar=jaar,
                leerling=gemis.leerling,
                veld=gemis.veld,
                xsdversies=tuple(in_versies),
                weggelaten=gemis.weggelaten,
                eerder_verstrekt=gemis.leerling in served,
            )

    def _served(
        self,
        koppeling_id: int,
        code: Schoolcode,
        jaar: Schooljaar,
        stand: Schooljaarstand,
        last: Verstrekking,
    ) -> frozenset[str]:
        """The pupils of the last set that went out, read back from the state and the agreement of then."""
        with self._database.read() as connection:
            afspraak = AfspraakRepository(connection).version(
                koppeling_id, stand.school_id, last.afspraak_versie
            )
            then = replace(stand, revisie=last.revisie)
            gegevens = SchoolgegevensRepository(connection).read(code, jaar, then)
        veldenlijst = afspraak.veldenlijst(last.xsdversie, last.gegevensset)
        uitsnede = cut(gegevens, afspraak, veldenlijst, tijd.today(last.aanmaakdatum))
        return frozenset(leerling.key for leerling in uitsnede.gegevens.leerlingen)


def _opens(sleutel: Autorisatiesleutel) -> bool:
    """Whether anybody can still pull with a key; a link without one leaves nobody out."""
    return sleutel.is_valid(tijd.now())
