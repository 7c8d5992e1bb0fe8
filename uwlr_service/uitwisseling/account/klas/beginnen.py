"""The session of a pupil begins, by whichever proof."""

from datetime import datetime

from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.account.sessiebronnen import SessiebronRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import renew
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record_later

LEERLING = "leerling"
"""How the log calls a pupil: their name is not in it, the number of their credentials is."""


def begin(
    connection: Transaction,
    bezoeker: Bezoeker,
    inlog: int,
    amr: tuple[str, ...],
    now: datetime,
    *,
    apparaat: int | None = None,
) -> str:
    """A pupil proved who they are; returns the new value of the cookie.

    ``apparaat`` is the device of a class that let them in: they are signed out when it shows that no more.

    Nothing counts as a fresh proof of theirs: a pupil does nothing that asks for one.
    """
    sessies = SessieRepository(connection)
    token = bezoeker.sessie
    before = None if token is None else sessies.find(bewijzen.digest(token), now)
    if before is None:
        token = None
    elif before.handelende is not None:
        # Classmates share a device: whoever forgot to sign out is signed out, at partners too.
        sessies.end(before.id, Einde.AFGEMELD, now)
        token = None
    sessie = renew(
        sessies,
        token,
        now,
        inlog_id=inlog,
        uitnodiging_id=None,
        begonnen=now,
        aangemeld=now,
        bewezen=None,
        amr=amr,
        fouten=0,
    )
    if apparaat is not None:
        SessiebronRepository(connection).keep(bewijzen.digest(sessie), klasapparaat=apparaat)
    record_later(
        connection,
        Gebeurtenis(soort=Logsoort.TOEGANG, wat="aangemeld", door=as_actor(inlog), inhoud={"amr": list(amr)}),
    )
    return sessie


def as_actor(inlog: int) -> Handelende:
    """A pupil as the log knows them."""
    return Handelende(herkomst=Herkomst.PORTAAL, naam=LEERLING, inlog=inlog)
