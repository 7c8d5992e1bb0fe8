"""What the log hears of classes and of what pupils sign in by."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


def log_decision(
    connection: Transaction, wat: str, school_id: int, door: Handelende, **inhoud: object
) -> None:
    """Somebody of the school did something for its pupils; never which pupil, but by their number."""
    record(
        connection,
        Gebeurtenis(soort=Logsoort.BESLUIT, wat=wat, door=door, school_id=school_id, inhoud=inhoud),
    )


def log_waiting(connection: Transaction, school_id: int, door: Handelende) -> None:
    """A pupil was wrong so often that they wait for their teacher."""
    record(
        connection,
        Gebeurtenis(soort=Logsoort.TOEGANG, wat="leerling-wacht", door=door, school_id=school_id),
    )
