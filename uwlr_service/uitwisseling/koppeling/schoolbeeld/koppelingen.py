"""The links of a school, for somebody of that school: which there are, who decided, and what went out."""

from collections.abc import Iterable
from dataclasses import replace

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.schoolkoppeling import Koppelingblad, Schoolkoppeling
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.toezicht.verkeer import KEPT
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.schoolbeeld.koppelingen import SchoolkoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.school.namen import GROEPEN, VESTIGINGEN, NamenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.schoolbeeld.aantallen import pupils_in, read_now


class Schoolkoppelingen:
    """Shows a school its links; in a fixed number of statements, however many there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, school: Schoolcode, *, door: Handelende) -> list[Schoolkoppeling]:
        """Every link of a school, also those that it left. Raises NietToegestaan."""
        door.require(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = _school_id(connection, school)
            koppelingen = SchoolkoppelingRepository(connection).of_school(school_id)
            open_now = _open_at(connection, school_id)
            gegevens = _gegevens(connection, school, koppelingen)
        return [
            replace(
                koppeling,
                voorstel=open_now.get(koppeling.koppeling),
                leerlingen=_aantal(koppeling, gegevens),
            )
            for koppeling in koppelingen
        ]

    def one(self, school: Schoolcode, koppeling_id: int, *, door: Handelende) -> Koppelingblad:
        """One link of a school in full. Raises NietToegestaan for one that it has nothing to do with."""
        door.require(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = _school_id(connection, school)
            links = SchoolkoppelingRepository(connection)
            koppelingen = links.of_school(school_id, koppeling_id)
            if not koppelingen:
                raise NietToegestaan
            voorstel = VoorstelRepository(connection).open(koppeling_id, school_id)
            (koppeling,) = koppelingen
            gegevens = _gegevens(connection, school, koppelingen)
            return Koppelingblad(
                koppeling=replace(koppeling, voorstel=voorstel, leerlingen=_aantal(koppeling, gegevens)),
                versies=links.versies(koppeling_id, school_id),
                uitgegaan=links.uitgegaan(koppeling_id, school_id, tijd.now() - KEPT),
                namen=_names_in(gegevens) or names_at(connection, school_id),
                mogelijk=_mogelijk(gegevens),
            )


def waiting_at(connection: Transaction, school_id: int) -> tuple[Schoolkoppeling, ...]:
    """The links with a proposal that the school has still to decide about."""
    open_now = _open_at(connection, school_id)
    if not open_now:
        return ()
    koppelingen = SchoolkoppelingRepository(connection).of_school(school_id)
    return tuple(
        replace(koppeling, voorstel=open_now[koppeling.koppeling])
        for koppeling in koppelingen
        if koppeling.koppeling in open_now
    )


def _open_at(connection: Transaction, school_id: int) -> dict[int, Voorstel]:
    """The proposals to a school that wait for a decision, by the number of their link."""
    voorstellen = VoorstelRepository(connection).of_school(school_id)
    return {voorstel.koppeling: voorstel for voorstel in voorstellen if voorstel.besluit is None}


def names_at(connection: Transaction, school_id: int) -> dict[str, str]:
    """The names of the groups and locations of a school, by key."""
    namen = NamenRepository(connection)
    names: dict[str, str] = {}
    for soort in (GROEPEN, VESTIGINGEN):
        names |= {benoemd.key: benoemd.naam for benoemd in namen.of(soort, [school_id])[school_id]}
    return names


def _school_id(connection: Transaction, school: Schoolcode) -> int:
    school_id = SchoolRepository(connection).find(school)
    if school_id is None:
        raise NietToegestaan
    return school_id


def _gegevens(
    connection: Transaction, school: Schoolcode, koppelingen: Iterable[Schoolkoppeling]
) -> Schoolgegevens | None:
    """The present school year, read once; None where no link runs, or there is nothing yet."""
    if not any(koppeling.stand.takes_part for koppeling in koppelingen):
        return None
    return read_now(connection, school)


def _names_in(gegevens: Schoolgegevens | None) -> dict[str, str]:
    """The names of groups and locations of a school that was read already."""
    if gegevens is None:
        return {}
    names = {groep.key: groep.naam for groep in gegevens.groepen}
    names |= {groep.key: groep.naam for groep in gegevens.samengestelde_groepen}
    return names | {vestiging.key: vestiging.naam for vestiging in gegevens.vestigingen}


def _mogelijk(gegevens: Schoolgegevens | None) -> Leerlingselectie:
    """Everything by which pupils can be chosen."""
    if gegevens is None:
        return Leerlingselectie()
    groepen = {groep.key for groep in gegevens.groepen}
    groepen |= {groep.key for groep in gegevens.samengestelde_groepen}
    return Leerlingselectie(
        vestigingen=frozenset(vestiging.key for vestiging in gegevens.vestigingen),
        jaargroepen=frozenset(filter(None, (leerling.jaargroep for leerling in gegevens.leerlingen))),
        groepen=frozenset(groepen),
    )


def _aantal(koppeling: Schoolkoppeling, gegevens: Schoolgegevens | None) -> int | None:
    """How many pupils an agreement is about today."""
    if koppeling.afspraak is None or gegevens is None or not koppeling.stand.takes_part:
        return None
    return pupils_in(gegevens, koppeling.afspraak.selectie) if koppeling.is_about_pupils else 0
