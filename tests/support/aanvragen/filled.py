"""Applications on a database, as far as a test wants them."""

from collections.abc import Iterable

from tests.support.aanvragen.ingevuld import ANTWOORDEN, MAIL, UWLR
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand

OPDRACHTREGEL = Handelende.opdrachtregel("beheerder")
"""May do everything; an address that it types in counts as confirmed."""


def operator(inlog: int = 1, naam: str = "Eva") -> Handelende:
    """An operator who just signed in."""
    return person(Rol.OPERATOR, inlog=inlog, naam=naam)


def person(rol: Rol, *, inlog: int = 1, naam: str = "Eva", koppelpartner: int | None = None) -> Handelende:
    """Somebody who just signed in, with one role at no school."""
    return Handelende(
        herkomst=Herkomst.PORTAAL,
        naam=naam,
        inlog=inlog,
        accounts=(Account(id=inlog, rol=rol, koppelpartner=koppelpartner),),
        # Still fresh at the end of a long run: tests make their operators when they are read.
        bewezen=tijd.now() + tijd.DAY,
    )


def draft(
    diensten: Diensten,
    *gegevens: Gegevensvraag,
    mail: str = MAIL,
    door: Handelende = OPDRACHTREGEL,
    koppelpartner: int | None = None,
) -> int:
    """A draft that is filled in; returns its number."""
    aanvragen = diensten.aanvraagbalie.aanvragen
    begun = aanvragen.begin(mail, taal="nl", adres=None, koppelpartner=koppelpartner, door=door)
    own = Handelende.aanvrager(begun.id) if koppelpartner is None else door
    fill(diensten, begun.id, *gegevens, door=own)
    return begun.id


def fill(diensten: Diensten, nummer: int, *gegevens: Gegevensvraag, door: Handelende) -> None:
    """Answer every question of a draft; without ``gegevens`` it asks for UWLR."""
    aanvragen = diensten.aanvraagbalie.aanvragen
    for deel, antwoorden in ANTWOORDEN.items():
        assert aanvragen.save(nummer, deel, antwoorden, door=door) == ()
    asked = gegevens or (UWLR,)
    aanvragen.choose(nummer, [gegevensvraag.soort for gegevensvraag in asked], door=door)
    for gegevensvraag in asked:
        assert aanvragen.save_gegevens(nummer, gegevensvraag, door=door) == ()


def sent(diensten: Diensten, *gegevens: Gegevensvraag, mail: str = MAIL) -> int:
    """An application that was sent."""
    nummer = draft(diensten, *gegevens, mail=mail)
    diensten.aanvraagbalie.aanvragen.send(nummer, verklaard=True, door=Handelende.aanvrager(nummer))
    return nummer


def judging(diensten: Diensten, *gegevens: Gegevensvraag, mail: str = MAIL) -> int:
    """An application that an operator took up."""
    nummer = sent(diensten, *gegevens, mail=mail)
    diensten.aanvraagbalie.beoordeling.take_up(nummer, door=operator())
    return nummer


def stand_of(diensten: Diensten, nummer: int) -> Aanvraagstand:
    """The state of an application."""
    return diensten.aanvraagbalie.beoordeling.dossier(nummer, door=OPDRACHTREGEL).aanvraag.stand


def in_each_state(diensten: Diensten) -> Iterable[tuple[Aanvraagstand, int]]:
    """An application in each state, with its state."""
    balie = diensten.aanvraagbalie
    made = {Aanvraagstand.CONCEPT: draft(diensten, mail="a@voorbeeld.example")}
    made[Aanvraagstand.INGEDIEND] = sent(diensten, mail="b@voorbeeld.example")
    made[Aanvraagstand.IN_BEOORDELING] = judging(diensten, mail="c@voorbeeld.example")
    made[Aanvraagstand.AANVULLEN] = judging(diensten, mail="d@voorbeeld.example")
    balie.beoordeling.ask_more(
        made[Aanvraagstand.AANVULLEN], {"organisatie/kvk": "Klopt dit?"}, door=operator()
    )
    made[Aanvraagstand.AFGEWEZEN] = judging(diensten, mail="e@voorbeeld.example")
    balie.beoordeling.reject(made[Aanvraagstand.AFGEWEZEN], "Het doel past niet.", door=operator())
    made[Aanvraagstand.INGETROKKEN] = draft(diensten, mail="f@voorbeeld.example")
    balie.aanvragen.withdraw(made[Aanvraagstand.INGETROKKEN], door=OPDRACHTREGEL)
    return made.items()
