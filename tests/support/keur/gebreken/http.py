"""Ways of HTTP and of writing XML that clients use and that are refused."""

import codecs
from dataclasses import replace

from tests.support.keur.berichten import Antwoord, Verzoek, bladzijde, fout
from tests.support.keur.gebrek import Gebrek, weigert

ACTIE = '"HaalLeerlinggegevens"'


def _is_bericht(verzoek: Verzoek) -> bool:
    return verzoek.environ["REQUEST_METHOD"] == "POST"


def _ander_type(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
    if not antwoord.has("//lg:leerlinggegevens"):
        return antwoord
    return replace(antwoord, koppen={**antwoord.koppen, "Content-Type": "application/soap+xml"})


def _nooit_ingepakt(verzoek: Verzoek) -> Verzoek:
    environ = {name: value for name, value in verzoek.environ.items() if name != "HTTP_ACCEPT_ENCODING"}
    return replace(verzoek, environ=environ)


def _begint_met(verzoek: Verzoek, *starts: bytes) -> bool:
    return verzoek.body.startswith(starts)


def _is_alles_in_een(verzoek: Verzoek) -> bool:
    return verzoek.has("//lg:leerlinggegevens_verzoek")


GEBREKEN = (
    weigert(
        "actie-kiest",
        "De bewerking wordt naar SOAPAction gekozen.",
        "http-actie-leeg http-actie-weg http-actie-anders",
        lambda verzoek: (
            _is_alles_in_een(verzoek) and verzoek.kop("SOAPAction").strip('"') != "HaalLeerlinggegevens"
        ),
    ),
    weigert(
        "actie-kaal",
        "SOAPAction moet tussen aanhalingstekens staan.",
        "http-actie-kaal",
        lambda verzoek: verzoek.kop("SOAPAction") == "HaalLeerlinggegevens",
    ),
    weigert(
        "actie-leeg",
        "SOAPAction mag niet leeg zijn.",
        "http-actie-leeg",
        lambda verzoek: verzoek.kop("SOAPAction") == '""',
    ),
    weigert(
        "actie-weg",
        "SOAPAction mag niet ontbreken.",
        "http-actie-weg",
        lambda verzoek: _is_bericht(verzoek) and not verzoek.kop("SOAPAction"),
    ),
    weigert(
        "charset-verplicht",
        "Content-Type moet een charset noemen.",
        "http-type-zonder-charset",
        lambda verzoek: verzoek.kop("Content-Type") == "text/xml",
        bladzijde(415),
    ),
    weigert(
        "prefixen",
        "De prefix van de envelop moet soapenv zijn.",
        "http-prefixen",
        lambda verzoek: b"SOAP-ENV:Envelope" in verzoek.body,
    ),
    weigert(
        "declaratie-verplicht",
        "Een bericht moet een XML-declaratie hebben.",
        "http-zonder-declaratie",
        lambda verzoek: (
            _begint_met(verzoek, b"<soapenv:Envelope")
            and b"zoiets" not in verzoek.body
            and b"niet-af" not in verzoek.body
        ),
    ),
    weigert(
        "wit-ervoor",
        "Witruimte voor het bericht wordt geweigerd.",
        "http-wit-ervoor",
        lambda verzoek: _begint_met(verzoek, b"\n", b" "),
    ),
    weigert(
        "bom",
        "Een byte order mark wordt geweigerd.",
        "http-bom",
        lambda verzoek: _begint_met(verzoek, codecs.BOM_UTF8),
    ),
    weigert(
        "utf-16",
        "UTF-16 wordt geweigerd.",
        "http-utf-16",
        lambda verzoek: _begint_met(verzoek, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    ),
    weigert(
        "delen",
        "Een bericht zonder lengte vooraf wordt geweigerd.",
        "http-delen",
        lambda verzoek: "chunked" in verzoek.kop("Transfer-Encoding"),
        bladzijde(411),
    ),
    weigert(
        "gzip",
        "Een bericht in gzip wordt geweigerd.",
        "http-gzip",
        lambda verzoek: verzoek.kop("Content-Encoding") == "gzip",
        fout("Client.OngeldigBericht", status=415),
    ),
    Gebrek(
        naam="antwoordtype",
        zin="Het antwoord is niet text/xml.",
        gevallen=frozenset({"http-antwoordtype"}),
        antwoord=_ander_type,
    ),
    Gebrek(
        naam="nooit-ingepakt",
        zin="Het antwoord is nooit ingepakt.",
        gevallen=frozenset({"http-antwoord-gzip"}),
        verzoek=_nooit_ingepakt,
    ),
)
