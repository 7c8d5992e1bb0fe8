"""A school asks what went where of a pupil or a guardian: the overview, which is itself a line of the log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import LeerlingOnbekend, SchoolOnbekend, VerzorgerOnbekend
from uwlr_service.domain.gkv.generiek import Nummersoort
from uwlr_service.domain.inzage.overzicht import (
    Besluitregel,
    Overzicht,
    Partnerinzage,
    Soort,
    Vernietiging,
    Verstrekt,
    Zekerheid,
    merged,
)
from uwlr_service.domain.inzage.vergeten import hash_of
from uwlr_service.domain.koppeling.gkvsets import ROOSTERS
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.domain.uwlr.verzoek import Bericht
from uwlr_service.formats.generiek.namespaces import GET_LEERLINGEN
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv import nummers
from uwlr_service.repository.inzage.accounts import LeerlingaccountRepository
from uwlr_service.repository.inzage.geschiedenis import GeschiedenisRepository
from uwlr_service.repository.inzage.uitgiften import (
    Afspraakversie,
    Periode,
    UitgifteRepository,
)
from uwlr_service.repository.inzage.vergeten import VergetenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.resultatenlijst import ResultatenlijstRepository
from uwlr_service.uitwisseling.inzage.geschiedenis import (
    LEERLINGEN,
    Betrokkenen,
    Geschiedenis,
    betrokkenen_of,
    read_geschiedenis,
    relaties_of,
)
from uwlr_service.uitwisseling.inzage.namen import naam_of_leerling, naam_of_verzorger, namen_of
from uwlr_service.uitwisseling.inzage.regels import Regels, all_of
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

BERICHTEN = (Bericht.LEERLINGGEGEVENS.value, Bericht.LEERLINGEN.value, GET_LEERLINGEN, *ROOSTERS)
"""The messages whose answers hold pupils, and the files that do."""
NUMMERSOORT = {Soort.LEERLING: Nummersoort.LEERLING, Soort.VERZORGER: Nummersoort.VERZORGER}
EVERYTHING: Periode = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijs:
    """All that was read about the people of an overview, for whoever has to know what a package held."""

    school_id: int
    geschiedenis: Geschiedenis
    afspraken: dict[int, Afspraakversie]
    regels: Regels


class Inzage:
    """What went out and came in about one pupil or guardian of a school."""

    def __init__(self, database: Database, secret: bytes, retention: timedelta) -> None:
        self._database = database
        self._secret = secret
        self._retention = retention

    def of_leerling(
        self,
        school: Schoolcode,
        leerling: str | int,
        van: date | None = None,
        tot: date | None = None,
        *,
        door: Handelende,
    ) -> Overzicht:
        """What each partner got of a pupil, and what came in; ``van`` and ``tot`` are both included.

        The pupil is named by key, or by the number that an address has in its place. Raises NietToegestaan,
        SchoolOnbekend, and LeerlingOnbekend for a number of nobody and for a key that no kept version and no
        result has.
        """
        door.require(Actie.INZAGE, school=school)
        with self._database.read() as connection:
            school_id, key = _whose(connection, school, Soort.LEERLING, leerling)
            if key is None:
                raise LeerlingOnbekend
            bewijs = self.read(connection, school, school_id, Betrokkenen(frozenset({key})))
            resultaten = ResultatenlijstRepository(connection).find(
                school_id, Resultatenfilter(leerlingen=frozenset({key}), history=True)
            )
            if not bewijs.geschiedenis.jaren and not resultaten:
                raise LeerlingOnbekend
            partners = self._partners(connection, bewijs, _periode(van, tot))
            accounts = LeerlingaccountRepository(connection, school_id).read(key, _eckids(bewijs))
            schoolnaam = _schoolnaam(connection, bewijs)
            vergeten = VergetenRepository(connection).last(school_id, hash_of(self._secret, school, key))
        geschiedenis = bewijs.geschiedenis
        overzicht = Overzicht(
            school=school,
            soort=Soort.LEERLING,
            key=key,
            naam=naam_of_leerling(geschiedenis, key),
            van=van,
            tot=tot,
            gemaakt=tijd.now(),
            partners=partners,
            resultaten=tuple(resultaten),
            vergeten_voor=_vergeten_voor(partners),
            schoolnaam=schoolnaam,
            namen=namen_of(bewijs.geschiedenis),
            geblokkeerd=tuple(
                sorted(
                    waarden["@verzorger"] for _, waarden in relaties_of(geschiedenis) if _is_blocked(waarden)
                )
            ),
            teruggekomen=None if vergeten is None else vergeten.teruggekomen or vergeten.moment,
            accounts=accounts,
        )
        self._log(overzicht, school_id, door)
        return overzicht

    def of_verzorger(
        self,
        school: Schoolcode,
        verzorger: str | int,
        van: date | None = None,
        tot: date | None = None,
        *,
        door: Handelende,
    ) -> Overzicht:
        """The same of a guardian: only packages hold guardians.

        Raises NietToegestaan, SchoolOnbekend, and VerzorgerOnbekend.
        """
        door.require(Actie.INZAGE, school=school)
        with self._database.read() as connection:
            school_id, key = _whose(connection, school, Soort.VERZORGER, verzorger)
            if key is None:
                raise VerzorgerOnbekend
            betrokkenen = betrokkenen_of(GeschiedenisRepository(connection, school_id), key)
            bewijs = self.read(connection, school, school_id, betrokkenen)
            naam = naam_of_verzorger(bewijs.geschiedenis, key)
            if naam is None and not betrokkenen.leerlingen:
                raise VerzorgerOnbekend
            partners = self._partners(connection, bewijs, _periode(van, tot))
            schoolnaam = _schoolnaam(connection, bewijs)
        overzicht = Overzicht(
            school=school,
            soort=Soort.VERZORGER,
            key=key,
            naam=naam,
            van=van,
            tot=tot,
            gemaakt=tijd.now(),
            partners=partners,
            vergeten_voor=_vergeten_voor(partners),
            schoolnaam=schoolnaam,
            namen=namen_of(bewijs.geschiedenis),
            geblokkeerd=tuple(
                sorted(
                    str(relatie.leerling)
                    for relatie, waarden in relaties_of(bewijs.geschiedenis)
                    if waarden["@verzorger"] == key and _is_blocked(waarden)
                )
            ),
        )
        self._log(overzicht, school_id, door)
        return overzicht

    def read(
        self, connection: Transaction, school: Schoolcode, school_id: int, betrokkenen: Betrokkenen
    ) -> Bewijs:
        """All versions of some people of a school, and the agreements under which they could go out."""
        afspraken = UitgifteRepository(connection, school_id).afspraken()
        geschiedenis = read_geschiedenis(
            GeschiedenisRepository(connection, school_id), school, betrokkenen, afspraken.values()
        )
        kept_since = tijd.now() - self._retention
        return Bewijs(
            school_id=school_id,
            geschiedenis=geschiedenis,
            afspraken=afspraken,
            regels=Regels(geschiedenis, afspraken, kept_since),
        )

    def _partners(
        self, connection: Transaction, bewijs: Bewijs, periode: Periode
    ) -> tuple[Partnerinzage, ...]:
        uitgiften = UitgifteRepository(connection, bewijs.school_id)
        jaren = bewijs.geschiedenis.jaren
        koppelingen = {versie.koppeling for versie in bewijs.afspraken.values()}
        if not koppelingen:
            return ()
        register = []
        if bewijs.geschiedenis.betrokkenen.verzorger is None:
            register = uitgiften.register(koppelingen, jaren, BERICHTEN, periode)
        pakketten = uitgiften.pakketten(koppelingen, periode)
        verstrekt: dict[int, list[Verstrekt]] = defaultdict(list)
        for koppeling, regel in all_of(bewijs.regels, register, pakketten):
            verstrekt[koppeling].append(regel)
        return tuple(
            _partner(koppeling, regels, bewijs.afspraken.values())
            for koppeling, regels in sorted(verstrekt.items())
        )

    def _log(self, overzicht: Overzicht, school_id: int, door: Handelende) -> None:
        """Write who asked, and about whom by a hash only; without the log there is no overview."""
        inhoud = {
            "soort": overzicht.soort.value,
            "hash": hash_of(self._secret, overzicht.school, overzicht.key),
            "partners": len(overzicht.partners),
        }
        with self._database.write() as connection:
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.INZAGE, wat="overzicht", door=door, school_id=school_id, inhoud=inhoud
                ),
            )


def school_and_key_of(
    connection: Transaction, school: Schoolcode, soort: Soort, nummer: int
) -> tuple[int, str | None]:
    """The number of a school, and the key that a number in an address stands for. Raises SchoolOnbekend."""
    known = nummers.school_and_key_of(connection, school, NUMMERSOORT[soort], nummer)
    if known is None:
        raise SchoolOnbekend.of(school)
    return known


def _whose(
    connection: Transaction, school: Schoolcode, soort: Soort, wie: str | int
) -> tuple[int, str | None]:
    if isinstance(wie, int):
        return school_and_key_of(connection, school, soort, wie)
    return SchoolRepository(connection).get(school), wie


def _eckids(bewijs: Bewijs) -> frozenset[str]:
    """The ECK-iDs that the versions of a pupil had."""
    versies = bewijs.geschiedenis.versies[LEERLINGEN]
    return frozenset(versie.inhoud.eckid for versie in versies if versie.inhoud.eckid)


def _schoolnaam(connection: Transaction, bewijs: Bewijs) -> str | None:
    """The name of the school; it came with the agreements where there are any."""
    for versie in bewijs.afspraken.values():
        return versie.schoolnaam
    return next(iter(SchoolRepository(connection).names([bewijs.school_id])), None)


def _periode(van: date | None, tot: date | None) -> Periode:
    begin: datetime | None = None
    end: datetime | None = None
    if van is not None:
        begin = tijd.midnight(van)
    if tot is not None and tot < date.max:
        end = tijd.midnight(tot + timedelta(days=1))
    return begin, end


def _partner(koppeling: int, regels: list[Verstrekt], afspraken: Iterable[Afspraakversie]) -> Partnerinzage:
    own = sorted(
        (versie for versie in afspraken if versie.koppeling == koppeling),
        key=lambda versie: versie.afspraak.versie,
    )
    newest = own[-1]
    used = {regel.afspraakversie for regel in regels}
    return Partnerinzage(
        koppeling=koppeling,
        klantnaam=newest.klantnaam,
        bedrijf=newest.aanbieder.partner,
        product=newest.aanbieder.product,
        gegevensset=newest.afspraak.gegevensset,
        doel=next((versie.doel for versie in reversed(own) if versie.doel), None),
        verstrekt=merged(regels),
        besluiten=tuple(
            Besluitregel(
                versie=versie.afspraak.versie,
                moment=versie.afspraak.moment,
                gegevensset=versie.afspraak.gegevensset,
                door=versie.door,
            )
            for versie in own
            if versie.afspraak.versie in used
        ),
        vernietigingen=tuple(
            Vernietiging(
                gevraagd=intrekking.moment,
                verwijderen_voor=intrekking.verwijderen_voor,
                bevestigd=intrekking.bevestigd,
                is_hervat=intrekking.is_hervat,
            )
            for intrekking in newest.intrekkingen
        ),
    )


def _vergeten_voor(partners: Iterable[Partnerinzage]) -> date | None:
    """The day before which it is known who got something, but not what."""
    last: date | None = None
    for partner in partners:
        for verstrekt in partner.verstrekt:
            if verstrekt.zekerheid is Zekerheid.VERGETEN:
                following = tijd.today(verstrekt.laatste) + timedelta(days=1)
                last = following if last is None else max(last, following)
    return last


def _is_blocked(waarden: Mapping[str, str]) -> bool:
    return waarden.get("geblokkeerd") in ("true", "1")
