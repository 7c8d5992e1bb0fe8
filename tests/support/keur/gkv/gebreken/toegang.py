"""Defects of tokens and of who is let in."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.support.keur.berichten import Antwoord, Verzoek, bladzijde
from tests.support.keur.gebrek import Gebrek
from tests.support.keur.gkv.vragen import (
    TOKEN,
    anders,
    bewijs,
    eindigt_op,
    formulier,
    goed,
    in_plaats,
    inhoud,
    kop,
    status,
    vraag,
    zegt,
)

LONG = 600
"""Seconds that a proof may last at most."""
GEGEVEN = zegt(200, {"access_token": "zomaar", "token_type": "Bearer", "expires_in": 300})


def _neemt_bewijs(
    naam: str, zin: str, geval: str, als: Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
) -> Gebrek:
    """The double gives a token for a proof that it must refuse."""

    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        is_refused = verzoek.path == TOKEN and antwoord.status >= 400 and any(bewijs(verzoek))
        return GEGEVEN if is_refused and als(*bewijs(verzoek)) else antwoord

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset({geval}), antwoord=on_answer)


def _neemt_vraag(naam: str, zin: str, geval: str, als: Callable[[Mapping[str, str]], bool]) -> Gebrek:
    return in_plaats(
        naam, zin, geval, lambda verzoek: verzoek.path == TOKEN and als(formulier(verzoek)), GEGEVEN
    )


def _elke_sleutel() -> Callable[[Verzoek, Antwoord], Antwoord]:
    """Gives a token for a proof in which all is right but the key, and that is new."""
    good: set[bytes] = set()

    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        if not _is_token(verzoek):
            return antwoord
        if antwoord.status == 200:
            good.add(verzoek.body)
        is_foreign = b"invalid_client" in antwoord.body and verzoek.body not in good
        return GEGEVEN if is_foreign and _is_right(*bewijs(verzoek)) else antwoord

    return on_answer


def _is_right(header: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
    """Whether a proof says what it should, whoever signed it."""
    if header.get("alg") != "ES256" or claims["iss"] != claims["sub"] or "elders" in claims["aud"]:
        return False
    return bool(time.time() < claims["exp"] <= claims["iat"] + LONG)


def _nog_eens() -> Callable[[Verzoek, Antwoord], Antwoord]:
    """Gives a token once more for a proof that was good before."""
    good: set[bytes] = set()

    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        if _is_token(verzoek) and antwoord.status == 200:
            good.add(verzoek.body)
        return GEGEVEN if verzoek.body in good and antwoord.status >= 400 else antwoord

    return on_answer


def _zonder_token(verzoek: Verzoek) -> bool:
    return not verzoek.kop("Authorization")


def _is_token(verzoek: Verzoek) -> bool:
    return verzoek.path == TOKEN


def _zonder_type(token: Any) -> None:
    del token["token_type"]


def _zonder_kid(keys: Any) -> None:
    for key in keys["keys"]:
        del key["kid"]


def _alleen(*, newest: bool) -> Callable[[Any], None]:
    """Only the newest of the keys, which stands first, or only the others."""

    def change(keys: Any) -> None:
        keys["keys"] = keys["keys"][:1] if newest else keys["keys"][1:]

    return change


def _geheim(keys: Any) -> None:
    for key in keys["keys"]:
        key["d"] = "8J-4YxhYzx4kTkMZbY0YH3mXo0Nn8tGm9aWlLwz8y3A"


PAKKET, MANIFEST, SLEUTELS = map(eindigt_op, ("/pakket", "/manifest", "/jwks.json"))
GEBREKEN = (
    anders(
        "token-zonder-type",
        "Bij het token staat niet wat voor token het is.",
        "token-krijgen",
        goed(_is_token),
        inhoud(_zonder_type),
    ),
    anders(
        "token-bewaarbaar",
        "Het antwoord met het token mag worden bewaard.",
        "token-niet-bewaard",
        goed(_is_token),
        kop("Cache-Control", None),
    ),
    Gebrek(
        naam="token-elke-sleutel",
        zin="Een bewijs van een andere sleutel geeft een token.",
        gevallen=frozenset({"token-andere-sleutel"}),
        antwoord=_elke_sleutel(),
    ),
    _neemt_bewijs(
        "token-alg-none",
        "Een bewijs zonder handtekening geeft een token.",
        "token-zonder-handtekening",
        lambda header, _: header["alg"] == "none",
    ),
    _neemt_bewijs(
        "token-elk-adres",
        "Een bewijs voor een andere dienst geeft een token.",
        "token-ander-adres",
        lambda _, claims: "elders" in claims["aud"],
    ),
    _neemt_bewijs(
        "token-oud-bewijs",
        "Een bewijs dat verlopen is geeft een token.",
        "token-verlopen",
        lambda _, claims: claims["exp"] < time.time(),
    ),
    _neemt_bewijs(
        "token-lang-bewijs",
        "Een bewijs dat een dag geldt geeft een token.",
        "token-te-lang",
        lambda _, claims: claims["exp"] - claims["iat"] > LONG,
    ),
    _neemt_bewijs(
        "token-elke-iss",
        "Naar iss in het bewijs wordt niet gekeken.",
        "token-andere-client",
        lambda _, claims: claims["iss"] != claims["sub"],
    ),
    Gebrek(
        naam="token-nog-eens",
        zin="Een bewijs geeft elke keer een token.",
        gevallen=frozenset({"token-een-keer"}),
        antwoord=_nog_eens(),
    ),
    _neemt_vraag(
        "token-zonder-bewijs",
        "Een client_id alleen geeft een token.",
        "token-zonder-bewijs",
        lambda velden: "client_assertion" not in velden,
    ),
    _neemt_vraag(
        "token-elke-grant",
        "Elke grant_type geeft een token.",
        "token-andere-grant",
        lambda velden: velden["grant_type"] == "password",
    ),
    _neemt_vraag(
        "token-elke-scope",
        "Een scope die er niet is geeft een token.",
        "token-onbekende-scope",
        lambda velden: velden.get("scope") == "gkv.alles",
    ),
    in_plaats(
        "token-geen-metadata",
        "De dienst beschrijft niet waar het token is te krijgen.",
        "token-metadata",
        eindigt_op("/oauth-authorization-server"),
        bladzijde(404),
    ),
    anders(
        "sleutels-geheim",
        "Bij de openbare sleutels staat de geheime.",
        "token-geen-geheime-sleutel",
        goed(SLEUTELS),
        inhoud(_geheim),
    ),
    anders(
        "sleutels-zonder-kid",
        "De openbare sleutels hebben geen kid.",
        "token-sleutels",
        goed(SLEUTELS),
        inhoud(_zonder_kid),
    ),
    anders(
        "oude-sleutel-weg",
        "Na een nieuwe sleutel is die van eerdere pakketten niet meer op te halen.",
        "pakket-zegel pakket-handtekening pakket-sleutel",
        goed(SLEUTELS),
        inhoud(_alleen(newest=True)),
    ),
    anders(
        "nieuwe-sleutel-nog-niet",
        "Een nieuwe sleutel ondertekent al, en is nog niet op te halen.",
        "pakket-zegel pakket-handtekening pakket-sleutel ophalen-manifest",
        goed(SLEUTELS),
        inhoud(_alleen(newest=False)),
    ),
    anders(
        "toegang-zonder-manier",
        "Bij 401 staat niet hoe iemand binnenkomt.",
        "toegang-geen-token toegang-verkeerd-token",
        status(401),
        kop("WWW-Authenticate", None),
    ),
    in_plaats(
        "pakket-open",
        "Zonder token komt het pakket ook.",
        "toegang-pakket-zonder-token",
        lambda verzoek: PAKKET(verzoek) and _zonder_token(verzoek),
        zegt(200),
    ),
    in_plaats(
        "manifest-open",
        "Zonder token komt het manifest ook.",
        "toegang-manifest-zonder-token",
        lambda verzoek: MANIFEST(verzoek) and _zonder_token(verzoek),
        zegt(200),
    ),
    in_plaats(
        "token-in-adres",
        "Een token in het adres wordt aangenomen.",
        "toegang-niet-in-adres",
        lambda verzoek: "access_token=" in vraag(verzoek),
        zegt(200),
    ),
    in_plaats(
        "koppeling-verraden",
        "Een koppeling van een ander geeft 403.",
        "toegang-andere-koppeling",
        lambda verzoek: "/2147483647/" in verzoek.path,
        zegt(403),
    ),
    in_plaats(
        "school-verraden",
        "Een school van een ander geeft 403.",
        "toegang-andere-school toegang-geen-verschil",
        lambda verzoek: "99YY" in verzoek.path,
        zegt(403),
    ),
    in_plaats(
        "school-open",
        "De leveringen aan een andere school zijn te zien.",
        "toegang-andere-school toegang-geen-verschil",
        lambda verzoek: "99YY" in verzoek.path,
        zegt(200, {"leveringen": [], "meer": False}),
    ),
    in_plaats(
        "levering-stuk",
        "Een levering die er niet is geeft een fout van de server.",
        "toegang-onbekende-levering",
        lambda verzoek: "/00000000-0000-4000-8000-000000000000/" in verzoek.path,
        bladzijde(500),
    ),
    in_plaats(
        "nummer-stuk",
        "Een levering waarvan het nummer geen nummer is geeft een fout van de server.",
        "toegang-geen-levering",
        lambda verzoek: " OR 1=1" in verzoek.path,
        bladzijde(500),
    ),
    anders(
        "methode-zonder-allow",
        "Bij 405 staat niet wat wel kan.",
        "toegang-andere-methode",
        status(405),
        kop("Allow", None),
    ),
    in_plaats(
        "adres-bladzijde",
        "Een adres dat er niet is geeft een webpagina.",
        "toegang-onbekend-adres",
        eindigt_op("/bestaat-niet"),
        bladzijde(404),
    ),
)
