"""After a restore from backup: what was taken away holds again, and no count or moment comes twice.

docs/operate.rst says when an operator does this, and what it cannot bring back.
"""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import Geweigerd, JournaalOnbruikbaar
from uwlr_service.domain.koppeling.besluit import JUMP, Besluit, Besluitsoort
from uwlr_service.domain.las.las import NUMBERS_BEYOND
from uwlr_service.domain.las.ontvangst import Voorbij
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.extern import ExternRepository, ProviderRepository
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.klas.apparaten import ApparaatRepository
from uwlr_service.repository.account.klas.middelen import MiddelRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.generiek import GkvGeneriekRepository
from uwlr_service.repository.gkv.herstel import GkvHerstelRepository
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.herstel.standen import StandRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.getoond import GetoondRepository
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.las.aantekening import Aangetekend, Aantekening
from uwlr_service.repository.las.lassen import LasRepository
from uwlr_service.repository.las.lassleutels import LassleutelRepository
from uwlr_service.repository.las.webhooks import LaswebhookRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.volgorde import VolgordeRepository
from uwlr_service.uitwisseling.gkv.herstel import GkvHerstel
from uwlr_service.uitwisseling.herstel.gkvkoppelingen import Gkvtafel
from uwlr_service.uitwisseling.herstel.journalen import Bronnen, read_all
from uwlr_service.uitwisseling.herstel.lassen import Lastafel
from uwlr_service.uitwisseling.herstel.mensen import Mensentafel
from uwlr_service.uitwisseling.herstel.naspelen import Nagespeeld, Tafel, replay
from uwlr_service.uitwisseling.herstel.toepassingen import Toepassingtafel
from uwlr_service.uitwisseling.inzage.vergeten import Vergeetbeheer
from uwlr_service.uitwisseling.koppeling.journaal import Journaal
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

