"""What the defects of a pull API tell apart in calls, and how they change answers."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from tests.support.keur.berichten import Antwoord, Verzoek
from tests.support.keur.gebrek import Gebrek, Voorwaarde

TOKEN = "/oauth/token"
KOPPELINGEN = "/gkv/v1/koppelingen"


def methode(verzoek: Verzoek) -> str:
    """The method of HTTP."""
    return str(verzoek.environ["REQUEST_METHOD"])


def vraag(verzoek: Verzoek) -> str:
    """What stands behind the question mark."""
    return str(verzoek.environ.get("QUERY_STRING", ""))


def eindigt_op(end: str, *methoden: str) -> Voorwaarde:
    """Calls to addresses that end like this, by some methods or GET."""
    return lambda verzoek: verzoek.path.endswith(end) and methode(verzoek) in (methoden or ("GET",))


def is_leveringenlijst(verzoek: Verzoek) -> bool:
    """The list of deliveries of a school."""
    return eindigt_op("/leveringen")(verzoek)


def formulier(verzoek: Verzoek) -> Mapping[str, str]:
    """The fields of a call for a token."""
    return {name: values[0] for name, values in parse_qs(verzoek.body.decode()).items()}


def bewijs(verzoek: Verzoek) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The header and the claims of the proof, whether it is right or not; empty ones if there is none."""
    parts = formulier(verzoek).get("client_assertion", "").split(".")
    if len(parts) != 3:
        return {}, {}
    header, claims = (json.loads(base64.urlsafe_b64decode(part + "===")) for part in parts[:2])
    return header, claims


def zegt(status: int, inhoud: Mapping[str, Any] | None = None) -> Antwoord:
    """An answer of JSON."""
    return Antwoord(status, {"Content-Type": "application/json"}, json.dumps(inhoud or {}).encode())


def in_plaats(naam: str, zin: str, gevallen: str, als: Voorwaarde, antwoord: Antwoord) -> Gebrek:
    """The double gives another answer where ``als`` holds."""

    def on_answer(verzoek: Verzoek, right: Antwoord) -> Antwoord:
        return antwoord if als(verzoek) else right

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), antwoord=on_answer)


def anders(
    naam: str,
    zin: str,
    gevallen: str,
    als: Callable[[Verzoek, Antwoord], bool],
    change: Callable[[Antwoord], Antwoord],
) -> Gebrek:
    """The double changes the answers for which ``als`` holds."""

    def on_answer(verzoek: Verzoek, right: Antwoord) -> Antwoord:
        return change(right) if als(verzoek, right) else right

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), antwoord=on_answer)


def vergeet(naam: str, zin: str, gevallen: str, als: Voorwaarde, *variabelen: str) -> Gebrek:
    """The double does not read some headers of calls for which ``als`` holds."""

    def on_request(verzoek: Verzoek) -> Verzoek:
        if not als(verzoek):
            return verzoek
        environ = {name: value for name, value in verzoek.environ.items() if name not in variabelen}
        return replace(verzoek, environ=environ)

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), verzoek=on_request)


def leest(naam: str, zin: str, gevallen: str, als: Voorwaarde, query: str) -> Gebrek:
    """The double reads something else behind the question mark where ``als`` holds."""

    def on_request(verzoek: Verzoek) -> Verzoek:
        if not als(verzoek):
            return verzoek
        return replace(verzoek, environ={**verzoek.environ, "QUERY_STRING": query})

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), verzoek=on_request)


def kop(naam: str, value: str | None) -> Callable[[Antwoord], Antwoord]:
    """Another header of HTTP, or none."""

    def change(antwoord: Antwoord) -> Antwoord:
        koppen = {name: other for name, other in antwoord.koppen.items() if name.lower() != naam.lower()}
        return replace(antwoord, koppen=koppen if value is None else {**koppen, naam: value})

    return change


def inhoud(change: Callable[[Any], object]) -> Callable[[Antwoord], Antwoord]:
    """Another content of JSON, changed in place."""

    def on_answer(antwoord: Antwoord) -> Antwoord:
        content = json.loads(antwoord.body)
        change(content)
        return replace(antwoord, body=json.dumps(content).encode())

    return on_answer


def goed(als: Voorwaarde) -> Callable[[Verzoek, Antwoord], bool]:
    """Whether a call is one of these and went well."""
    return lambda verzoek, antwoord: als(verzoek) and antwoord.status < 300


def status(*numbers: int) -> Callable[[Verzoek, Antwoord], bool]:
    """Whether an answer has one of these."""
    return lambda _, antwoord: antwoord.status in numbers
