"""The options by which somebody sets a client of SSO, and the settings that they come down to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.options import collected, option
from uwlr_service.domain.sso import adresregels
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.toepassing import Instellingen, Toepassing

MOST_BYTES = 1024 * 1024
"""No more is read of a file; how large one may be is judged where it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuzes:
    """The settings that somebody named; None and an empty list are those that stay as they are."""

    naam: str | None
    terug: tuple[str, ...]
    afgemeld: tuple[str, ...]
    afmelding: str | None
    start: str | None
    jwks: Path | None
    jwks_uri: str | None
    geheim: bool
    algoritme: str | None


KEUZES = collected(
    Keuzes,
    "keuzes",
    option("--naam", help="Zo heet de toepassing voor wie inlogt."),
    option("--terug", multiple=True, metavar="ADRES", help="redirect_uri; mag vaker. Alle oude vervallen."),
    option(
        "--afgemeld",
        multiple=True,
        metavar="ADRES",
        help="post_logout_redirect_uri; mag vaker. Alle oude vervallen.",
    ),
    option("--afmelding", metavar="ADRES", help="backchannel_logout_uri; '' haalt het weg."),
    option("--start", metavar="ADRES", help="initiate_login_uri; '' haalt het weg."),
    option("--jwks", type=BESTAND, help="De toepassing bewijst zich met deze openbare sleutels."),
    option("--jwks-uri", "jwks_uri", metavar="ADRES", help="Of met de sleutels op dit adres."),
    option("--geheim", is_flag=True, help="Of met een geheim, dat u één keer ziet; zo begint een nieuwe."),
    option(
        "--algoritme",
        type=click.Choice([algoritme.value for algoritme in Algoritme]),
        help="Waarmee tokens zijn getekend; anders RS256.",
    ),
)


def settings(keuzes: Keuzes, present: Toepassing | None) -> Instellingen:
    """What was named, beside what a client has already."""
    if sum((keuzes.jwks is not None, keuzes.jwks_uri is not None, keuzes.geheim)) > 1:
        raise click.UsageError("geef één van --jwks, --jwks-uri en --geheim.")
    methode = _methode(keuzes, present)
    adressen = {**_addresses(present), **_named_addresses(keuzes)}
    jwks = _read(keuzes.jwks)
    if methode is Bewijswijze.GEHEIM or jwks is not None:
        adressen[Adressoort.SLEUTELS] = ()
    elif present is not None and not adressen[Adressoort.SLEUTELS]:
        jwks = present.jwks
    algoritme = Algoritme.RS256 if present is None else present.algoritme
    return Instellingen(
        naam=keuzes.naam or ("" if present is None else present.naam),
        methode=methode,
        algoritme=algoritme if keuzes.algoritme is None else Algoritme(keuzes.algoritme),
        adressen=adressen,
        jwks=jwks,
    )


def _methode(keuzes: Keuzes, present: Toepassing | None) -> Bewijswijze:
    if keuzes.jwks is not None or keuzes.jwks_uri is not None:
        return Bewijswijze.SLEUTEL
    if keuzes.geheim or present is None:
        return Bewijswijze.GEHEIM
    return present.methode


def _addresses(present: Toepassing | None) -> dict[Adressoort, tuple[str, ...]]:
    """The addresses that a client has; of a kind with one at most the newest."""
    if present is None:
        return dict.fromkeys(Adressoort, ())
    by_soort = {soort: tuple(adres.uri for adres in present.of_soort(soort)) for soort in Adressoort}
    return {soort: uris[-1:] if soort in adresregels.ONE else uris for soort, uris in by_soort.items()}


def _named_addresses(keuzes: Keuzes) -> Mapping[Adressoort, tuple[str, ...]]:
    """The addresses of the kinds that somebody named; an empty one takes away what is there."""
    named_now = {
        Adressoort.TERUG: keuzes.terug,
        Adressoort.AFGEMELD: keuzes.afgemeld,
        Adressoort.AFMELDING: () if keuzes.afmelding is None else (keuzes.afmelding,),
        Adressoort.SLEUTELS: () if keuzes.jwks_uri is None else (keuzes.jwks_uri,),
        Adressoort.START: () if keuzes.start is None else (keuzes.start,),
    }
    return {soort: tuple(uri for uri in uris if uri) for soort, uris in named_now.items() if uris}


def _read(path: Path | None) -> str | None:
    """The public keys in a file. Raises DocumentOngeldig, with the name of the file."""
    if path is None:
        return None
    from uwlr_service.uitwisseling.sso import keuring  # takes long to load, and few commands read keys

    with named(path), path.open("rb") as file:
        return keuring.read_jwks(file.read(MOST_BYTES).decode(errors="replace"))
