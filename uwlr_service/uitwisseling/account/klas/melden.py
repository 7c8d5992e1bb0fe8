"""What the log hears of classes and of what pupils sign in by."""

from collections.abc import Sequence
from datetime import datetime

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


def log_decision(
    connection: Transaction, wat: str, school_id: int, door: Handelende, **inhoud: object
) -> None:
    """Somebody of the school did something for its pupils; never which pupil, but by their number."""
    record(
        connection,
        Gebeurtenis(soort=Logsoort.BESLUIT, wat=wat, door=door, school_id=school_id, inhoud=inhoud),
    )


def record_voided(
    connection: Transaction,
    soort: Besluitsoort,
    school: Schoolcode,
    until: datetime,
    accounts: Sequence[int] | None = None,
) -> None:
    """Badges or pictures of accounts, or of a whole school, that were made up to a moment work no more.

    Numbered, as the last thing of its transaction: a restore from backup does not bring them back.
    """
    voided = {"school": str(school), "accounts": accounts, "tot": written(until)}
    BesluitRepository(connection).record_general(soort, voided)


def log_waiting(connection: Transaction, school_id: int, door: Handelende) -> None:
    """A pupil was wrong so often that they wait for their teacher."""
    record(
        connection,
        Gebeurtenis(soort=Logsoort.TOEGANG, wat="leerling-wacht", door=door, school_id=school_id),
    )
