"""A file brings back a pupil who was forgotten: the school is told, and it is a line of the log."""

from collections.abc import Collection

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.inzage.vergeten import hash_of
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.inzage.vergeten import VergetenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Terugkeer:
    """Recognises pupils who were forgotten among those that a file brings, or an undo would bring."""

    def __init__(self, secret: bytes, old_secret: bytes | None) -> None:
        self._secrets = (secret,) if old_secret is None else (secret, old_secret)

    def forgotten(
        self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str]
    ) -> frozenset[str]:
        """Which of these were forgotten, also if a file brought them back since."""
        school_id = SchoolRepository(connection).get(school)
        known = VergetenRepository(connection).all_hashes(school_id)
        if not known:  # as at nearly every school
            return frozenset()
        return frozenset(
            leerling for leerling in leerlingen if not known.isdisjoint(self._hashes(school, leerling))
        )

    def returning(self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str]) -> int:
        """How many of these new pupils were forgotten, and would be back."""
        school_id = SchoolRepository(connection).get(school)
        return len(self._back(VergetenRepository(connection), school_id, school, leerlingen))

    def notice(
        self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str], door: Handelende
    ) -> int:
        """Note, in the transaction of an import, which of these new pupils were forgotten; how many."""
        school_id = SchoolRepository(connection).get(school)
        vergeten = VergetenRepository(connection)
        back = self._back(vergeten, school_id, school, leerlingen)
        if not back:
            return 0
        vergeten.came_back(school_id, back, tijd.now())
        aan = Geadresseerde.schoolbeheerders(school_id)
        parameters = {"school": str(school)}
        tell(connection, Bericht(soort=Berichtsoort.VERGETEN_TERUG, aan=aan, parameters=parameters))
        record(
            connection,
            Gebeurtenis(
                soort=Logsoort.INZAGE,
                wat="vergeten-leerling-terug",
                door=door,
                school_id=school_id,
                inhoud={"hashes": sorted(back)},
            ),
        )
        return len(back)

    def _back(
        self, vergeten: VergetenRepository, school_id: int, school: Schoolcode, leerlingen: Collection[str]
    ) -> set[str]:
        """The hashes of those who were forgotten and did not come back since; of each pupil there is one."""
        known = vergeten.hashes(school_id)
        back: set[str] = set()
        if known:  # nearly every school forgot nobody
            for key in leerlingen:
                back.update(known.intersection(self._hashes(school, key)))
        return back

    def _hashes(self, school: Schoolcode, key: str) -> list[str]:
        return [hash_of(secret, school, key) for secret in self._secrets]
