"""The format described for partners, in reStructuredText, out of the schema itself and the sets."""

from collections.abc import Iterator

from lxml import etree

from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.gkvinhoud import SET_OF
from uwlr_service.domain.koppeling.gkvsets import BASIS, UITGEBREID
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.gkv.lijsten import (
    LIJSTEN,
    XS,
    Declaratie,
    declaraties,
    merged,
    uitleg,
)

HEAD = """\
GKV 1.0: de inhoud van een pakket
=================================

.. Gemaakt door "uwlr gkv describe" uit xsd/gkv-1; wijzig het schema en maak dit bestand opnieuw.

Elk bestand in een pakket is een ``gkv`` in de namespace ``urn:uwlr-service:gkv:1``. Een volledige set heeft
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
    for entiteit in LIJSTEN:
        if entiteit == next(one for one in LIJSTEN if SET_OF[one] == SET_OF[entiteit]):
            yield from _heading(f"De set {SET_OF[entiteit]} (``{SET_OF[entiteit]}.xml``)", "-")
            if SET_OF[entiteit] != "basis":
                state = "aan" if UITGEBREID[f"set/{SET_OF[entiteit]}"].aan else "uit"
                yield f"Alleen in gkv-uitgebreid; staat {state} zolang de school niets omzet.\n"
        yield from _heading(f"``{entiteit}``, in de lijst ``{LIJSTEN[entiteit]}``", "~")
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


def _parts() -> list[str]:
    """The complex types that a field can have, in the order in which they are met."""
    known = declaraties()
    return list(
        dict.fromkeys(one.type for entiteit in LIJSTEN for one in known[entiteit] if one.type in known)
    )


def _heading(title: str, line: str) -> Iterator[str]:
    yield f"{title}\n{line * len(title)}\n"


def _table(entiteit: str | None, declared: tuple[Declaratie, ...]) -> Iterator[str]:
    columns = ("Veld", "Waarde", "Aantal", *(("Levering",) if entiteit else ()), "Betekenis")
    yield ".. list-table::\n   :header-rows: 1\n"
    yield from _row(columns)
    for one in declared:
        count = "1" if one.required else "0..1"
        if one.repeated:
            count = "0.." if not one.required else "1.."
        naam = f"``@{one.naam}``" if one.is_attribute else f"``{one.naam}``"
        state = (_state(f"{entiteit}/{BEHIND.get(one.naam, one.naam)}"),) if entiteit else ()
        yield from _row((naam, f"``{one.type}``", count, *state, one.uitleg))
    yield ""


def _state(veld: str) -> str:
    regel = BASIS.get(veld) or UITGEBREID.get(veld)
    if regel is None or regel.gebruik is Gebruik.VERPLICHT:
        return "altijd"
    return "aan" if regel.aan else "uit"


def _row(cells: tuple[str, ...]) -> Iterator[str]:
    for at, cell in enumerate(cells):
        yield f"   {'* -' if at == 0 else '  -'} {cell}".rstrip()


def _simple(kind: etree._Element) -> Iterator[str]:
    yield from _heading(f"``{kind.get('name')}``", "~")
    yield f"{uitleg(kind)}\n"
    values = kind.findall(f"{XS}restriction/{XS}enumeration")
    if values and any(uitleg(value) for value in values):
        for value in values:
            yield (
                f"* ``{value.get('value')}``: {uitleg(value)}"
                if uitleg(value)
                else f"* ``{value.get('value')}``"
            )
        yield ""
    elif values:
        names = ", ".join(f"``{value.get('value')}``" for value in values)
        yield f"{names}\n"
    for facet in kind.findall(f"{XS}restriction/{XS}pattern"):
        yield f"Vorm: ``{facet.get('value')}``\n"
