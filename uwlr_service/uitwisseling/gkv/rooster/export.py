"""Hands the roster of schools to whoever brings it to their partner, and writes down that it went out."""

from collections.abc import Iterable
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.koppeling.verstrekking import Uitgegeven
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.uwlr.verzoek import Geldigheid
from uwlr_service.formats.rooster import VORMEN
from uwlr_service.formats.rooster.vorm import Rooster
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht, read_opdracht
from uwlr_service.uitwisseling.gkv.rooster.samenstelling import make_rooster, require_fields
from uwlr_service.uitwisseling.gkv.toestand import read_toestand
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


@dataclass(frozen=True, slots=True)
class Uitgave:
    """The roster of one school in one format."""

    school: Schoolcode
    rooster: Rooster


class Roosterexport:
    """Makes rosters outside packages."""

    def __init__(self, database: Database, register: Register) -> None:
        self._database = database
        self._register = register

    def give(
        self,
        koppeling_id: int,
        scholen: Iterable[Schoolcode],
        vorm: str,
        *,
        allow_shrink: bool = False,
        door: Handelende,
    ) -> list[Uitgave]:
        """The rosters of some schools of a link, all or none; ``vorm`` is a name in ``VORMEN``.

        They are in the register of what went out, and in the log, before anybody has them. Raises
        NietToegestaan, KoppelingOnbekend, SchoolOnbekend, RoosterOnmogelijk, and Geweigerd for a link that is
        withdrawn or not one of GKV, a school that paused or a product that was not admitted.
        """
        door.require(Actie.TOELATEN)
        now = tijd.now()
        opdrachten = [read_opdracht(self._database, koppeling_id, school, now) for school in scholen]
        for opdracht in opdrachten:
            opdracht.require_leaves()
        require_fields(VORMEN[vorm], koppeling_id, opdrachten)
        made: list[tuple[Opdracht, Rooster, Uitgegeven]] = []
        for opdracht in opdrachten:
            made.append((opdracht, *self._make(opdracht, vorm, allow_shrink)))
        for opdracht, rooster, uitgegeven in made:
            self._register.give(uitgegeven, [])
            with self._database.write() as connection:
                record(connection, _gebeurtenis(opdracht, rooster, vorm, door))
        return [Uitgave(opdracht.school, rooster) for opdracht, rooster, _ in made]

    def _make(self, opdracht: Opdracht, vorm: str, allow_shrink: bool) -> tuple[Rooster, Uitgegeven]:
        """The roster, and the line about it in the register."""
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
        return rooster, uitgegeven


def _gebeurtenis(opdracht: Opdracht, rooster: Rooster, vorm: str, door: Handelende) -> Gebeurtenis:
    return Gebeurtenis(
        soort=Logsoort.UITWISSELING,
        wat="rooster-uitgegeven",
        door=door,
        school_id=opdracht.stand.school_id,
        inhoud={
            "koppeling": opdracht.koppeling.id,
            "formaat": vorm,
            "leerlingen": rooster.leerlingen,
        },
    )
