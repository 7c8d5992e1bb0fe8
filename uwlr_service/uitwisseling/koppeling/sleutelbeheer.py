"""The keys of SOAP as people see them: a school makes one for itself, and either side ends its own."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig
from uwlr_service.domain.koppeling.klant import PREFIXES, Autorisatiesleutel, hash_sleutel, new_sleutel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.sleutels import SleutelRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_ending
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.koppeling.verandering import Verandering

MOST = 5
"""Keys that one side of a link has in force at the same time."""


def require_room(own: Iterable[Autorisatiesleutel], moment: datetime) -> None:
    """Raise Geweigerd when one side of a link has as many keys at a moment as it may have."""
    if sum(sleutel.is_valid(moment) for sleutel in own) >= MOST:
        raise Geweigerd(f"Er zijn al {MOST} sleutels die werken. Beëindig er eerst een.")


class Sleutelbeheer:
    """The keys of links; a partner's opens every school that takes part, a school's that school alone."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._secret = secret

    def of_partner(self, koppeling_id: int, *, door: Handelende) -> list[Autorisatiesleutel]:
        """The keys of the partner, newest last. Raises NietToegestaan, KoppelingOnbekend."""
        with self._database.read() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            verandering.require_of_partner(Actie.PARTNER_ZIEN)
            known = SleutelRepository(connection).of_koppeling(koppeling_id)
        return [sleutel for sleutel in known if sleutel.school is None]

    def of_school(
        self, koppeling_id: int, school: Schoolcode, *, door: Handelende
    ) -> list[Autorisatiesleutel]:
        """The keys that a school made for itself, newest last. Raises NietToegestaan, KoppelingOnbekend."""
        door.require(Actie.KOPPELINGEN_ZIEN, school=school)
        with self._database.read() as connection:
            Verandering.of(connection, koppeling_id, door)
            known = SleutelRepository(connection).of_koppeling(koppeling_id)
        return [sleutel for sleutel in known if sleutel.school == school]

    def make_for_school(self, koppeling_id: int, school: Schoolcode, *, door: Handelende) -> Uitgifte:
        """A key of a school for its own part in a link; it opens that school alone, and is shown once.

        Made before the product is active it opens test schools alone, and stays so. Raises NietToegestaan,
        VersBewijsNodig, KoppelingOnbekend, SchoolOnbekend, OvergangOngeldig for a school that takes no part,
        and Geweigerd for a link that was withdrawn, whose product was ended, or that has too many keys of
        the school.
        """
        door.require(Actie.BESLUITEN, school=school)
        door.require_fresh()
        sleutel = new_sleutel()
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, koppeling_id, door)
            deelname = verandering.deelname(school)
            verandering.require_sleutel_allowed()
            if not deelname.stand.takes_part:
                raise OvergangOngeldig(
                    f"Deze school doet nu niet mee in de koppeling: de stand is {deelname.stand}."
                )
            self._add(verandering, sleutel, school, deelname.school_id)
        return Uitgifte(verandering.koppeling, sleutel, proeftuin=verandering.is_proeftuin)

    def _add(
        self,
        verandering: Verandering,
        sleutel: str,
        school: Schoolcode,
        school_id: int,
    ) -> None:
        sleutels = SleutelRepository(verandering.connection)
        now = tijd.now()
        known = sleutels.of_koppeling(verandering.koppeling_id)
        own = [known_key for known_key in known if known_key.school == school]
        require_room(own, now)
        sleutels.add(
            verandering.koppeling_id,
            hash_sleutel(self._secret, sleutel),
            tolerant=known[-1].tolerant if known else False,
            prefix=known[-1].prefix if known else PREFIXES[0],
            proeftuin=verandering.is_proeftuin,
            school_id=school_id,
        )
        verandering.log_link("sleutel-gemaakt", school=str(school))
        verandering.tell_of_key()

    def end(
        self,
        koppeling_id: int,
        sleutel_id: int,
        *,
        school: Schoolcode | None = None,
        overlap: timedelta = timedelta(),
        door: Handelende,
    ) -> None:
        """Let a key open nothing any more, at once or after a while: the partner its own, a school its own.

        With a ``school`` it has to be a key that this school made for itself.
        Raises NietToegestaan, VersBewijsNodig, KoppelingOnbekend, and Geweigerd for a key that does not work.
        """
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, koppeling_id, door)
            sleutels = SleutelRepository(connection)
            known = {sleutel.id: sleutel for sleutel in sleutels.of_koppeling(koppeling_id)}
            sleutel = known.get(sleutel_id)
            if school is not None and (sleutel is None or sleutel.school != school):
                door.require(Actie.BESLUITEN, school=school)
                raise Geweigerd(
                    f"Sleutel {sleutel_id} van koppeling {koppeling_id} is niet van school {school}."
                    " Er is niets veranderd."
                )
            if sleutel is None and door.is_person:
                raise NietToegestaan
            if sleutel is not None and sleutel.school is not None:
                door.require(Actie.BESLUITEN, school=sleutel.school)
            else:
                verandering.require_of_partner(Actie.SLEUTELS)
            door.require_fresh()
            if sleutel is None or not sleutel.is_valid(tijd.now()):
                raise Geweigerd(f"Koppeling {koppeling_id} heeft geen sleutel {sleutel_id} die nog werkt.")
            until = tijd.now() + overlap
            sleutels.end(sleutel_id, until)
            verandering.log_link("sleutel-beeindigd", sleutel=sleutel_id)
            record_ending(BesluitRepository(connection), verandering.koppeling, [sleutel], until)
