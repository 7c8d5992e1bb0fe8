"""What pupils sign in by is made for them, shown once to be printed, and voided.

Whoever makes it proves anew who they are: it would let them in as the pupil.
"""

import base64
import secrets
from collections.abc import Sequence

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.klas import plaatjes as rijen
from uwlr_service.domain.account.klas import woorden
from uwlr_service.domain.account.klas.codes import BADGE_BYTES, PIN_DIGITS
from uwlr_service.domain.account.klas.middel import Kaart, Middelsoort
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.account.klas.tegels import Klasleerling
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.klas.middelen import MiddelRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import bewijzen, intrekken, wachtwoorden
from uwlr_service.uitwisseling.account.intrekken import Ingetrokken
from uwlr_service.uitwisseling.account.klas.bereik import Bereik, groep_of, reach
from uwlr_service.uitwisseling.account.klas.hashes import Klashashes
from uwlr_service.uitwisseling.account.klas.klasbeheer import pupil_of, pupils_of
from uwlr_service.uitwisseling.account.klas.melden import log_decision, record_voided

VOIDED = {Middelsoort.PLAATJES: Besluitsoort.PLAATJES, Middelsoort.BADGE: Besluitsoort.BADGES}
"""How it is numbered that what there was works no more; of a password that is done as everybody's is."""


class Middelenbeheer:
    """Makes and voids pictures, badges and passwords of pupils."""

    def __init__(self, database: Database, hashes: Klashashes) -> None:
        self._database = database
        self._hashes = hashes

    def make(
        self,
        school: Schoolcode,
        nummer: int,
        soort: Middelsoort,
        account: int | None = None,
        *,
        door: Handelende,
    ) -> list[Kaart]:
        """Make something anew for a whole group, or for one pupil; what they had of it works no more.

        Raises NietToegestaan, SchoolOnbekend, GroepOnbekend, LeerlingOnbekend, VersBewijsNodig.
        """
        begun = tijd.now()
        with self._database.read() as connection:
            bereik = reach(connection, school, door)
            door.require_fresh()
            leerlingen = _chosen(connection, bereik, nummer, account)
        kaarten = [_made(soort, leerling) for leerling in leerlingen]
        # Outside of a transaction, for a class of them takes a second.
        texts = {kaart.account: kaart.pin or kaart.wachtwoord for kaart in kaarten}
        slow = {account: wachtwoorden.hashed(text) for account, text in texts.items() if text}
        with self._database.write() as connection:
            replaced = self._keep(connection, soort, kaarten, slow, door)
            if soort is Middelsoort.WACHTWOORD:
                _replace_passwords(connection, leerlingen, slow)
            log_decision(
                connection,
                "leerlingmiddel-gemaakt",
                bereik.school_id,
                door,
                middel=soort.value,
                leerlingen=len(kaarten),
            )
            if replaced:
                record_voided(connection, VOIDED[soort], school, begun, [kaart.account for kaart in kaarten])
            if soort is Middelsoort.WACHTWOORD:
                _record_replaced(connection, leerlingen)
        return kaarten

    def choose_pictures(
        self,
        school: Schoolcode,
        nummer: int,
        account: int,
        plaatjes: Sequence[Plaatje],
        *,
        door: Handelende,
    ) -> None:
        """Give a pupil the pictures that their teacher chose. Raises the same."""
        begun = tijd.now()
        with self._database.write() as connection:
            bereik = reach(connection, school, door)
            door.require_fresh()
            leerling = pupil_of(connection, bereik, groep_of(connection, bereik, nummer), account)
            kaart = Kaart(account=leerling.account, plaatjes=tuple(plaatjes))
            replaced = self._keep(connection, Middelsoort.PLAATJES, [kaart], {}, door)
            log_decision(
                connection,
                "leerlingmiddel-gemaakt",
                bereik.school_id,
                door,
                middel=Middelsoort.PLAATJES.value,
                leerlingen=1,
            )
            if replaced:
                record_voided(connection, Besluitsoort.PLAATJES, school, begun, [kaart.account])

    def void_badges(
        self, school: Schoolcode, nummer: int, account: int | None = None, *, door: Handelende
    ) -> int:
        """Let the badges of a group or of one pupil work no more; returns how many. Raises the same.

        A badge that was lost must not wait for a new proof of its teacher.
        """
        now = tijd.now()
        with self._database.write() as connection:
            bereik = reach(connection, school, door)
            leerlingen = _chosen(connection, bereik, nummer, account)
            accounts = [leerling.account for leerling in leerlingen]
            voided = MiddelRepository(connection).withdraw(Middelsoort.BADGE, accounts, now)
            SessieRepository(connection).end_of_inloggen(voided, Einde.FACTOR_GEWIJZIGD, now)
            if voided:
                log_decision(connection, "badges-ingetrokken", bereik.school_id, door, aantal=len(voided))
                record_voided(connection, Besluitsoort.BADGES, school, now, accounts)
        return len(voided)

    def void_all_badges(self, school: Schoolcode, *, door: Handelende) -> int:
        """Let every badge of a school work no more, as at the end of a year; returns how many.

        Only somebody who manages the people of the school does this. Raises NietToegestaan, SchoolOnbekend.
        """
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        now = tijd.now()
        with self._database.write() as connection:
            school_id = SchoolRepository(connection).get(school)
            voided = MiddelRepository(connection).withdraw_of_school(Middelsoort.BADGE, school_id, now)
            SessieRepository(connection).end_of_inloggen(voided, Einde.FACTOR_GEWIJZIGD, now)
            if voided:
                log_decision(connection, "badges-ingetrokken", school_id, door, aantal=len(voided))
                record_voided(connection, Besluitsoort.BADGES, school, now)
        return len(voided)

    def _keep(
        self,
        connection: Transaction,
        soort: Middelsoort,
        kaarten: Sequence[Kaart],
        slow: dict[int, str],
        door: Handelende,
    ) -> list[int]:
        """Keep the hashes of pictures and badges; returns the people who had other ones.

        Whoever came in by those of before is signed out.
        """
        hashes: dict[int, tuple[str, str | None]] = {}
        for kaart in kaarten:
            if soort is Middelsoort.PLAATJES:
                hashes[kaart.account] = (self._hashes.of_plaatjes(kaart.account, kaart.plaatjes), None)
            if soort is Middelsoort.BADGE:
                hashes[kaart.account] = (bewijzen.digest(kaart.badge), slow[kaart.account])
        if not hashes:
            return []
        now = tijd.now()
        replaced = MiddelRepository(connection).replace(soort, hashes, door.inlog or 0, now)
        SessieRepository(connection).end_of_inloggen(replaced, Einde.FACTOR_GEWIJZIGD, now)
        return replaced


