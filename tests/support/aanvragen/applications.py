"""Applications for the walks over pages, on a database alone."""

from tests.support.aanvragen.ingevuld import ANTWOORDEN, BIJZONDER, UWLR
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.aanvraag.aanvragen import Aanvragen
from uwlr_service.uitwisseling.koppeling.aanvraag.beoordeling import Beoordeling
from uwlr_service.uitwisseling.koppeling.aanvraag.berichten import Aanvragerspost
from uwlr_service.uitwisseling.toezicht.post import Postbus

SECRET = b"s" * 32
DOOR = Handelende.opdrachtregel("Proef")


def draft(database: Database, mail: str) -> int:
    """A draft that is filled in; returns its number."""
    aanvragen = Aanvragen(database, SECRET, _post(database))
    begun = aanvragen.begin(mail, taal="nl", adres=None, door=DOOR)
    for deel, antwoorden in ANTWOORDEN.items():
        aanvragen.save(begun.id, deel, antwoorden, door=DOOR)
    aanvragen.choose(begun.id, [UWLR.soort, BIJZONDER.soort], door=DOOR)
    for gegevensvraag in (UWLR, BIJZONDER):
        aanvragen.save_gegevens(begun.id, gegevensvraag, door=DOOR)
    return begun.id


def judging(database: Database, mail: str) -> int:
    """An application that an operator took up."""
    nummer = draft(database, mail)
    post = _post(database)
    Aanvragen(database, SECRET, post).send(nummer, verklaard=True, door=DOOR)
    Beoordeling(database, post).take_up(nummer, door=DOOR)
    return nummer


def _post(database: Database) -> Aanvragerspost:
    """What applicants hear, where no mail can be sent."""
    return Aanvragerspost(Postbus(database, SECRET, None, None), None)
