"""The groups that a request names, as far as the school has them: equal selections become equal."""

from collections.abc import Iterable

from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import Schooljaarstand
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.memory import Memory

SCHOOLS = 1_000
"""School years whose groups are remembered."""


class Groepskeuzes:
    """Brings selections to one form.

    A partner chooses what it names. Without this every made-up key, every order and every repetition would be
    another answer to keep and another line in the register.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        # The groups of a revision never change.
        self._present: Memory[tuple[int, int], frozenset[Groepskeuze]] = Memory(SCHOOLS)

    def of_school(self, keuzes: Iterable[Groepskeuze], stand: Schooljaarstand) -> tuple[Groepskeuze, ...]:
        """The choices that can choose anybody, each once, in one order.

        Without a key a choice is about who is in no group; that always stays.
        """
        present = self._groepen(stand)
        known = {keuze for keuze in keuzes if keuze.key is None or keuze in present}
        return tuple(sorted(known, key=lambda keuze: (keuze.samengesteld, keuze.key or "")))

    def _groepen(self, stand: Schooljaarstand) -> frozenset[Groepskeuze]:
        revisie = (stand.schooljaar_id, stand.revisie)
        present = self._present.get(revisie)
        if present is None:
            with self._database.read() as connection:
                present = SchoolgegevensRepository(connection).groepen_at(*revisie)
            self._present.add({revisie: present})
        return present
