"""A school forgets a pupil: everything that names them goes, and the proof stays."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import LeerlingOnbekend, NogInBestand, OpslagOnbruikbaar
from uwlr_service.domain.inzage.vergeten import Vergeten, hash_of
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.uwlr.redactie import without_leerling
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.repository.gkv.vergeten import VergeetVerwijzingRepository
from uwlr_service.repository.inzage.accounts import LeerlingaccountRepository
from uwlr_service.repository.inzage.geschiedenis import GeschiedenisRepository
from uwlr_service.repository.inzage.uitgiften import UitgifteRepository
from uwlr_service.repository.inzage.vergeten import VergetenRepository
from uwlr_service.repository.inzage.wissen import WisRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.school import slot as slots
from uwlr_service.repository.school import vergelijking
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.revisies import RevisieRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.inzage.geschiedenis import LEERLINGEN, VERZORGER_VAN, Betrokkenen
from uwlr_service.uitwisseling.inzage.gevolgen import Gevolgen, gevolgen_of, numbers_of
from uwlr_service.uitwisseling.inzage.inzage import EVERYTHING, Bewijs, Inzage
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Vergeetbeheer:
    """Forgets pupils."""

    def __init__(
        self, database: Database, opslag: Opslag, inzage: Inzage, secret: bytes, old_secret: bytes | None
    ) -> None:
        self._database = database
        self._opslag = opslag
        self._inzage = inzage
        self._secret = secret
        self._secrets = (secret,) if old_secret is None else (secret, old_secret)

    def forget(self, school: Schoolcode, key: str, *, toch: bool = False, door: Handelende) -> Vergeten:
        """Forget a pupil, all at once or not at all; returns the proof.

        ``toch`` is for a pupil whom the newest file still has: the next one may bring them back. Raises
        NietToegestaan, VersBewijsNodig, SchoolOnbekend, LeerlingOnbekend, NogInBestand, and
        OpslagOnbruikbaar when a package cannot be removed.
        """
        door.require(Actie.VERGETEN, school=school)
        door.require_fresh()
        with self._database.write() as connection:
            school_id = SchoolRepository(connection).get(school)
            slots.lock_school(connection, school_id)
            if key not in WisRepository(connection, school_id).leerlingen():
                raise LeerlingOnbekend
            bewijs = self._inzage.read(connection, school, school_id, Betrokkenen(frozenset({key})))
            if not toch and _is_in_newest(bewijs, _newest_year(connection, school_id)):
                raise NogInBestand
            proof, gevolgen = self._erase(connection, bewijs, key, door.naam)
            inhoud = {"hash": proof.hash, "tellingen": dict(proof.tellingen), "toch": toch}
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.INZAGE,
                    wat="leerling-vergeten",
                    door=door,
                    school_id=school_id,
                    inhoud=inhoud,
                ),
            )
            BesluitRepository(connection).record_general(
                Besluitsoort.VERGETEN, {"school": str(school), "hash": proof.hash}
            )
            # Files do not come back when a transaction fails, so they come last. What is left to fail is the
            # seal of the log and the commit: the pupil then stays, and so do the rows of packages that are
            # gone. Whoever asks for one hears that it cannot be read, and the next package is a full one.
            self._remove(gevolgen)
        return proof

    def again(self, connection: Transaction, inhoud: Mapping[str, str], moment: datetime) -> bool:
        """Forget a pupil once more, in a database that was put back to before it; False if there is none."""
        school = Schoolcode.parse(inhoud["school"])
        school_id = SchoolRepository(connection).get(school)
        slots.lock_school(connection, school_id)
        forgotten = False
        for key in WisRepository(connection, school_id).leerlingen():
            if inhoud["hash"] in [hash_of(secret, school, key) for secret in self._secrets]:
                bewijs = self._inzage.read(connection, school, school_id, Betrokkenen(frozenset({key})))
                _, gevolgen = self._erase(
                    connection, bewijs, key, f"herstel, besluit van {moment.isoformat()}"
                )
                self._remove(gevolgen)
                forgotten = True
        return forgotten

    def _erase(
        self, connection: Transaction, bewijs: Bewijs, key: str, door: str
    ) -> tuple[Vergeten, Gevolgen]:
        """All that the database does to forget a pupil; the school is locked. The files are still there."""
        now = tijd.whole_second(tijd.now())
        school_id = bewijs.school_id
        wis = WisRepository(connection, school_id)
        uitgiften = UitgifteRepository(connection, school_id)
        gevolgen = gevolgen_of(
            bewijs,
            uitgiften.pakketten(_koppelingen(bewijs), EVERYTHING, with_unchanged=True),
            _delivering(connection, school_id),
        )
        ids = {key, *wis.eckids(key)}
        tellingen = {
            "revisie": _end_present(connection, bewijs, key),
            "gkv_nummer": wis.forget_numbers(key, numbers_of(bewijs)),
            "resultatenbericht": wis.redact(lambda inhoud: without_leerling(inhoud, ids), now),
            **LeerlingaccountRepository(connection, school_id).erase(key, ids - {key}, tijd.now()),
            **wis.erase(key, _only_guardians(connection, bewijs, key)),
            "levering": len(gevolgen.pakketten),
        }
        DossierRepository(connection).forget_stempel(school_id)
        _tell_partners(connection, school_id, gevolgen, now)
        wis.forget_packages([regel.id for regel in gevolgen.pakketten])
        proof = Vergeten(
            hash=hash_of(self._secret, bewijs.geschiedenis.code, key),
            moment=now,
            door=door,
            tellingen=tellingen,
        )
        VergetenRepository(connection).add(school_id, proof)
        return proof, gevolgen

    def _remove(self, gevolgen: Gevolgen) -> None:
        for regel in gevolgen.pakketten:
            try:
                self._opslag.remove(str(regel.pad))
            except Exception as error:  # libraries for object storage raise whatever they like
                raise OpslagOnbruikbaar(self._opslag.place) from error


def _koppelingen(bewijs: Bewijs) -> frozenset[int]:
    return frozenset(versie.koppeling for versie in bewijs.afspraken.values())


def _delivering(connection: Transaction, school_id: int) -> frozenset[int]:
    """The links that a next package can come of."""
    deelnames = DeelnameRepository(connection).of_school(school_id)
    return frozenset(deelname.koppeling for deelname in deelnames if deelname.stand.takes_part)


def _newest_year(connection: Transaction, school_id: int) -> Schooljaar | None:
    """The newest school year that there are data of."""
    return GeschiedenisRepository(connection, school_id).newest_year()


def _is_in_newest(bewijs: Bewijs, newest: Schooljaar | None) -> bool:
    """Whether the newest file has the pupil, or that of this year beside one of the year to come.

    Files of years that are over do not come again.
    """
    if newest is None:
        return False
    still_to_come = min(newest, Schooljaar.current())
    return any(
        bewijs.geschiedenis.jaren[versie.jaar].schooljaar >= still_to_come
        and versie.tot is None
        and versie.inhoud.key in bewijs.geschiedenis.betrokkenen.leerlingen
        for versie in bewijs.geschiedenis.versies[LEERLINGEN]
    )


def _end_present(connection: Transaction, bewijs: Bewijs, key: str) -> int:
    """Give every year that has the pupil now a new state without them; returns how many.

    A publisher then gets an answer without the pupil, and not that nothing changed. To undo an import goes
    past this state: it is no import.
    """
    geschiedenis = bewijs.geschiedenis
    ended = 0
    for versie in geschiedenis.versies[LEERLINGEN]:
        if versie.tot is not None or versie.inhoud.key != key:
            continue
        jaar = geschiedenis.jaren[versie.jaar].schooljaar
        slot = slots.lock(connection, geschiedenis.code, jaar)
        if slot is None:
            continue
        gegevens = SchoolgegevensRepository(connection)
        present = gegevens.read(geschiedenis.code, jaar, slot.stand)
        without = replace(
            present, leerlingen=tuple(leerling for leerling in present.leerlingen if leerling.key != key)
        )
        revisies = RevisieRepository(connection)
        now = revisies.all(slot)[slot.stand.revisie]
        herkomst = now.herkomst.taken_back(now.bron)
        revisies.add(slot, vergelijking.compare(present, without), herkomst, without.leerlingen)
        ended += 1
    return ended


def _only_guardians(connection: Transaction, bewijs: Bewijs, key: str) -> frozenset[str]:
    """The guardians of the pupil who are and were nobody else's."""
    own: set[str] = set()
    others: set[str] = set()
    for relatie in GeschiedenisRepository(connection, bewijs.school_id).relaties():
        verzorger = json.loads(relatie.inhoud)[VERZORGER_VAN]
        if relatie.leerling == key:
            own.add(verzorger)
        else:
            others.add(verzorger)
    return frozenset(own - others)


def _tell_partners(connection: Transaction, school_id: int, gevolgen: Gevolgen, moment: datetime) -> None:
    verwijzingen = VergeetVerwijzingRepository(connection)
    for koppeling, names in gevolgen.verwijzingen.items():
        verwijzingen.add(koppeling, school_id, names, moment)
    ophalingen = OphalingRepository(connection)
    for koppeling in sorted(gevolgen.volledig):
        ophalingen.ask_volledig(koppeling, school_id, moment)
