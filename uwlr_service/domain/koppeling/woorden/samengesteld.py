"""Values with parts, brought together as people write them: an address, a number, a score."""

from collections.abc import Callable, Mapping

from uwlr_service.domain.taal import Taal

Parts = dict[str, str]
YES = {Taal.NL: "ja", Taal.EN: "yes"}
SECRET = {Taal.NL: "geheim", Taal.EN: "secret"}
IN_EMERGENCY = {Taal.NL: "voor noodgevallen", Taal.EN: "for emergencies"}
OUT_OF = {Taal.NL: "van", Taal.EN: "of"}


def _address(parts: Parts, taal: Taal) -> Parts:
    """Street and number together, postal code and town together; the kind and a secret are said in words."""
    number = _joined(parts, "huisnummeraanduiding", "huisnummer", "huisnummertoevoeging")
    return {
        "soort": parts.get("soort", ""),
        "geheim": _secret(parts, taal),
        "straat": " ".join(filter(None, (parts.get("straat"), number))),
        "plaats": _joined(parts, "postcode", "plaats"),
        "gemeente": parts.get("gemeente", ""),
        "land": parts.get("land", ""),
    }


def _contact(parts: Parts, taal: Taal) -> Parts:
    emergency = IN_EMERGENCY[taal] if parts.get("noodnummer") == YES[taal] else ""
    return {
        "soort": parts.get("soort", ""),
        "geheim": _secret(parts, taal),
        "waarde": parts.get("waarde", ""),
        "aanduiding": parts.get("aanduiding", ""),
        "omschrijving": parts.get("omschrijving", ""),
        "noodnummer": emergency,
    }


def _score(parts: Parts, taal: Taal) -> Parts:
    """``31 van 40 goed`` where both numbers are there."""
    if "aantalgoed" not in parts or "aantalopgaven" not in parts:
        return parts
    together = f"{parts['aantalgoed']} {OUT_OF[taal]} {parts['aantalopgaven']}"
    others = {naam: part for naam, part in parts.items() if naam not in ("aantalgoed", "aantalopgaven")}
    return {"aantalgoed": together, **others}


def _nationality(parts: Parts, taal: Taal) -> Parts:
    """The name; the code beside it says the same."""
    if "omschrijving" in parts:
        return {"omschrijving": parts["omschrijving"]}
    return parts


def _school(parts: Parts, taal: Taal) -> Parts:
    """The name first, as people know a school."""
    return {"naam": parts.get("naam", ""), **parts}


def _joined(parts: Parts, *namen: str) -> str:
    return " ".join(parts[naam] for naam in namen if naam in parts)


def _secret(parts: Parts, taal: Taal) -> str:
    return SECRET[taal] if parts.get("geheim") == YES[taal] else ""


COMPOSED: Mapping[str, Callable[[Parts, Taal], Parts]] = {
    "adres": _address,
    "communicatie": _contact,
    "ruwescore": _score,
    "nationaliteit": _nationality,
    "schoolvanherkomst": _school,
    "bestemming": _school,
}
"""By the name of the field; every other value with parts is written in the order of its parts."""
