"""A supplier asks for more, and each school decides."""

from collections.abc import Mapping

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import takes_away
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.voorstel import Besluit, Voorstel, is_wider
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository, LopendeAfspraak
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_narrowing


class Voorstellen:
    """Proposals, and what schools decide on them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self,
        koppeling_id: int,
        doel: str,
        *,
        gegevensset: str | None = None,
        velden: Mapping[str, bool] | None = None,
    ) -> list[Voorstel]:
        """Ask every school of a GKV link for a wider agreement; until it accepts, the old one holds.

        Raises KoppelingOnbekend, VeldOngeldig, and Geweigerd for what is not wider or was withdrawn.
        """
        if not doel.strip():
            raise Geweigerd("Een voorstel zegt waarvoor de gegevens nodig zijn.")
        with self._database.write() as connection:
            KoppelingRepository(connection).open(koppeling_id).require_gkv()
            wanted: dict[int, str] = {}
            for deelname in AfspraakRepository(connection).current_of(koppeling_id):
                voorstel = _voorstel(koppeling_id, deelname, gegevensset, velden or {}, doel.strip())
                if voorstel.added(deelname.afspraak):
                    wanted[deelname.school_id] = voorstel.gegevensset
            if not wanted:
                raise Geweigerd("Dit voorstel voegt nergens een veld toe.")
            voorstellen = VoorstelRepository(connection)
            voorstellen.add(koppeling_id, wanted, velden=velden or {}, doel=doel.strip())
            made = voorstellen.of_koppeling(koppeling_id)
            return [voorstel for voorstel in made if voorstel.besluit is None]

    def of_koppeling(self, koppeling_id: int) -> list[Voorstel]:
        """Every proposal of a GKV link, oldest first. Raises KoppelingOnbekend, Geweigerd."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id).require_gkv()
            return VoorstelRepository(connection).of_koppeling(koppeling_id)

    def accept(self, koppeling_id: int, school: Schoolcode) -> Gegevensafspraak:
        """Put the proposal in force for one school, as the next version of its agreement.

        Raises KoppelingOnbekend, SchoolOnbekend, and Geweigerd when there is nothing to decide on any more.
        """
        with self._database.write() as connection:
            koppelingen = KoppelingRepository(connection)
            voorstellen = VoorstelRepository(connection)
            afspraken = AfspraakRepository(connection)
            school_id, voorstel = _open(koppelingen, voorstellen, koppeling_id, school)
            before = afspraken.current(koppeling_id, school_id)
            afspraken.conclude(koppeling_id, {school_id: voorstel.applied(before)})
            koppelingen.widen(koppeling_id, voorstel.gegevensset)
            voorstellen.decide(koppeling_id, [school_id], Besluit.GEACCEPTEERD)
            concluded = afspraken.current(koppeling_id, school_id)
            if takes_away(before, concluded):  # a wider proposal can switch a field off too
                record_narrowing(
                    BesluitRepository(connection), koppelingen.get(koppeling_id), school, concluded
                )
            return concluded

    def decline(self, koppeling_id: int, school: Schoolcode) -> None:
        """Leave the agreement of one school as it is. Raises as ``accept`` does."""
        with self._database.write() as connection:
            voorstellen = VoorstelRepository(connection)
            school_id, _ = _open(KoppelingRepository(connection), voorstellen, koppeling_id, school)
            voorstellen.decide(koppeling_id, [school_id], Besluit.AFGEWEZEN)


def _voorstel(
    koppeling_id: int,
    deelname: LopendeAfspraak,
    gegevensset: str | None,
    velden: Mapping[str, bool],
    doel: str,
) -> Voorstel:
    """What one school would be asked. Raises Geweigerd for a set that is not wider than the one it has."""
    present = deelname.afspraak.gegevensset
    wanted = gegevensset or present
    if not is_wider(wanted, present):
        raise Geweigerd(f"De gegevensset {wanted} is niet ruimer dan {present}.")
    return Voorstel(
        id=0,
        koppeling=koppeling_id,
        school=deelname.school,
        gegevensset=wanted,
        velden=velden,
        doel=doel,
        gedaan=tijd.now(),
    )


def _open(
    koppelingen: KoppelingRepository,
    voorstellen: VoorstelRepository,
    koppeling_id: int,
    school: Schoolcode,
) -> tuple[int, Voorstel]:
    """The number of a school in an open link, and the proposal that it has still to decide on.

    Raises KoppelingOnbekend, Geweigerd for a link that was withdrawn, SchoolOnbekend, and Geweigerd when
    there is nothing to decide on: in this order.
    """
    koppelingen.open(koppeling_id)
    _, school_id = koppelingen.at_school(koppeling_id, school)
    if school_id is None:
        raise SchoolOnbekend.buiten(koppeling_id, school)
    voorstel = voorstellen.open(koppeling_id, school_id)
    if voorstel is None:
        raise Geweigerd(f"Bij school {school} staat er geen voorstel open.")
    return school_id, voorstel
