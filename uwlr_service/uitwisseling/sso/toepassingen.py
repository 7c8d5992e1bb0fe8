"""The client of a link of SSO: made, changed, given another secret, and ended, by its partner."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.sso.afmelding import Gemiste
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.domain.sso.geheim import MOST_DAYS, hash_geheim, new_client_id, new_geheim
from uwlr_service.domain.sso.toepassing import Instellingen, Toepassing
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.sso import beeindiging
from uwlr_service.repository.sso.afmeldingen import AfmeldingRepository
from uwlr_service.repository.sso.beheer import BeheerRepository
from uwlr_service.uitwisseling.koppeling.verandering import Verandering
from uwlr_service.uitwisseling.sso import adreswissel, keuring, verlies
from uwlr_service.uitwisseling.sso.adreswissel import Adreswissel
from uwlr_service.uitwisseling.sso.vertellen import tell_operators, tell_partner

MOST_MISSED = 10
ENDED = "client-beeindigd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toepassingstand:
    """A client after a change: its new secret, if one was made, and how many addresses wait.

    The secret is not kept and cannot be shown again.
    """

    toepassing: Toepassing
    geheim: str | None = field(default=None, repr=False)
    wacht: int = 0


class Toepassingen:
    """The clients of links; ``hosts`` are those of the own network that may be called.

    What changes one raises NietToegestaan, VersBewijsNodig, Geweigerd for what a client may not be, and
    KoppelingOnbekend for the command line. An operator acts by the command line, and confirms at once what a
    partner sets in the portal and an operator has to confirm.
    """

    def __init__(self, database: Database, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._hosts = hosts

    def of_link(self, koppeling_id: int, *, door: Handelende) -> Toepassing | None:
        """The client of a link, for its partner; None as long as it has none."""
        with self._database.read() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            verandering.require_of_partner(Actie.SLEUTELS)
            verandering.koppeling.require_sso()
            return BeheerRepository(connection).of_link(koppeling_id, tijd.now())

    def missed_logouts(self, koppeling_id: int, *, door: Handelende) -> list[Gemiste]:
        """The last logouts that the client of a link did not take, for its partner; the newest first."""
        with self._database.read() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            verandering.require_of_partner(Actie.SLEUTELS)
            toepassing = BeheerRepository(connection).of_link(koppeling_id, tijd.now())
            if toepassing is None:
                return []
            return AfmeldingRepository(connection).missed(toepassing.id, MOST_MISSED)

    def of_links(self, koppelingen: Collection[int], *, door: Handelende) -> list[Toepassing]:
        """The clients of these links, for operators. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return BeheerRepository(connection).of_links(koppelingen, tijd.now())

    def add(self, koppeling_id: int, instellingen: Instellingen, *, door: Handelende) -> Toepassingstand:
        """Make the client of a link, which has one at most."""
        with self._database.write() as connection:
            verandering = _begin(connection, koppeling_id, door)
            chosen = self._judged(verandering, instellingen)
            beheer = BeheerRepository(connection)
            now = tijd.now()
            if beheer.of_link(koppeling_id, now) is not None:
                raise Geweigerd(f"Koppeling {koppeling_id} heeft al een toepassing. Beëindig die eerst.")
            number = beheer.add(koppeling_id, new_client_id(), now, **_columns(chosen))
            geheim = _new_geheim(beheer, number) if chosen.methode is Bewijswijze.GEHEIM else None
            toepassing = _current(connection, koppeling_id)
            wissel = _move(verandering, toepassing, chosen)
            verandering.log_link("toepassing-gemaakt", client=number, nieuw=wissel.nieuw, wacht=wissel.wacht)
            tell_partner(verandering, Berichtsoort.TOEPASSING_GEWIJZIGD)
            return _stand(connection, koppeling_id, geheim, wissel)

    def change(self, koppeling_id: int, instellingen: Instellingen, *, door: Handelende) -> Toepassingstand:
        """Give a client other settings; a client that gets a secret now, has another one from then on."""
        with self._database.write() as connection:
            verandering = _begin(connection, koppeling_id, door)
            chosen = self._judged(verandering, instellingen)
            before = _current(connection, koppeling_id)
            beheer = BeheerRepository(connection)
            wissel = _move(verandering, before, chosen)
            if _publishes_later(_current(connection, koppeling_id), chosen):
                chosen = replace(chosen, jwks=before.jwks)
            changed = _differences(before, chosen)
            if not changed and wissel == Adreswissel():
                return Toepassingstand(toepassing=before)
            beheer.change(before.id, **_columns(chosen))
            geheim = _switch_proof(beheer, before, chosen)
            verandering.log_link(
                "toepassing-gewijzigd",
                client=before.id,
                instellingen=changed,
                nieuw=wissel.nieuw,
                weg=wissel.weg,
                wacht=wissel.wacht,
            )
            tell_partner(verandering, Berichtsoort.TOEPASSING_GEWIJZIGD)
            stand = _stand(connection, koppeling_id, geheim, wissel)
            if chosen.methode is not Bewijswijze.GEHEIM:
                verlies.record_secrets(verandering, before, before.geheimen, tijd.now())
            verlies.record_addresses(verandering, before, stand.toepassing)
            verlies.record_keys(verandering, before, stand.toepassing)
            return stand

    def rotate(self, koppeling_id: int, overlap: timedelta, *, door: Handelende) -> Toepassingstand:
        """Make another secret; the present one works on until the overlap ends, and an older one no more."""
        if not timedelta() <= overlap <= timedelta(days=MOST_DAYS):
            raise Geweigerd(f"Een oud geheim werkt nog 0 tot en met {MOST_DAYS} dagen.")
        with self._database.write() as connection:
            verandering = _begin(connection, koppeling_id, door)
            toepassing = _current(connection, koppeling_id)
            if toepassing.methode is not Bewijswijze.GEHEIM:
                raise Geweigerd("Deze toepassing bewijst zich met een eigen sleutel en heeft geen geheim.")
            beheer = BeheerRepository(connection)
            now = tijd.now()
            replaced = [geheim.id for geheim in toepassing.geheimen if geheim.geldig_tot is not None]
            beheer.withdraw_geheimen(replaced, now)
            beheer.expire_geheimen(toepassing.id, now + overlap)
            geheim = _new_geheim(beheer, toepassing.id)
            verandering.log_link("toepassing-geheim", client=toepassing.id)
            tell_partner(verandering, Berichtsoort.TOEPASSING_GEWIJZIGD)
            stand = _stand(connection, koppeling_id, geheim, Adreswissel())
            gone = [geheim for geheim in toepassing.geheimen if geheim.id in replaced]
            verlies.record_secrets(verandering, toepassing, gone, now)
            stays = [geheim for geheim in toepassing.geheimen if geheim.id not in replaced]
            verlies.record_secrets(verandering, toepassing, stays, now + overlap)
            return stand

    def end(self, koppeling_id: int, *, door: Handelende) -> None:
        """End a client: nobody signs in by it any more, and what it was given is worth nothing."""
        with self._database.write() as connection:
            verandering = Verandering.of_keys(connection, koppeling_id, door)
            verandering.koppeling.require_sso()
            toepassing = _current(connection, koppeling_id)
            beeindiging.end_client(connection, toepassing.id, tijd.now(), ENDED)
            verandering.log_link("toepassing-beeindigd", client=toepassing.id)
            tell_partner(verandering, Berichtsoort.TOEPASSING_GEWIJZIGD)
            verlies.record_end(verandering, toepassing)

    def _judged(self, verandering: Verandering, instellingen: Instellingen) -> Instellingen:
        # An operator may set an address inside the own network first, and allow it in the settings later.
        hosts = self._hosts if verandering.door.is_person else None
        return keuring.judge(instellingen, proeftuin=verandering.is_proeftuin, hosts=hosts)


