"""Defects of the lists of the pull API, of collecting a package, and of what a partner says back."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from tests.support.keur.berichten import Antwoord, Verzoek, bladzijde
from tests.support.keur.gkv.vragen import (
    KOPPELINGEN,
    anders,
    eindigt_op,
    goed,
    in_plaats,
    inhoud,
    is_leveringenlijst,
    kop,
    leest,
    status,
    vergeet,
    vraag,
    zegt,
)

PAKKET = eindigt_op("/pakket")
HEAD = eindigt_op("/pakket", "HEAD")
HAALT = eindigt_op("/pakket", "GET", "HEAD")
MANIFEST = eindigt_op("/manifest")
BEVESTIGT = eindigt_op("/ontvangstbevestiging", "POST")
LIJST = eindigt_op(KOPPELINGEN)


def _verschoven(antwoord: Antwoord) -> Antwoord:
    return replace(antwoord, body=antwoord.body[1:] + b"\0")


def _veranderd(antwoord: Antwoord) -> Antwoord:
    return _met_byte(antwoord, antwoord.body[40] ^ 1)


def _elke_keer_anders() -> Callable[[Antwoord], Antwoord]:
    """A byte that is another one each time, and never the right one twice in a row."""
    numbers = count(1)
    return lambda antwoord: _met_byte(antwoord, next(numbers) % 256)


def _met_byte(antwoord: Antwoord, byte: int) -> Antwoord:
    return replace(antwoord, body=antwoord.body[:40] + bytes([byte]) + antwoord.body[41:])


def _zonder(naam: str) -> Any:
    def change(content: Any) -> None:
        for koppeling in content["koppelingen"]:
            for school in koppeling["scholen"]:
                del school[naam]

    return change


def _zonder_sha256(content: Any) -> None:
    for levering in content["leveringen"]:
        levering["vorigsha256"] = "0" * 64 if levering["vorigsha256"] else None


def _gat(content: Any) -> None:
    content["leveringen"] = [levering for levering in content["leveringen"] if levering["volgnummer"] != 3]


def _zonder_geldig_tot(content: Any) -> None:
    for levering in content["leveringen"]:
        del levering["geldig_tot"]


def _dubbel(content: Any) -> None:
    content["koppelingen"] *= 2


def _zegt(*words: bytes) -> Any:
    return lambda verzoek: BEVESTIGT(verzoek) and any(word in verzoek.body for word in words)


def _vraagt(query: str) -> Any:
    return lambda verzoek: is_leveringenlijst(verzoek) and vraag(verzoek) == query


def _is_deel(verzoek: Verzoek, antwoord: Antwoord) -> bool:
    return PAKKET(verzoek) and antwoord.status == 206


LIJSTEN = (
    anders(
        "koppeling-dubbel",
        "De lijst noemt elke koppeling twee keer.",
        "lijst-koppelingen",
        goed(LIJST),
        inhoud(_dubbel),
    ),
    anders(
        "school-zonder-afspraak",
        "Bij een school staat niet welke afspraak geldt.",
        "lijst-scholen",
        goed(LIJST),
        inhoud(_zonder("afspraakversie")),
    ),
    anders(
        "lijst-bewaarbaar",
        "Een lijst mag door iedereen worden bewaard.",
        "lijst-niet-bewaard",
        goed(LIJST),
        kop("Cache-Control", "public, max-age=60"),
    ),
    anders(
        "levering-zonder-einde",
        "Bij een levering staat niet tot wanneer zij is op te halen.",
        "lijst-leveringen",
        goed(is_leveringenlijst),
        inhoud(_zonder_geldig_tot),
    ),
    anders(
        "lijst-omgekeerd",
        "De nieuwste levering staat bovenaan.",
        "lijst-volgorde lijst-laatste lijst-keten",
        goed(is_leveringenlijst),
        inhoud(lambda content: content["leveringen"].reverse()),
    ),
    anders(
        "lijst-gat",
        "Een levering ontbreekt in de lijst.",
        "lijst-keten keten-nummers",
        goed(is_leveringenlijst),
        inhoud(_gat),
    ),
    anders(
        "lijst-verkeerde-vorige",
        "De lijst noemt een andere SHA-256 van de levering ervoor.",
        "lijst-keten",
        goed(is_leveringenlijst),
        inhoud(_zonder_sha256),
    ),
    leest(
        "lijst-altijd-alles",
        "Naar na wordt niet gekeken.",
        "lijst-na lijst-na-voor lijst-na-geen-getal lijst-na-negatief lijst-na-twee-keer",
        is_leveringenlijst,
        "na=0",
    ),
    leest(
        "na-geen-getal",
        "Een na die geen getal is telt als nul.",
        "lijst-na-geen-getal",
        _vraagt("na=gisteren"),
        "na=0",
    ),
    leest("na-negatief", "Een negatieve na telt als nul.", "lijst-na-negatief", _vraagt("na=-1"), "na=0"),
    leest(
        "na-twee-keer", "Van twee keer na telt de eerste.", "lijst-na-twee-keer", _vraagt("na=0&na=1"), "na=0"
    ),
    in_plaats(
        "geen-verwijderverzoeken",
        "Verwijderverzoeken zijn niet op te vragen.",
        "lijst-verwijderverzoeken",
        eindigt_op("/verwijderverzoeken"),
        bladzijde(404),
    ),
)
OPHALEN = (
    anders(
        "pakket-veranderd",
        "Onderweg verandert een byte van het pakket.",
        "ophalen-pakket ophalen-wel-gewijzigd ophalen-deel ophalen-ander-pakket ophalen-digest"
        " pakket-zegel pakket-hashes keten-sha256",
        lambda verzoek, antwoord: PAKKET(verzoek) and antwoord.status == 200,
        _veranderd,
    ),
    anders(
        "pakket-steeds-anders",
        "Het pakket wordt elke keer opnieuw gemaakt, en is dan anders.",
        "ophalen-pakket ophalen-wel-gewijzigd ophalen-deel ophalen-ander-pakket ophalen-digest"
        " ophalen-twee-keer pakket-zegel pakket-hashes keten-sha256",
        lambda verzoek, antwoord: PAKKET(verzoek) and antwoord.status == 200,
        _elke_keer_anders(),
    ),
    anders(
        "pakket-type",
        "Het pakket is application/octet-stream.",
        "ophalen-type",
        goed(PAKKET),
        kop("Content-Type", "application/octet-stream"),
    ),
    anders(
        "pakket-geen-etag",
        "Het pakket heeft geen ETag.",
        "ophalen-etag ophalen-niet-gewijzigd ophalen-head",
        lambda verzoek, _: HAALT(verzoek),
        kop("ETag", None),
    ),
    anders(
        "pakket-geen-digest",
        "Het pakket heeft geen Content-Digest.",
        "ophalen-digest ophalen-deel-digest",
        goed(PAKKET),
        kop("Content-Digest", None),
    ),
    anders(
        "deel-digest",
        "Content-Digest van een deel is een andere.",
        "ophalen-deel-digest",
        _is_deel,
        kop("Content-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"),
    ),
    anders(
        "pakket-openbaar",
        "Iedereen mag het pakket bewaren.",
        "ophalen-bewaren",
        goed(PAKKET),
        kop("Cache-Control", "public, max-age=86400"),
    ),
    vergeet(
        "altijd-alles",
        "Het pakket komt ook als het er al is.",
        "ophalen-niet-gewijzigd",
        PAKKET,
        "HTTP_IF_NONE_MATCH",
    ),
    anders(
        "nooit-alles",
        "Met If-None-Match komt er nooit iets.",
        "ophalen-wel-gewijzigd",
        lambda verzoek, antwoord: bool(verzoek.kop("If-None-Match")) and antwoord.status == 200,
        lambda antwoord: Antwoord(304, {}, b""),
    ),
    vergeet(
        "geen-delen",
        "Een deel is niet op te halen.",
        "ophalen-deel ophalen-deel-digest ophalen-verder ophalen-einde ophalen-voorbij",
        PAKKET,
        "HTTP_RANGE",
    ),
    anders(
        "deel-verschoven",
        "Een deel is een byte verschoven.",
        "ophalen-deel ophalen-deel-digest ophalen-verder ophalen-einde",
        _is_deel,
        _verschoven,
    ),
    vergeet("if-range", "Naar If-Range wordt niet gekeken.", "ophalen-ander-pakket", PAKKET, "HTTP_IF_RANGE"),
    vergeet("if-match", "Naar If-Match wordt niet gekeken.", "ophalen-voorwaarde", PAKKET, "HTTP_IF_MATCH"),
    anders(
        "voorbij-zonder-omvang",
        "Bij 416 staat niet hoe groot het pakket is.",
        "ophalen-voorbij",
        status(416),
        kop("Content-Range", None),
    ),
    in_plaats("geen-head", "HEAD is er niet.", "ophalen-head", HEAD, Antwoord(405, {}, b"")),
    anders(
        "manifest-kaal",
        "Het losse manifest heeft geen handtekening.",
        "ophalen-manifest",
        goed(MANIFEST),
        kop("X-JWS-Signature", None),
    ),
    anders(
        "manifest-type",
        "Het losse manifest is text/plain.",
        "ophalen-manifest",
        goed(MANIFEST),
        kop("Content-Type", "text/plain"),
    ),
)
BEVESTIGEN = (
    in_plaats(
        "bevestiging-leeg",
        "Op een bevestiging komt een leeg antwoord.",
        "bevestigen-verwerkt bevestigen-herhaald",
        _zegt(b'"verwerkt"'),
        Antwoord(204, {}, b""),
    ),
    in_plaats(
        "elke-status",
        "Een status die er niet is wordt bewaard.",
        "bevestigen-onbekende-status",
        _zegt(b"gelezen"),
        zegt(200),
    ),
    in_plaats(
        "vrije-tekst",
        "Vrije tekst over een leerling wordt bewaard.",
        "bevestigen-vrije-tekst",
        _zegt(b"geboortedatum"),
        zegt(200),
    ),
    in_plaats(
        "geen-json",
        "Wat geen JSON is geeft een fout van de server.",
        "bevestigen-geen-json",
        lambda verzoek: BEVESTIGT(verzoek) and verzoek.body.rstrip().endswith(b":"),
        bladzijde(500),
    ),
    in_plaats(
        "elk-type",
        "Een formulier wordt ook gelezen.",
        "bevestigen-ander-type",
        _zegt(b"status=verwerkt"),
        zegt(200),
    ),
    in_plaats(
        "nooit-volledig",
        "Een volledige levering is niet aan te vragen.",
        "bevestigen-volledig",
        eindigt_op("/volledig", "POST"),
        bladzijde(404),
    ),
)
