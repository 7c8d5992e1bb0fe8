"""What is judged of a chain of packages, by the names that a suite uses."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from lxml import etree

from uwlr_service.client.fouten import KetenOnderbroken
from uwlr_service.client.gkv_kopie import Kopie
from uwlr_service.conformiteit.antwoord import NietTeBeoordelen
from uwlr_service.conformiteit.gkv.keten import Keten
from uwlr_service.conformiteit.gkv.lezing import Lezing
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Fout
from uwlr_service.domain.gkv.levering import Leveringsoort, Setstatus, Verwijzing
from uwlr_service.formats.gkv import read
from uwlr_service.formats.gkv.setkeuring import EDEX

Ketenkeuring = Callable[[Keten], Iterator[str]]
Stand = dict[tuple[str, str], str]
"""The objects of a copy, by kind and key."""


def een_school(keten: Keten) -> Iterator[str]:
    """All packages are of one school of one link."""
    for before, after in keten.pairs:
        if _of(before) != _of(after):
            yield f"{after.naam} is van een andere koppeling of school dan {before.naam}"


def _of(lezing: Lezing) -> tuple[str, object]:
    return lezing.manifest.koppeling, lezing.manifest.school


def nummers(keten: Keten) -> Iterator[str]:
    """The numbers follow on each other, without a gap and none twice."""
    for before, after in keten.pairs:
        number = before.manifest.volgnummer
        if after.manifest.volgnummer != number + 1:
            yield f"na levering {number} komt {after.manifest.volgnummer}; verwacht: {number + 1}"
        if after.manifest.vorigvolgnummer != number and _is_delta(after):
            yield f"vorigvolgnummer van {after.naam} is een ander dan {number}"


def vorigsha256(keten: Keten) -> Iterator[str]:
    """Each package names the SHA-256 of the one before it."""
    for before, after in keten.pairs:
        if after.manifest.vorigvolgnummer != before.manifest.volgnummer:
            continue
        named = after.manifest.vorigsha256
        if named is None and after.manifest.has_digests:
            yield f"{after.naam} noemt de SHA-256 van {before.naam} niet"
        if named is not None and named != before.digest:
            yield f"vorigsha256 van {after.naam} is niet de SHA-256 van {before.naam}"


def basis(keten: Keten) -> Iterator[str]:
    """``basisvolgnummer`` is the last full delivery."""
    last = None
    for lezing in keten.in_order:
        manifest = lezing.manifest
        if manifest.soort is Leveringsoort.VOLLEDIG:
            last = manifest.volgnummer
        elif last is not None and manifest.basisvolgnummer != last:
            yield f"basisvolgnummer van {lezing.naam} is {manifest.basisvolgnummer}; verwacht: {last}"


def momenten(keten: Keten) -> Iterator[str]:
    """What comes later was made later, of a state that is not older."""
    for before, after in keten.pairs:
        if after.manifest.gegenereerd < before.manifest.gegenereerd:
            yield f"{after.naam} is eerder gegenereerd dan {before.naam}"
        if after.manifest.peilmoment < before.manifest.peilmoment and _is_delta(after):
            yield f"het peilmoment van {after.naam} ligt voor dat van {before.naam}"


def volledig_bij_wijziging(keten: Keten) -> Iterator[str]:
    """After a change of agreement or of school year comes a full delivery."""
    for before, after in keten.pairs:
        if not _is_delta(after):
            continue
        if after.manifest.afspraakversie != before.manifest.afspraakversie:
            yield f"{after.naam} heeft een andere afspraakversie, en is geen volledige levering"
        if after.manifest.schooljaar != before.manifest.schooljaar:
            yield f"{after.naam} is van een ander schooljaar, en is geen volledige levering"


def grafstenen(keten: Keten) -> Iterator[str]:
    """Only what a partner has can be gone."""
    for lezing, before, _ in _applied(keten):
        unknown: dict[str, int] = {}
        for verwijzing in _verwijzingen(lezing):
            if (verwijzing.entiteit, verwijzing.key) not in before:
                unknown[verwijzing.entiteit] = unknown.get(verwijzing.entiteit, 0) + 1
        for entiteit, number in sorted(unknown.items()):
            yield f"{lezing.naam} verwijdert {number} keer een {entiteit} die niet eerder is geleverd"


def verwijzingen(keten: Keten) -> Iterator[str]:
    """After each package everything that is referred to is there, so nothing of who is gone stays behind."""
    for lezing, _, after in _applied(keten):
        missing: dict[tuple[str, str], int] = {}
        for (entiteit, _key), xml in after.items():
            for other, key in _references(xml):
                if (other, key) not in after:
                    missing[entiteit, other] = missing.get((entiteit, other), 0) + 1
        for (entiteit, other), number in sorted(missing.items()):
            yield f"na {lezing.naam} verwijst {number} keer een {entiteit} naar een {other} die er niet is"


def _references(xml: str) -> Iterator[tuple[str, str]]:
    element = etree.fromstring(xml)
    for naam in ("leerling", "leerkracht", "groep", "samengestelde_groep"):
        key = element.get(naam)
        if key is not None:
            yield naam, key
    for child in element:
        if etree.QName(child).localname == "leerling" and child.get("key") is not None:
            yield "leerling", child.get("key")


def gelijk(keten: Keten) -> Iterator[str]:
    """A full delivery holds what the one before it led to, where nothing changed in between."""
    compared = False
    previous: Lezing | None = None
    for lezing, before, after in _applied(keten):
        if previous is not None and not _is_delta(lezing) and _is_same_state(previous, lezing):
            compared = True
            differing = {place for place, _ in before.items() ^ after.items()}
            for entiteit in sorted({entiteit for entiteit, _ in differing}):
                number = sum(1 for kind, _ in differing if kind == entiteit)
                what = f"{number} keer is een {entiteit} anders dan na {previous.naam}"
                yield f"{lezing.naam} is volledig, en {what}"
        previous = lezing
    if not compared:
        raise NietTeBeoordelen("er is geen volledige levering van dezelfde stand als de levering ervoor")


def _is_same_state(before: Lezing, after: Lezing) -> bool:
    """Whether nothing can have changed: neither the data, nor the agreement, nor the day."""
    one, other = before.manifest, after.manifest
    return (one.peilmoment, one.afspraakversie, one.schooljaar, tijd.today(one.gegenereerd)) == (
        other.peilmoment,
        other.afspraakversie,
        other.schooljaar,
        tijd.today(other.gegenereerd),
    )


def _is_delta(lezing: Lezing) -> bool:
    return lezing.manifest.soort is Leveringsoort.MUTATIE


def _verwijzingen(lezing: Lezing) -> Iterator[Verwijzing]:
    for bestand in lezing.documenten:
        if bestand.status is not Setstatus.MUTATIE or bestand.set == EDEX:
            continue
        with lezing.valid(bestand) as source:
            for change in read.read(source):
                if isinstance(change, Verwijzing):
                    yield change


def _applied(keten: Keten) -> Iterator[tuple[Lezing, Stand, Stand]]:
    """Each package with what a partner has before and after it, from the first full one on."""
    with (
        tempfile.TemporaryDirectory(prefix="uwlr-keur-") as folder,
        closing(Kopie(Path(folder) / "k")) as kopie,
    ):
        before: Stand = {}
        has_begun = False
        for lezing in keten.in_order:
            if not has_begun and _is_delta(lezing):
                continue
            has_begun = True
            try:
                kopie.apply(lezing.pakket)
            except KetenOnderbroken as fout:
                raise NietTeBeoordelen(f"{lezing.naam} sluit niet aan") from fout
            except Fout as fout:
                raise NietTeBeoordelen(f"{lezing.naam} is niet te verwerken") from fout
            manifest = lezing.manifest
            objects = kopie.objects(manifest.koppeling, str(manifest.school))
            after = {(fragment.entiteit, fragment.key): fragment.xml for fragment in objects}
            yield lezing, before, after
            before = after
    if not has_begun:
        raise NietTeBeoordelen("er is geen volledige levering om mee te beginnen")


KEURINGEN: Mapping[str, Ketenkeuring] = {
    "een-school": een_school,
    "nummers": nummers,
    "vorigsha256": vorigsha256,
    "basis": basis,
    "momenten": momenten,
    "volledig-bij-wijziging": volledig_bij_wijziging,
    "grafstenen": grafstenen,
    "verwijzingen": verwijzingen,
    "gelijk": gelijk,
}
