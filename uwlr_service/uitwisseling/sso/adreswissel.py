"""Puts the addresses that a partner chose in the place of those that a client has."""

from collections.abc import Collection
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.sso import adresregels
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.domain.sso.toepassing import Clientadres, Instellingen, Toepassing
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.sso.adressen import AdresRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Adreswissel:
    """How many addresses came, and of those how many wait for an operator; and how many were taken away."""

    nieuw: int = 0
    wacht: int = 0
    weg: int = 0

    def __add__(self, other: "Adreswissel") -> "Adreswissel":
        return Adreswissel(
            nieuw=self.nieuw + other.nieuw, wacht=self.wacht + other.wacht, weg=self.weg + other.weg
        )


def change(
    connection: Transaction, toepassing: Toepassing, instellingen: Instellingen, *, confirms: bool
) -> Adreswissel:
    """Let a client have exactly the addresses that were chosen.

    One on a server that is not known waits for an operator, unless whoever acts ``confirms`` it. What was
    taken away is not used any more from now on. Of what a client has one of at most, the one of before stays
    until the operator decided about the new one.
    """
    done = Adreswissel()
    for soort in Adressoort:
        done += _of_soort(connection, toepassing, soort, instellingen.uris(soort), confirms=confirms)
    return done


def _of_soort(
    connection: Transaction,
    toepassing: Toepassing,
    soort: Adressoort,
    wanted: Collection[str],
    *,
    confirms: bool,
) -> Adreswissel:
    now = tijd.now()
    repository = AdresRepository(connection)
    present = toepassing.of_soort(soort)
    kept = {adres.uri for adres in present}
    waits = {
        uri: not confirms and not adresregels.is_known(uri, soort, toepassing.adressen)
        for uri in wanted
        if uri not in kept
    }
    for uri, must_wait in waits.items():
        repository.add(toepassing.id, soort, uri, now, bevestigd=not must_wait)
    in_use = {adres.uri for adres in present if adres.bevestigd} | {uri for uri in waits if not waits[uri]}
    stays = soort in adresregels.ONE and bool(wanted) and in_use.isdisjoint(wanted)
    gone = [adres.id for adres in present if adres.uri not in wanted and not (stays and adres.bevestigd)]
    repository.expire(gone, now)
    return Adreswissel(nieuw=len(waits), wacht=sum(waits.values()), weg=len(gone))


def replaced(toepassing: Toepassing, confirmed: Collection[Clientadres]) -> list[int]:
    """The addresses whose place is taken by others that were just confirmed."""
    soorten = {adres.soort for adres in confirmed} & adresregels.ONE
    numbers = {adres.id for adres in confirmed}
    return [adres.id for adres in toepassing.adressen if adres.soort in soorten and adres.id not in numbers]
