"""Whose an application is, and each step in it: who may, what follows, and what the log says of it."""

from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import AanvraagOnbekend, NietToegestaan
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag, Aanvraagstap
from uwlr_service.domain.koppeling.aanvraag.stand import OVERGANGEN, Aanvraaggebeurtenis
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.aanvraag.aanvragen import AanvraagRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


def is_own(aanvraag: Aanvraag, door: Handelende) -> bool:
    """Whether an application is of the one who acts: by a link that they followed, or of their partner."""
    if not door.is_person or door.aanvraag == aanvraag.id:
        return True
    if aanvraag.koppelpartner is None:
        return False  # without a partner, every partner would be the right one
    return door.may(Actie.AANVRAGEN, koppelpartner=aanvraag.koppelpartner)


def own(aanvragen: AanvraagRepository, nummer: int, door: Handelende) -> Aanvraag:
    """An application of the one who acts, to be changed. Raises NietToegestaan, also if there is none."""
    aanvraag = aanvragen.locked(nummer)
    if aanvraag is None and door.may(Actie.BEOORDELEN):
        raise AanvraagOnbekend(f"Er is geen aanvraag {nummer}.")
    if aanvraag is None or not is_own(aanvraag, door):
        raise NietToegestaan
    return aanvraag


def judged(aanvragen: AanvraagRepository, nummer: int, door: Handelende) -> Aanvraag:
    """An application that an operator judges. Raises NietToegestaan, also if there is none."""
    door.require(Actie.BEOORDELEN)
    aanvraag = aanvragen.locked(nummer)
    if aanvraag is None:
        raise AanvraagOnbekend(f"Er is geen aanvraag {nummer}.")
    return aanvraag


def take_step(
    connection: Transaction,
    aanvraag: Aanvraag,
    gebeurtenis: Aanvraaggebeurtenis,
    *,
    door: Handelende,
    reden: str = "",
    moment: datetime | None = None,
) -> Aanvraagstap:
    """Put an application in its next state, with who did it and why. Raises OvergangOngeldig."""
    overgang = follow(OVERGANGEN, aanvraag.stand, gebeurtenis)
    stap = Aanvraagstap(
        moment=moment or tijd.now(),
        van=aanvraag.stand,
        gebeurtenis=gebeurtenis,
        naar=overgang.naar,
        door=door.naam,
        reden=reden,
    )
    AanvraagRepository(connection).add_stap(aanvraag.id, stap)
    log_step(connection, aanvraag.id, stap, door=door, koppelpartner=aanvraag.koppelpartner)
    return stap


def log_step(
    connection: Transaction,
    nummer: int,
    stap: Aanvraagstap,
    *,
    door: Handelende,
    koppelpartner: int | None,
) -> None:
    """Write a step in the log; what an applicant wrote is not in it."""
    inhoud: dict[str, object] = {"aanvraag": nummer, "van": stap.van, "naar": stap.naar}
    if stap.reden:
        inhoud["reden"] = stap.reden
    record(
        connection,
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat=f"aanvraag-{stap.gebeurtenis}",
            door=door,
            koppelpartner_id=koppelpartner,
            inhoud=inhoud,
        ),
    )