def _begin(connection: Transaction, koppeling_id: int, door: Handelende) -> Verandering:
    """A link of SSO of which the client changes; its partner just proved who they are."""
    verandering = Verandering.of_keys(connection, koppeling_id, door)
    verandering.require_key_allowed()
    verandering.koppeling.require_sso()
    return verandering


def _current(connection: Transaction, koppeling_id: int) -> Toepassing:
    toepassing = BeheerRepository(connection).of_link(koppeling_id, tijd.now())
    if toepassing is None:
        raise Geweigerd(f"Koppeling {koppeling_id} heeft geen toepassing.")
    return toepassing


def _stand(
    connection: Transaction, koppeling_id: int, geheim: str | None, wissel: Adreswissel
) -> Toepassingstand:
    return Toepassingstand(toepassing=_current(connection, koppeling_id), geheim=geheim, wacht=wissel.wacht)


def _move(verandering: Verandering, toepassing: Toepassing, chosen: Instellingen) -> Adreswissel:
    """Change the addresses, and tell the operators when one of them waits."""
    confirms = verandering.is_proeftuin or not verandering.door.is_person
    wissel = adreswissel.change(verandering.connection, toepassing, chosen, confirms=confirms)
    if wissel.wacht:
        tell_operators(verandering, wissel.wacht)
    return wissel


def _columns(chosen: Instellingen) -> dict[str, str | None]:
    """The settings that are columns of a client."""
    return {
        "naam": chosen.naam,
        "methode": chosen.methode.value,
        "algoritme": chosen.algoritme.value,
        "jwks": chosen.jwks,
    }


def _differences(before: Toepassing, chosen: Instellingen) -> list[str]:
    """The settings that change, by their columns."""
    present = {
        "naam": before.naam,
        "methode": before.methode.value,
        "algoritme": before.algoritme.value,
        "jwks": before.jwks,
    }
    return [name for name, value in _columns(chosen).items() if present[name] != value]


def _switch_proof(beheer: BeheerRepository, before: Toepassing, chosen: Instellingen) -> str | None:
    """A secret for a client that had none; one that goes over to a key has no secret any more."""
    if before.methode is chosen.methode:
        return None
    if chosen.methode is Bewijswijze.GEHEIM:
        return _new_geheim(beheer, before.id)
    beheer.withdraw_geheimen([geheim.id for geheim in before.geheimen], tijd.now())
    return None


def _publishes_later(moved: Toepassing, chosen: Instellingen) -> bool:
    """Whether the address of the keys waits for an operator; until then those of before prove something."""
    waiting = {adres.uri for adres in moved.wachtend if adres.soort is Adressoort.SLEUTELS}
    return chosen.methode is moved.methode and not waiting.isdisjoint(chosen.uris(Adressoort.SLEUTELS))


def _new_geheim(beheer: BeheerRepository, number: int) -> str:
    geheim = new_geheim()
    beheer.add_geheim(number, hash_geheim(geheim), tijd.now())
    return geheim
