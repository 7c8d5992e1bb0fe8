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

    def notice(
        self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str], door: Handelende
    ) -> None:
        """Note, in the transaction of an import, which of these new pupils were forgotten before."""
        school_id = SchoolRepository(connection).get(school)
        vergeten = VergetenRepository(connection)
        known = vergeten.hashes(school_id)
        if not known:  # as at nearly every school
            return
        back: set[str] = set()
        for key in leerlingen:
            back.update(known.intersection(self._hashes(school, key)))
        if not back:
            return
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

    def _hashes(self, school: Schoolcode, key: str) -> list[str]:
        return [hash_of(secret, school, key) for secret in self._secrets]
