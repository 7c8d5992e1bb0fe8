"""A description of the format for partners, in reStructuredText, made from the schema and the sets."""

from collections.abc import Iterator, Sequence

from lxml import etree

from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.gkvinhoud import BASIS as BASISSET
from uwlr_service.domain.koppeling.gkvinhoud import SET_OF
from uwlr_service.domain.koppeling.gkvsets import BASIS, UITGEBREID
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.gkv.lijsten import (
    LIJSTEN,
    Declaratie,
    declaraties,
    merged,
    uitleg,
)
from uwlr_service.formats.schemas import XS

HEAD = """\
GKV 1.1: de inhoud van een pakket
=================================

.. Gemaakt door "uwlr gkv describe" uit xsd/gkv-1; wijzig het schema en maak dit bestand opnieuw.

Elk bestand in een pakket is een ``gkv`` in de namespace ``urn:uwlr-service:gkv:1``, behalve ``edex.xml`` en
de ZIP's waar een koppeling om kan vragen (`gkv-oneroster.rst <gkv-oneroster.rst>`_). Een volledige set heeft
lijsten (``leerlingen``, ``absenties``), een mutatie heeft ``gewijzigd`` met hele objecten en ``verwijderd``
met verwijzingen en hun reden. Een element dat ontbreekt, is niet bekend of niet toegestaan; wat niet is
toegestaan, staat in ``velden_uit`` van het manifest. Er zijn nooit lege elementen.

In de tabellen betekent *altijd*: het veld is verplicht. *aan* en *uit* zeggen of een veld dat niet verplicht
is, wordt geleverd zolang de school het niet omzet.
"""


def describe() -> Iterator[str]:
    """The document, in lines."""
    kinds = {kind.get("name"): kind for kind in merged().getroot().findall(f"{XS}complexType")}
    yield HEAD
    previous = None
    for entiteit, lijst in LIJSTEN.items():
        if SET_OF[entiteit] != previous:
            previous = SET_OF[entiteit]
            yield from _set(previous)
        yield from _heading(f"``{entiteit}``, in de lijst ``{lijst}``", "~")
        yield f"{uitleg(kinds[entiteit])}\n"
        yield from _table(entiteit, declaraties()[entiteit])
    yield from _heading("Onderdelen", "-")
    for naam in _parts():
        yield from _heading(f"``{naam}``", "~")
        yield f"{uitleg(kinds[naam])}\n"
        yield from _table(None, declaraties()[naam])
    yield from _heading("Codelijsten en waarden", "-")
    for kind in merged().getroot().findall(f"{XS}simpleType"):
        yield from _simple(kind)


def _set(naam: str) -> Iterator[str]:
    yield from _heading(f"De set {naam} (``{naam}.xml``)", "-")
    if naam != BASISSET:
        state = _state(f"set/{naam}")
        yield f"Alleen in gkv-uitgebreid; staat {state} zolang de school niets omzet.\n"


def _parts() -> list[str]:
    """The complex types that a field can have, in the order in which they are met."""
    known = declaraties()
    parts: dict[str, None] = {}
    for entiteit in LIJSTEN:
        for declaratie in known[entiteit]:
            if declaratie.type in known:
                parts[declaratie.type] = None
    return list(parts)


def _heading(title: str, line: str) -> Iterator[str]:
    yield f"{title}\n{line * len(title)}\n"


def _table(entiteit: str | None, declared: tuple[Declaratie, ...]) -> Iterator[str]:
    """The fields of an object, or of a part of one: only an object's fields are switched by a school."""
    columns = ["Veld", "Waarde", "Aantal", "Levering", "Betekenis"]
    if entiteit is None:
        columns.remove("Levering")
    yield ".. list-table::\n   :header-rows: 1\n"
    yield from _row(columns)
    for declaratie in declared:
        cells = [_naam(declaratie), f"``{declaratie.type}``", _count(declaratie)]
        if entiteit is not None:
            cells.append(_state(f"{entiteit}/{BEHIND.get(declaratie.naam, declaratie.naam)}"))
        yield from _row([*cells, declaratie.uitleg])
    yield ""


def _naam(declaratie: Declaratie) -> str:
    if declaratie.is_attribute:
        return f"``@{declaratie.naam}``"
    return f"``{declaratie.naam}``"


def _count(declaratie: Declaratie) -> str:
    least = "0"
    if declaratie.required:
        least = "1"
    if declaratie.repeated:
        return f"{least}.."
    if declaratie.required:
        return "1"
    return "0..1"


def _state(veld: str) -> str:
    regel = BASIS.get(veld) or UITGEBREID.get(veld)
    if regel is None or regel.gebruik is Gebruik.VERPLICHT:
        return "altijd"
    if regel.aan:
        return "aan"
    return "uit"


def _row(cells: Sequence[str]) -> Iterator[str]:
    bullet = "* -"
    for cell in cells:
        yield f"   {bullet} {cell}".rstrip()
        bullet = "  -"


def _simple(kind: etree._Element) -> Iterator[str]:
    yield from _heading(f"``{kind.get('name')}``", "~")
    yield f"{uitleg(kind)}\n"
    values = kind.findall(f"{XS}restriction/{XS}enumeration")
    if values and any(uitleg(value) for value in values):
        for value in values:
            yield f"* ``{value.get('value')}``: {uitleg(value)}".removesuffix(": ")
        yield ""
    elif values:
        names = ", ".join(f"``{value.get('value')}``" for value in values)
        yield f"{names}\n"
    for facet in kind.findall(f"{XS}restriction/{XS}pattern"):
        yield f"Vorm: ``{facet.get('value')}``\n"
