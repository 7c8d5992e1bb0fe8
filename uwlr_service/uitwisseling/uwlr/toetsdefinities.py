"""Documents with definitions of tests alone, in and out (UWLR 2.2, Toetsdefinities)."""

from collections.abc import Sequence

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, KlantOnbekend
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.uwlr.toets import Toets
from uwlr_service.formats.uwlr.toetsdefinities import read_toetsdefinities
from uwlr_service.formats.uwlr.write_toetsen import write_toetsdefinities
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.uwlr.toetsdefinities import Momentopname, ToetsdefinitieRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Toetsdefinities:
    """The definitions of one klant: those of a document, and those that came with results."""

    def __init__(self, database: Database, klantcode: str) -> None:
        self._database = database
        self._klantcode = klantcode

    def read_in(self, data: bytes, *, door: Handelende) -> Sequence[Toets]:
        """Keep the definitions of a document, beside those that are there; returns them.

        They become the newest; results that came before keep theirs. Raises NietToegestaan,
        KlantOnbekend, or DocumentOngeldig with every fault of the document.
        """
        door.require(Actie.TOELATEN)
        toetsen = read_toetsdefinities(data)
        with self._database.write() as connection:
            klant_id = self._klant_id(KoppelingRepository(connection))
            opnamen = [Momentopname.of(toets) for toets in toetsen]
            ToetsdefinitieRepository(connection).ensure(klant_id, opnamen, tijd.now())
            inhoud = {"klantcode": tekst.shown(self._klantcode), "toetsen": len(toetsen)}
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.UITWISSELING, wat="toetsdefinities-ingelezen", door=door, inhoud=inhoud
                ),
            )
        return toetsen

    def newest(self) -> list[Toets]:
        """The newest definition of every test and version. Raises KlantOnbekend."""
        with self._database.read() as connection:
            klant_id = self._klant_id(KoppelingRepository(connection))
            return ToetsdefinitieRepository(connection).newest(klant_id)

    def write_out(self) -> bytes:
        """The newest definitions as a document. Raises KlantOnbekend, or Geweigerd when there are none."""
        toetsen = self.newest()
        if not toetsen:
            raise Geweigerd("Van deze leverancier zijn er nog geen toetsdefinities.")
        return write_toetsdefinities(toetsen)

    def _klant_id(self, koppelingen: KoppelingRepository) -> int:
        klant_id = koppelingen.klant_id(self._klantcode)
        if klant_id is None:
            raise KlantOnbekend(f"De klantcode '{self._klantcode}' is niet bekend.")
        return klant_id
