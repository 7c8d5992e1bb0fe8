"""The proeftuin of a product: schools of its own, whose data move on when somebody calls for the next day.

A day is a new state that is imported, as a file of EDEXML is; the clock is not moved. Losing a day, as when
a backup is put back, harms nobody: it is called for once more, and gives the same states.

After the last day, or in a new school year, the script begins anew with the same schools. Others would need a
BRIN of the range each time, and every link, key and judging would have to be made again. What only the days
after the first know, the school year that comes with the fourth and the one of the script before, is emptied:
everybody has left it. So the states go on, and a client sees pupils come back as it does when a school puts
back what it took out by mistake.
"""

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend, ProeftuinVoorbij
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY, Proefschool, Proeftuin
from uwlr_service.domain.proeftuin.script import Script
from uwlr_service.domain.school.deel import WHOLE
from uwlr_service.domain.school.rem import Vrijstelling
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.proeftuin.proeftuinen import ProeftuinRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.proeftuin.toegelaten import open_product
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

LOOKED_AT = Vrijstelling(allow_shrink=True, allow_older=True, allow_mass_change=True)
"""What the script does to a school is meant, and nobody would be there to look."""


class Proeftuinen:
    """Makes proeftuinen, and calls their days; all schools of one move in one transaction, or none."""

    def __init__(
        self, database: Database, edexml: EdexmlUitwisseling, dossiers: Dossiers, script: Script
    ) -> None:
        self._database = database
        self._edexml = edexml
        self._dossiers = dossiers
        self._script = script

    @property
    def scholen(self) -> tuple[Proefschool, ...]:
        """What each school is for, by number; the same in every proeftuin."""
        return self._script.scholen

    def make(self, product_id: int, *, door: Handelende) -> Proeftuin:
        """Give a product its test schools, on the first day.

        An operator may do this, and the company for its own product. Raises NietToegestaan, and Geweigerd
        for a product that has a proeftuin, or that was stopped or ended.
        """
        now = tijd.now()
        with self._database.write() as connection:
            made = open_product(connection, product_id, door)
            proeftuinen = ProeftuinRepository(connection)
            if proeftuinen.of_product(product_id) is not None:
                raise Geweigerd(f"{made.naam} heeft al een proeftuin.")
            proeftuin = proeftuinen.add(product_id, Schooljaar.current(), now)
            if proeftuin is None:
                raise Geweigerd("Er is geen plaats voor nog een proeftuin.")
            self._bring(connection, proeftuin, door)
            _claim(connection, proeftuin, self.scholen)
            _record(connection, "proeftuin-gemaakt", made, proeftuin, door)
        return proeftuin

    def get(self, proeftuin_id: int) -> Proeftuin:
        """One proeftuin, for whoever has been let in already. Raises ProeftuinOnbekend."""
        with self._database.read() as connection:
            proeftuin = ProeftuinRepository(connection).get(proeftuin_id)
        if proeftuin is None:
            raise ProeftuinOnbekend
        return proeftuin

    def of_product(self, product_id: int) -> Proeftuin | None:
        """The proeftuin of a product; None when it has none."""
        with self._database.read() as connection:
            return ProeftuinRepository(connection).of_product(product_id)

    def of_koppelpartner(self, koppelpartner_id: int, *, door: Handelende) -> list[Proeftuin]:
        """The proeftuinen of the products of a company. Raises NietToegestaan."""
        if not door.may(Actie.DIENST_ZIEN):
            door.require(Actie.PARTNER_ZIEN, koppelpartner=koppelpartner_id)
        with self._database.read() as connection:
            return ProeftuinRepository(connection).of_koppelpartner(koppelpartner_id)

    def all(self, *, door: Handelende) -> list[Proeftuin]:
        """Every proeftuin, by number. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return ProeftuinRepository(connection).all()

    def next_day(self, product_id: int, *, seen: int | None = None, door: Handelende) -> Proeftuin:
        """Bring all schools of a proeftuin to the next day of the script; the other ones stay as they are.

        ``seen`` is the day that was shown to whoever asks: nothing happens if it is another one by now, as
        when two people press the button. Raises NietToegestaan, ProeftuinOnbekend, ProeftuinVoorbij on the
        last day, and Geweigerd for a product that was stopped or ended.
        """
        with self._database.write() as connection:
            made = open_product(connection, product_id, door)
            proeftuinen = ProeftuinRepository(connection)
            proeftuin = proeftuinen.locked(product_id)
            if proeftuin is None:
                raise ProeftuinOnbekend(f"Product {product_id} heeft geen proeftuin.")
            if seen is not None and seen != proeftuin.dag:
                return proeftuin
            if proeftuin.is_done:
                raise ProeftuinVoorbij(f"Dag {LAST_DAY} is de laatste dag; verder gaat de proeftuin niet.")
            moved = proeftuin.at(proeftuin.dag + 1)
            proeftuinen.move(moved)
            self._bring(connection, moved, door)
            _record(connection, "proeftuin-dag", made, moved, door)
        return moved

    def restart(self, product_id: int, *, seen: int | None = None, door: Handelende) -> Proeftuin:
        """Bring all schools of a proeftuin back to the first day, in the school year of today.

        Links, keys and results stay. ``seen`` is as with ``next_day``. Raises as that does, and Geweigerd
        for one that is at its beginning already.
        """
        with self._database.write() as connection:
            made = open_product(connection, product_id, door)
            proeftuinen = ProeftuinRepository(connection)
            before = proeftuinen.locked(product_id)
            if before is None:
                raise ProeftuinOnbekend(f"Product {product_id} heeft geen proeftuin.")
            if seen is not None and seen != before.dag:
                return before
            anew = before.anew(Schooljaar.current())
            if anew == before:
                raise Geweigerd(f"De proeftuin staat al op dag {anew.dag} van schooljaar {anew.schooljaar}.")
            proeftuinen.move(anew)
            for stand in self._script.standen(before):
                for gegevens in stand.jaren:
                    if gegevens.school.schooljaar != anew.schooljaar:
                        empty = self._script.emptied(gegevens)
                        self._edexml.store_within(connection, empty, LOOKED_AT, door=door)
            self._bring(connection, anew, door)
            _record(connection, "proeftuin-opnieuw", made, anew, door)
        return anew

    def _bring(self, connection: Transaction, proeftuin: Proeftuin, door: Handelende) -> None:
        """Import what every school holds on the day of a proeftuin."""
        for stand in self._script.standen(proeftuin):
            for gegevens in stand.jaren:
                self._edexml.store_within(connection, gegevens, LOOKED_AT, door=door)
            self._dossiers.store_within(connection, stand.dossier, door=door)


def _claim(connection: Transaction, proeftuin: Proeftuin, scholen: tuple[Proefschool, ...]) -> None:
    """Make the schools test schools, of which all may disappear: the script means it, in packages too."""
    repository = SchoolRepository(connection)
    for school_id in repository.ids(proeftuin.school(school.nummer) for school in scholen).values():
        repository.mark(school_id, Schoolsoort.TEST)
        repository.set_rem(school_id, WHOLE)


def _record(connection: Transaction, wat: str, made: Product, proeftuin: Proeftuin, door: Handelende) -> None:
    record(
        connection,
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat=wat,
            door=door,
            koppelpartner_id=made.koppelpartner,
            inhoud={"product": made.id, "dag": proeftuin.dag},
        ),
    )