def _chosen(
    connection: Transaction, bereik: Bereik, nummer: int, account: int | None
) -> Sequence[Klasleerling]:
    groep = groep_of(connection, bereik, nummer)
    if account is None:
        return pupils_of(connection, bereik, groep)
    return [pupil_of(connection, bereik, groep, account)]


def _made(soort: Middelsoort, leerling: Klasleerling) -> Kaart:
    """Something new for a pupil, out of nothing but chance."""
    account = leerling.account
    if soort is Middelsoort.PLAATJES:
        return Kaart(account=account, plaatjes=rijen.draw())
    if soort is Middelsoort.BADGE:
        code = base64.b32encode(secrets.token_bytes(BADGE_BYTES)).decode().rstrip("=")
        return Kaart(account=account, badge=code, pin=f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}")
    number = woorden.LAAGSTE + secrets.randbelow(woorden.HOOGSTE - woorden.LAAGSTE + 1)
    first = secrets.choice(woorden.WOORDEN)
    second = secrets.choice(woorden.WOORDEN)
    return Kaart(account=account, wachtwoord=woorden.joined(first, second, number))


def _replace_passwords(
    connection: Transaction, leerlingen: Sequence[Klasleerling], hashes: dict[int, str]
) -> None:
    """Their sessions end: whoever knew the one before is signed out."""
    inloggen = InlogRepository(connection)
    for leerling in leerlingen:
        inloggen.set_wachtwoord(leerling.inlog, hashes[leerling.account])
    changed = [leerling.inlog for leerling in leerlingen]
    SessieRepository(connection).end_of_inloggen(changed, Einde.FACTOR_GEWIJZIGD, tijd.now())


def _record_replaced(connection: Transaction, leerlingen: Sequence[Klasleerling]) -> None:
    """Number that passwords of before count no more, so that a restore does not bring them back."""
    inloggen = InlogRepository(connection)
    for leerling in leerlingen:
        if leerling.has_wachtwoord:
            intrekken.record(connection, inloggen.get(leerling.inlog), Ingetrokken(wachtwoord=True))
