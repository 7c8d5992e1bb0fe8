"""What the log and people hear of signing in and of credentials; within the transaction that does it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rem import Tellersoort
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Uitnodiging
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record, record_later

UNKNOWN = "onbekend"
"""How the log calls whoever tries a name that nobody has, and whoever guesses at that of somebody."""


def person(connection: Transaction, inlog: Inlog, now: datetime) -> Handelende:
    """Somebody who acts on their own credentials, as the log knows them."""
    accounts = AccountRepository(connection).of_inlog(inlog.id, now)
    return Handelende(herkomst=Herkomst.PORTAAL, naam=inlog.naam, inlog=inlog.id, accounts=accounts)


def log_access(connection: Transaction, wat: str, door: Handelende, **inhoud: object) -> None:
    """Somebody was held back, proved anew who they are, or ended sessions of theirs."""
    record(connection, Gebeurtenis(soort=Logsoort.TOEGANG, wat=wat, door=door, inhoud=inhoud))


def log_sign_in(connection: Transaction, door: Handelende, amr: Sequence[str]) -> None:
    """Somebody signed in. Of operators that is sealed at once; of others, many in a morning, together."""
    is_operator = any(account.rol is Rol.OPERATOR for account in door.accounts)
    seal = record if is_operator else record_later
    inhoud = {"amr": list(amr)}
    seal(connection, Gebeurtenis(soort=Logsoort.TOEGANG, wat="aangemeld", door=door, inhoud=inhoud))


def log_refused(connection: Transaction, inlog: Inlog | None) -> None:
    """A password was wrong, at the name of somebody or at one that nobody has; together with others."""
    door = Handelende(herkomst=Herkomst.PORTAAL, naam=UNKNOWN, inlog=None if inlog is None else inlog.id)
    record_later(connection, Gebeurtenis(soort=Logsoort.TOEGANG, wat="aanmelden-geweigerd", door=door))


def log_decision(
    connection: Transaction,
    wat: str,
    door: Handelende,
    *,
    school_id: int | None = None,
    koppelpartner_id: int | None = None,
    **inhoud: object,
) -> None:
    """Somebody changed who may come in, or what somebody proves themselves with."""
    record(
        connection,
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat=wat,
            door=door,
            school_id=school_id,
            koppelpartner_id=koppelpartner_id,
            inhoud=inhoud,
        ),
    )


def log_withdrawn(connection: Transaction, uitnodigingen: Iterable[Uitnodiging], door: Handelende) -> None:
    """Links work no more; each is in the log of the school or company that it was for."""
    withdrawn = list(uitnodigingen)
    places = {uitnodiging.id: uitnodiging.plaats for uitnodiging in withdrawn}
    codes = [plaats.school for plaats in places.values() if plaats is not None and plaats.school is not None]
    numbers = SchoolRepository(connection).ids(codes)
    for uitnodiging_id, plaats in places.items():
        school = None if plaats is None else plaats.school
        log_decision(
            connection,
            "uitnodiging-ingetrokken",
            door,
            school_id=None if school is None else numbers.get(school),
            koppelpartner_id=None if plaats is None else plaats.koppelpartner,
            uitnodiging=uitnodiging_id,
        )


def log_held_back(connection: Transaction, inlog: Inlog | None, reached: Iterable[Tellersoort]) -> None:
    """Failures began to slow down a sign-in, or ended passwords.

    At a name that nobody has that is written as well: the work would tell which names are somebody's.
    """
    # By number, as for a wrong password: it can be the name of a pupil, which no line holds.
    door = Handelende(herkomst=Herkomst.PORTAAL, naam=UNKNOWN, inlog=None if inlog is None else inlog.id)
    for soort in reached:
        log_access(connection, "aanmelden-geremd", door, teller=soort.value)


def tell_new_device(connection: Transaction, inlog: Inlog) -> None:
    """Somebody signed in on a new device after others had failed to."""
    tell(
        connection,
        Bericht(soort=Berichtsoort.NIEUW_APPARAAT, aan=Geadresseerde.persoon(inlog.id), pad="/account"),
    )


def tell_changed_factor(connection: Transaction, inlog: Inlog) -> None:
    """Something that somebody proves themselves with was added, replaced or removed."""
    tell(
        connection,
        Bericht(soort=Berichtsoort.FACTOR_GEWIJZIGD, aan=Geadresseerde.persoon(inlog.id), pad="/account"),
    )


def tell_recovery(connection: Transaction, inlog: Inlog, accounts: Iterable[Account]) -> None:
    """Somebody gets in again by an invitation: for them, and for all who manage users where they are."""
    aan = [Geadresseerde.persoon(inlog.id), *_managers(connection, accounts)]
    tell(
        connection,
        *(
            Bericht(soort=Berichtsoort.HERSTEL_GEVRAAGD, aan=geadresseerde, parameters={"naam": inlog.naam})
            for geadresseerde in aan
        ),
    )


def tell_ended(connection: Transaction, inlog: Inlog, account: Account) -> None:
    """Somebody has a role no more: for them, and for all who manage users there."""
    aan = [Geadresseerde.persoon(inlog.id), *_managers(connection, [account])]
    parameters = {"naam": inlog.naam, "rol": account.rol.value}
    tell(
        connection,
        *(
            Bericht(soort=Berichtsoort.GEBRUIKER_BEEINDIGD, aan=geadresseerde, parameters=parameters)
            for geadresseerde in aan
        ),
    )


def words_of(connection: Transaction, inlog: Inlog, now: datetime) -> list[str]:
    """Words that others know of somebody, so that no password may be made of them."""
    accounts = AccountRepository(connection).of_inlog(inlog.id, now)
    schools = [account.school for account in accounts if account.school is not None]
    return [inlog.inlognaam, inlog.naam, *words_of_schools(connection, schools)]


def words_of_schools(connection: Transaction, schools: Iterable[Schoolcode]) -> list[str]:
    """The names and codes of schools."""
    codes = list(schools)
    numbers = SchoolRepository(connection).ids(codes)
    names = SchoolRepository(connection).names(numbers.values())
    return [*(str(code) for code in codes), *(code.brincode or "" for code in codes), *names]


def _managers(connection: Transaction, accounts: Iterable[Account]) -> list[Geadresseerde]:
    """Everybody who manages users where accounts are, each once."""
    given = list(accounts)
    numbers = SchoolRepository(connection).ids(account.school for account in given if account.school)
    aan: list[Geadresseerde] = [Geadresseerde.schoolbeheerders(number) for number in numbers.values()]
    partners = {account.koppelpartner for account in given} - {None}
    aan += [Geadresseerde.partnerbeheerders(partner) for partner in sorted(filter(None, partners))]
    if any(account.rol is Rol.OPERATOR for account in given):
        aan.append(Geadresseerde.operators())
    return aan