AHEAD = timedelta(minutes=5)
"""Changes that follow each other fast put the clock of a school ahead; by less than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Herstelverslag:
    """What was done.

    ``stand`` is when the database was last written to before it was put back, as far as it shows; None when
    nothing shows. ``moment`` is what every school year is of now. ``ketens`` is how many chains of packages
    begin anew, ``gescheurd`` which journals end in half a line, ``zonder_sleutel`` which links no key opens.
    ``lassen`` are those that took results over which may be lost here.
    """

    stand: datetime | None
    moment: datetime
    journalen: tuple[Path, ...]
    gescheurd: tuple[Path, ...]
    nagespeeld: tuple[Nagespeeld, ...]
    ketens: int
    schooljaren: int
    zonder_sleutel: tuple[int, ...]
    lassen: tuple[Voorbij, ...]


class Terugzetting:
    """Lets the service go on from a database that was put back."""

    def __init__(
        self, database: Database, journaal: Journaal, gkv: GkvHerstel, vergeetbeheer: Vergeetbeheer
    ) -> None:
        self._database = database
        self._journaal = journaal
        self._gkv = gkv
        self._vergeetbeheer = vergeetbeheer

    def complete(self, journalen: Iterable[Path] = (), *, zonder_journaal: bool = False) -> Herstelverslag:
        """Make the decisions of journals hold again, and let every count and moment go on far ahead.

        The journals are that of this machine, the others it wrote, and those that are named. To do it again
        changes no decision, and lets the counts jump once more. Raises JournaalVerdwenen, unless
        ``zonder_journaal``, JournaalBeschadigd, JournaalOnbruikbaar, OpslagOnbruikbaar, and Geweigerd.
        """
        bronnen = self._sources(list(journalen), zonder_journaal=zonder_journaal)
        highest = max(_numbers_of(bronnen.besluiten), default=0)
        # First the chains: until the transaction below the database is older than its journal, and the
        # service does not start. If this is cut off it is simply done again.
        ketens = self._gkv.after_restore(self._seen(highest))
        with self._database.write() as connection:
            standen = StandRepository(connection)
            besluiten = BesluitRepository(connection)
            trace = standen.newest_trace()
            before = besluiten.newest()
            earlier = besluiten.newest(Besluitsoort.HERSTELD)
            if bronnen.installatie not in (None, self._journaal.installatie().id):
                besluiten.become(bronnen.installatie)
            known = besluiten.numbers()
            lacking = [besluit for besluit in bronnen.besluiten if besluit.nummer not in known]
            is_again = before == earlier or not lacking
            stand = _oldest(trace, earlier) if is_again else trace
            besluiten.add(lacking)
            # Before the moments move: an agreement that is put in force gets the next one of its school.
            nagespeeld = replay(
                Tafel(
                    koppelingen=KoppelingRepository(connection),
                    afspraken=AfspraakRepository(connection),
                    deelnames=DeelnameRepository(connection),
                    intrekkingen=IntrekkingRepository(connection),
                    voorstellen=VoorstelRepository(connection),
                    scholen=SchoolRepository(connection),
                    gkv=Gkvtafel(
                        partnersleutels=PartnersleutelRepository(connection),
                        generiek=GkvGeneriekRepository(connection),
                        webhooks=WebhookRepository(connection),
                    ),
                    toelatingen=ToelatingRepository(connection),
                    standen=standen,
                    mensen=Mensentafel(
                        inloggen=InlogRepository(connection),
                        accounts=AccountRepository(connection),
                        factoren=FactorRepository(connection),
                        extern=ExternRepository(connection),
                    ),
                    lassen=Lastafel(
                        lassen=LasRepository(connection),
                        sleutels=LassleutelRepository(connection),
                        webhooks=LaswebhookRepository(connection),
                        scholen=SchoolRepository(connection),
                    ),
                    middelen=MiddelRepository(connection),
                    providers=ProviderRepository(connection),
                    toepassingen=Toepassingtafel(connection=connection),
                    vergeet=functools.partial(self._vergeetbeheer.again, connection),
                ),
                lacking,
            )
            _shut_out(connection)
            # A first yes that was taken back since may not count again: the two persons say so once more.
            GetoondRepository(connection).stop_all_waiting()
            moment = _later_than_all(standen, bronnen.besluiten)
            schooljaren = standen.move_on(moment, JUMP)
            last_message = VolgordeRepository(connection).jump(JUMP, tijd.now())
            # A decision that no journal here has must not share its number with one that is still to come.
            besluiten.go_on_from(max(known | {besluit.nummer for besluit in lacking}, default=0) + JUMP)
            reached = max(ketens.vanaf.values(), default=highest)
            last_las = max(LasRepository(connection).highest(), _last_las(bronnen, self._notes(bronnen)))
            besluiten.record_general(
                Besluitsoort.HERSTELD,
                {
                    "volgnummer": reached,
                    "stand": stand and written(stand),
                    "las": last_las + NUMBERS_BEYOND,
                },
            )
            zonder_sleutel = standen.shut(tijd.now())
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="database-hersteld",
                    door=Handelende.opdrachtregel(),
                    inhoud={"stand": stand and written(stand), "nagespeeld": len(nagespeeld)},
                ),
            )
            if not self._journaal.is_there():  # it was lost, and the next write begins another one
                self._journaal.miss_no_more(besluiten)
        self._journaal.write()
        return Herstelverslag(
            stand=stand,
            moment=moment,
            journalen=bronnen.paden,
            gescheurd=bronnen.gescheurd,
            nagespeeld=tuple(nagespeeld),
            ketens=len(ketens.vanaf),
            schooljaren=schooljaren,
            zonder_sleutel=tuple(zonder_sleutel),
            lassen=tuple(_ahead(self._notes(bronnen), last_message)),
        )

    def _sources(self, given: list[Path], *, zonder_journaal: bool) -> Bronnen:
        """What the journals hold. Raises Geweigerd where one is passed over that is there."""
        own = self._journaal.bestand.path
        if zonder_journaal and self._journaal.is_there():
            raise Geweigerd(
                f"Het journaal {own} is er. Laat --zonder-journaal weg, of zet dit bestand opzij als het niet"
                " deugt."
            )
        known = self._journaal.installatie()
        missed = None if zonder_journaal else self._journaal.missed(known)
        bronnen = read_all(own, [*given, *self._journaal.others()], missed=missed)
        if bronnen.installatie in (None, known.id):
            return bronnen
        # A backup of before there were journals has no number of its installation, and gets one when it is
        # migrated. Whoever names the journal says that it is of this database.
        if self._journaal.was_ever_written() or not given:
            raise JournaalOnbruikbaar(
                f"Het journaal {bronnen.paden[0]} hoort bij een andere database. Is deze teruggezet van voor"
                f" dit journaal, noem het dan: uwlr db restored --journal {bronnen.paden[0]}"
            )
        return bronnen

    def _notes(self, bronnen: Bronnen) -> list[Aangetekend]:
        """What LASes said last, by the notes beside journals."""
        paths = {self._journaal.bestand.path, *bronnen.paden}
        return list(chain.from_iterable(Aantekening.beside(path).read() for path in paths))

    def _seen(self, highest: int) -> dict[tuple[int, int], int]:
        """The highest number of each chain of packages, by the storage and by earlier restores."""
        seen = self._gkv.seen_in_packages()
        with self._database.read() as connection:
            chains = GkvHerstelRepository(connection).highest()
        for keten in chains:
            seen[keten] = max(seen.get(keten, 0), highest)
        return seen


def _numbers_of(besluiten: Iterable[Besluit]) -> list[int]:
    """How far the numbers of packages went at earlier restores."""
    return [besluit.inhoud["volgnummer"] for besluit in besluiten if besluit.soort is Besluitsoort.HERSTELD]


def _oldest(trace: datetime | None, earlier: Besluit | None) -> datetime | None:
    """What the database was put back to, where this was done after the same restore already.

    The earlier time left a mark of its own, and results that were lost before it are as lost now.
    """
    said = earlier.inhoud.get("stand") if earlier else None
    moments = [moment for moment in (trace, said and datetime.fromisoformat(said)) if moment]
    return min(moments, default=None)


def _later_than_all(standen: StandRepository, besluiten: Iterable[Besluit]) -> datetime:
    """A moment behind all that any partner was ever given, as far as anybody can know."""
    moments = [tijd.now(), *(besluit.moment for besluit in besluiten)]
    klok = standen.newest_klok()
    if klok is not None:
        moments.append(klok)
    return tijd.whole_second(max(moments)) + AHEAD


def _last_las(bronnen: Bronnen, notes: Iterable[Aangetekend]) -> int:
    """The highest number of a LAS that anything outside the database names, or that it may go beyond."""
    in_journals = (besluit.inhoud.get("las", 0) for besluit in bronnen.besluiten)
    return max((*in_journals, *(noted.las for noted in notes)), default=0)


def _ahead(notes: Iterable[Aangetekend], last: int) -> Iterator[Voorbij]:
    """The LASes that took over messages behind the last one here."""
    farthest: dict[int, Aangetekend] = {}
    for aangetekend in notes:
        known = farthest.get(aangetekend.las)
        if aangetekend.volgnummer > last and (known is None or known.moment < aangetekend.moment):
            farthest[aangetekend.las] = aangetekend
    for las_id in sorted(farthest):
        yield Voorbij(las=las_id, naam=farthest[las_id].naam, moment=farthest[las_id].moment)


def _shut_out(connection: Transaction) -> None:
    """End every session, grant, invitation and device of a class: some had ended or been used by then."""
    now = tijd.now()
    ApparaatRepository(connection).end_all(now)
    SessieRepository(connection).end_all(Einde.HERSTELD, now)
    UitnodigingRepository(connection).withdraw_all(now)
