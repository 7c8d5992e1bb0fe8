"""Schools in links: they join, pause, go on and come back; they leave by ``Intrekkingen``."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import (
    AlGekoppeld,
    AlInKoppeling,
    Geweigerd,
    NietToegestaan,
    OvergangOngeldig,
    SchoolOnbekend,
)
from uwlr_service.domain.fouten.mensen import KoppelingVeranderd
from uwlr_service.domain.gkv.webhook import Wijziging
from uwlr_service.domain.koppeling.deelname import OVERGANGEN, Deelname, Deelnamegebeurtenis
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.koppeling.teksten import bijzondere_velden
from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_pause, record_resume, record_return
from uwlr_service.uitwisseling.koppeling.verandering import Verandering, require_single


@dataclass(frozen=True, slots=True, kw_only=True)
class Toetreding:
    """A school that joined a link: the agreement that holds now, and whether it had left before."""

    koppeling: Koppeling
    school: Schoolcode
    afspraak: Gegevensafspraak
    is_back: bool


class Deelnames:
    """The schools in links."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_koppeling(self, koppeling_id: int, *, door: Handelende) -> list[Deelname]:
        """Every school that has or had to do with a link. Raises KoppelingOnbekend, NietToegestaan."""
        with self._database.read() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            verandering.require_of_partner(Actie.PARTNER_ZIEN)
            return verandering.deelnames.of_koppeling(koppeling_id)

    def of_school(self, school: Schoolcode, *, door: Handelende) -> list[Deelname]:
        """Every link that a school has or had to do with, oldest first. Raises NietToegestaan."""
        door.require(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
            return [] if school_id is None else DeelnameRepository(connection).of_school(school_id)

    def admit(self, koppeling_id: int, school: Schoolcode, *, door: Handelende) -> Toetreding:
        """Let a school take part in a link, with what the set that the link was made with holds by itself.

        What other schools agreed to, and what this one agreed to before it left, does not count. The
        agreement is a new one, so the next package is full and the moment of UWLR moves. Nobody of the
        school decides here, so it is for the command line; a partner may do it for a test school.

        Raises KoppelingOnbekend, Geweigerd for a link that was withdrawn or was not admitted as far as this
        school, SchoolOnbekend, AlInKoppeling, AlGekoppeld for a school that the supplier has by another link,
        and NietToegestaan.
        """
        with self._database.write() as connection:
            return _admit(_opened(connection, koppeling_id, door), school)

    def admit_all(
        self, koppeling_id: int, scholen: Collection[Schoolcode], *, door: Handelende
    ) -> list[Toetreding]:
        """The same for every school that does not take part yet; all of them join, or none.

        Raises as ``admit`` does, but for schools that take part already: those stay as they are.
        """
        with self._database.write() as connection:
            verandering = _opened(connection, koppeling_id, door)
            ids = SchoolRepository(connection).ids(scholen).values()
            present = KoppelingRepository(connection).alike(verandering.koppeling, ids)
            return [_admit(verandering, school) for school in scholen if present.get(school) != koppeling_id]

    def pause(self, koppeling_id: int, school: Schoolcode, *, door: Handelende) -> Deelname:
        """Let nothing of a school leave over a link from the next call on; results are still taken.

        Nothing has to be destroyed. Raises NietToegestaan, KoppelingOnbekend, SchoolOnbekend, and
        OvergangOngeldig for a school that does not take part or paused already.
        """
        with self._database.write() as connection:
            verandering, deelname = _changed(
                connection, koppeling_id, school, Deelnamegebeurtenis.PAUSE, door
            )
            verandering.log("deelname-gepauzeerd", [deelname])
            verandering.tell_both(Berichtsoort.DEELNAME_GEPAUZEERD, [deelname])
            verandering.report(Wijziging.GEPAUZEERD, deelname)
            record_pause(BesluitRepository(connection), verandering.koppeling, school)
            return deelname

    def resume(
        self, koppeling_id: int, school: Schoolcode, *, versie: int | None = None, door: Handelende
    ) -> Deelname:
        """Let a school that paused go on, under the agreement that it had.

        ``versie`` is that of the agreement which was shown, where that is known. Raises as ``pause`` does,
        and KoppelingVeranderd when another agreement came meanwhile. Of a link that was withdrawn no school
        is paused: all have left it.
        """
        with self._database.write() as connection:
            verandering, deelname = _changed(
                connection, koppeling_id, school, Deelnamegebeurtenis.RESUME, door
            )
            # The command line may have widened it: nothing more may leave than what was looked at.
            if versie is not None and (deelname.afspraak is None or deelname.afspraak.versie != versie):
                raise KoppelingVeranderd
            verandering.log("deelname-hervat", [deelname])
            verandering.tell_both(Berichtsoort.DEELNAME_HERVAT, [deelname])
            verandering.report(Wijziging.HERVAT, deelname)
            record_resume(BesluitRepository(connection), verandering.koppeling, school)
            return deelname

    def rejoin(self, koppeling_id: int, school: Schoolcode, *, door: Handelende) -> Toetreding:
        """Let a school that left come back, with what it had agreed to itself; the partner gets all anew.

        It is a new agreement all the same, of this moment. Raises as ``pause`` does; also Geweigerd for a
        link that was withdrawn, and for one with extra protected data: two people decide about those, on a
        proposal.
        """
        door.require(Actie.BESLUITEN, school=school)
        door.require_fresh()
        with self._database.write() as connection:
            require_part(connection, koppeling_id, school, door)
            verandering = Verandering.begin(connection, koppeling_id, door)
            deelname = verandering.deelname(school)
            follow(OVERGANGEN, deelname.stand, Deelnamegebeurtenis.REJOIN)
            verandering.require_open()
            require_single(connection, verandering.koppeling, deelname.school_id)
            verandering.require_reach(SchoolRepository(connection).locked_soort(deelname.school_id))
            if deelname.afspraak is None:
                raise OvergangOngeldig(
                    "Deze school had hier nog geen afspraak. Het bedrijf doet een voorstel."
                )
            if bijzondere_velden(deelname.afspraak):
                raise Geweigerd(
                    "Hierin zitten extra beschermde gegevens. Vraag het bedrijf om een nieuw voorstel."
                )
            return _join(verandering, school, deelname.school_id, deelname.afspraak)


def _changed(
    connection: Transaction,
    koppeling_id: int,
    school: Schoolcode,
    gebeurtenis: Deelnamegebeurtenis,
    door: Handelende,
) -> tuple[Verandering, Deelname]:
    """Bring a school into the state that an event leads to, without another agreement."""
    door.require(Actie.BESLUITEN, school=school)
    require_part(connection, koppeling_id, school, door)
    verandering = Verandering.begin(connection, koppeling_id, door)
    deelname = verandering.deelname(school)
    overgang = follow(OVERGANGEN, deelname.stand, gebeurtenis)
    now = tijd.now()
    verandering.deelnames.change(koppeling_id, deelname.school_id, overgang.naar, now, navraag=None)
    return verandering, replace(deelname, stand=overgang.naar, sinds=now, navraag=None)


def require_part(connection: Transaction, koppeling_id: int, school: Schoolcode, door: Handelende) -> None:
    """Raise NietToegestaan for a person at a school that has nothing to do with a link.

    Asked before the link itself, so that one of others is looked for no longer than one that is not there.
    """
    if door.is_person and DeelnameRepository(connection).get(koppeling_id, school) is None:
        raise NietToegestaan


def _opened(connection: Transaction, koppeling_id: int, door: Handelende) -> Verandering:
    """A link that schools can join, by somebody who may let them."""
    verandering = Verandering.begin(connection, koppeling_id, door)
    verandering.require_of_partner(Actie.VOORSTELLEN)
    verandering.require_open()
    return verandering


def _admit(verandering: Verandering, school: Schoolcode) -> Toetreding:
    """Let a school take part, with the set that the link was made with."""
    connection = verandering.connection
    scholen = SchoolRepository(connection)
    school_id = scholen.find(school)
    soort = None if school_id is None else scholen.locked_soort(school_id)
    if verandering.door.is_person and soort is not Schoolsoort.TEST:
        raise NietToegestaan
    if school_id is None or soort is None:
        raise SchoolOnbekend.before_import([school])
    _require_free(connection, verandering, school, school_id)
    verandering.require_schools({school: school_id}, {soort})
    koppeling_id = verandering.koppeling.id
    before = verandering.deelnames.of_number(koppeling_id, school_id)
    follow(OVERGANGEN, None if before is None else before.stand, Deelnamegebeurtenis.ADMIT)
    afspraak = Gegevensafspraak(gegevensset=AfspraakRepository(connection).first_set(koppeling_id))
    return _join(verandering, school, school_id, afspraak)


def _require_free(
    connection: Transaction, verandering: Verandering, school: Schoolcode, school_id: int
) -> None:
    """Raise AlInKoppeling or AlGekoppeld for a school that the supplier has already."""
    koppeling = verandering.koppeling
    klant = koppeling.klant
    present = KoppelingRepository(connection).alike(koppeling, [school_id])
    if koppeling.id in present.values():
        raise AlInKoppeling.van(koppeling.id, school)
    if present:
        raise AlGekoppeld.met(f"{klant.naam} ({klant.code})", present)


def _join(
    verandering: Verandering, school: Schoolcode, school_id: int, afspraak: Gegevensafspraak
) -> Toetreding:
    """Let a school take part under a new agreement, and tell whoever it concerns."""
    connection = verandering.connection
    koppeling = verandering.koppeling
    joined = AfspraakRepository(connection).admit(koppeling.id, {school_id: afspraak}, verandering.door.naam)
    afspraak_id, concluded = joined[school_id]
    VoorstelRepository(connection).decide(koppeling.id, [school_id], Besluit.VERVANGEN)
    is_back = IntrekkingRepository(connection).end(koppeling.id, school_id, afspraak_id)
    deelname = verandering.deelname(school)
    verandering.log("deelname-actief", [deelname], afspraakversie=concluded.versie, teruggekomen=is_back)
    verandering.tell_both(Berichtsoort.DEELNAME_ACTIEF, [deelname])
    # The partner had nothing of it, or had to destroy that: all of the agreement is new to it.
    verandering.report(Wijziging.GEACCEPTEERD, deelname, erbij=fields_of(concluded))
    if is_back:
        WebhookRepository(connection).drop_intrekkingen(koppeling.id, school_id)
        # A replay of the withdrawal after a restore must not take the school out once more.
        record_return(BesluitRepository(connection), koppeling, school, concluded)
    return Toetreding(koppeling=koppeling, school=school, afspraak=concluded, is_back=is_back)
