"""Makes the rosters of schools for whoever brings them to a partner, and writes down that they went out."""

from collections.abc import Iterable
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.koppeling.verstrekking import Uitgegeven
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.uwlr.verzoek import Geldigheid
from uwlr_service.formats.rooster import VORMEN
from uwlr_service.formats.rooster.vorm import Rooster
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht, read_opdracht
from uwlr_service.uitwisseling.gkv.rooster.samenstelling import make_rooster, require_fields
from uwlr_service.uitwisseling.gkv.toestand import read_toestand
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgave:
    """The roster of one school in one format, and the line about it in the register."""

    school: Schoolcode
    school_id: int
    rooster: Rooster
    uitgegeven: Uitgegeven


@dataclass(frozen=True, slots=True)
class Uitgaven:
    """The rosters of some schools, and why others of them give nothing now."""

    gemaakt: tuple[Uitgave, ...]
    geweigerd: tuple[tuple[Schoolcode, Geweigerd], ...]


class Roosterexport:
    """Makes rosters outside packages."""

    def __init__(self, database: Database, register: Register) -> None:
        self._database = database
        self._register = register

    def make(
        self,
        koppeling_id: int,
        scholen: Iterable[Schoolcode],
        vorm: str,
        *,
        allow_shrink: bool = False,
        door: Handelende,
    ) -> Uitgaven:
        """The rosters of some schools of a link; ``vorm`` is a name in ``VORMEN``. Nobody has them yet.

        A school that gives nothing now does not hold up the others: one that paused, one without data of
        this year, or one that the product is not admitted to; a link that is withdrawn or not of GKV refuses
        each. Of the others all are made or none: raises RoosterOnmogelijk, and NietToegestaan.
        """
        door.require(Actie.TOELATEN)
        now = tijd.now()
        opdrachten: list[Opdracht] = []
        geweigerd: list[tuple[Schoolcode, Geweigerd]] = []
        for school in scholen:
            try:
                opdracht = read_opdracht(self._database, koppeling_id, school, now)
                opdracht.require_leaves()
            except Geweigerd as fout:
                geweigerd.append((school, fout))
            else:
                opdrachten.append(opdracht)
        require_fields(VORMEN[vorm], koppeling_id, opdrachten)
        gemaakt = tuple(self._make(opdracht, vorm, allow_shrink) for opdracht in opdrachten)
        return Uitgaven(gemaakt, tuple(geweigerd))

    def record(self, gemaakt: Iterable[Uitgave], *, door: Handelende) -> None:
        """Write in the register and in the log that rosters go out: before anybody has them.

        Raises NietToegestaan, and Geweigerd if a school decided otherwise since they were made.
        """
        door.require(Actie.TOELATEN)
        gemaakt = list(gemaakt)
        for uitgave in gemaakt:
            uitgegeven = uitgave.uitgegeven
            with self._database.read() as connection:
                leaves = DeelnameRepository(connection).may_publish(
                    uitgegeven.koppeling_id, uitgave.school_id, uitgegeven.afspraak_id
                )
            if not leaves:
                raise Geweigerd(f"School {uitgave.school} heeft intussen iets anders besloten.")
        for uitgave in gemaakt:
            self._register.give(uitgave.uitgegeven, [])
            with self._database.write() as connection:
                record(connection, _gebeurtenis(uitgave, door))

    def _make(self, opdracht: Opdracht, vorm: str, allow_shrink: bool) -> Uitgave:
        afspraak = opdracht.afspraak
        geldigheid = Geldigheid.of(
            opdracht.stand.moment,
            afspraak.moment or opdracht.stand.moment,
            opdracht.stand.omslagdagen,
            opdracht.moment,
        )
        toestand = read_toestand(self._database, opdracht.school, opdracht.jaar, opdracht.stand)
        zichtbaar = toestand.visible(afspraak, geldigheid.peildatum)
        rooster = make_rooster(
            VORMEN[vorm],
            opdracht,
            toestand,
            zichtbaar,
            geldigheid.peildatum,
            allow_shrink=allow_shrink,
        )
        uitgegeven = Uitgegeven(
            koppeling_id=opdracht.koppeling.id,
            schooljaar_id=opdracht.stand.schooljaar_id,
            revisie=opdracht.stand.revisie,
            afspraak_id=opdracht.afspraak_id,
            aanmaakdatum=geldigheid.moment,
            bericht=vorm,
            xsdversie=GKV_VERSIE,
            gegevensset=afspraak.gegevensset,
            groepen="",
        )
        return Uitgave(
            school=opdracht.school,
            school_id=opdracht.stand.school_id,
            rooster=rooster,
            uitgegeven=uitgegeven,
        )


def _gebeurtenis(uitgave: Uitgave, door: Handelende) -> Gebeurtenis:
    return Gebeurtenis(
        soort=Logsoort.UITWISSELING,
        wat="rooster-uitgegeven",
        door=door,
        school_id=uitgave.school_id,
        inhoud={
            "koppeling": uitgave.uitgegeven.koppeling_id,
            "formaat": uitgave.uitgegeven.bericht,
            "leerlingen": uitgave.rooster.leerlingen,
        },
    )
