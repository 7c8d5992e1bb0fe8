"""What is judged of the objects in a package, by the names that a suite uses (``keuringen.py``)."""

from collections.abc import Iterator, Mapping
from typing import IO

from lxml import etree

from uwlr_service.conformiteit.gkv.keuringen import Keuring
from uwlr_service.conformiteit.gkv.lezing import Lezing, setnaam
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Manifest, Pakketbestand, Reden, Setstatus, Verwijzing
from uwlr_service.formats.gkv import read
from uwlr_service.formats.gkv.lijsten import LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.gkv.setkeuring import EDEX
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.streaming import forget

NS = f"{{{GKV}}}"
OBJECTS = [f"{NS}{entiteit}" for entiteit in LIJSTEN]
KEPT_OF_SECRET = frozenset({"geheim", "soort", "aanduiding", "noodnummer"})
"""What may stand beside ``geheim``; a value may not."""
PERIODS = (("vanafdatum", "totdatum"), ("begindatum", "einddatum"), ("instroomdatum", "uitstroomdatum"))
"""The first day of something and the day on which it ends."""
REDENEN = frozenset(Reden)


def school(lezing: Lezing) -> Iterator[str]:
    """The head of ``basis`` names the school and the year of the manifest."""
    manifest = lezing.manifest
    expected = _head_of(manifest)
    for bestand in lezing.documenten:
        if bestand.set != "basis":
            continue
        with lezing.valid(bestand) as source:
            for _, element in etree.iterparse(source, tag=f"{NS}school", **HARDENED):
                for naam, value in expected.items():
                    if element.findtext(f"{NS}{naam}") != value:
                        yield f"{naam} in het element school is een ander dan in het manifest"
                return
        yield "basis heeft geen element school"


def _head_of(manifest: Manifest) -> dict[str, str | None]:
    school = manifest.school
    head: dict[str, str | None] = {"schooljaar": str(manifest.schooljaar)}
    if school.brincode is None:
        return {**head, "schoolkey": school.schoolkey}
    return {**head, "brincode": school.brincode, "dependancecode": school.dependancecode}


def leeg(lezing: Lezing) -> Iterator[str]:
    """No element is empty: what is not known or not allowed is not there."""
    names = set()
    for bestand, element in _objects(lezing):
        for field in element.iter(etree.Element):
            if (
                not len(field)
                and not (field.text or "").strip()
                and field is not element
                and not field.attrib
            ):
                names.add((setnaam(bestand), etree.QName(field).localname))
    for naam, field in sorted(names):
        yield f"in {naam} staat {field} er leeg in"


def perioden(lezing: Lezing) -> Iterator[str]:
    """Nothing ends before it begins."""
    names = set()
    for bestand, element in _objects(lezing):
        for begin, end in PERIODS:
            first, last = element.findtext(f"{NS}{begin}"), element.findtext(f"{NS}{end}")
            if first and last and last < first:
                names.add((setnaam(bestand), begin, end))
    for naam, begin, end in sorted(names):
        yield f"in {naam} ligt een {end} voor de {begin}"


def geheim(lezing: Lezing) -> Iterator[str]:
    """What is secret has no value beside it, unless the school lets those values go out."""
    uit = {veld.pad for veld in lezing.manifest.velden_uit}
    names = set()
    for _, element in _objects(lezing):
        entiteit = etree.QName(element).localname
        if f"{entiteit}/geheime_waarden" in uit:
            names |= {(entiteit, naam) for naam in _open_secrets(element)}
    for entiteit, naam in sorted(names):
        yield f"bij {entiteit} is {naam} geheim, en de waarde staat er wel"


def _open_secrets(element: etree._Element) -> Iterator[str]:
    for field in element.iter(etree.Element):
        name = etree.QName(field).localname
        if not name.endswith("geheim") or field.text != "true":
            continue
        parent = field.getparent()
        if name == "geheim":
            beside = {etree.QName(other).localname for other in parent}
            if beside - KEPT_OF_SECRET:
                yield etree.QName(parent).localname
        elif parent.find(f"{NS}{name.removesuffix('_geheim')}") is not None:
            yield name.removesuffix("_geheim")


def redenen(lezing: Lezing) -> Iterator[str]:
    """Each object that is gone has a reason that a partner knows, also where the schema is not met."""
    for bestand in _deltas(lezing):
        with lezing.whole(bestand) as source:
            wrong = sum(1 for verwijzing in _raw(source) if verwijzing.get("reden") not in REDENEN)
        if wrong:
            yield f"in {setnaam(bestand)} staan {wrong} verwijderde objecten zonder bekende reden"


def _raw(source: IO[bytes]) -> Iterator[etree._Element]:
    try:
        for _, element in etree.iterparse(source, tag=f"{NS}verwijzing", **HARDENED):
            yield element
            forget(element)
    except etree.XMLSyntaxError:
        return  # another check is for that


def samengevoegd(lezing: Lezing) -> Iterator[str]:
    """An object that was merged names its new key, and no other does."""
    for bestand in _deltas(lezing):
        for verwijzing in _verwijzingen(lezing, bestand):
            is_merged = verwijzing.reden is Reden.SAMENGEVOEGD
            what = f"in {setnaam(bestand)} is een {verwijzing.entiteit}"
            if is_merged and verwijzing.nieuwe_key in (None, verwijzing.key):
                yield f"{what} samengevoegd, en nieuwe_key zegt niet waarmee"
            if not is_merged and verwijzing.nieuwe_key is not None:
                yield f"{what} niet samengevoegd, en er is een nieuwe_key"


def tijdstippen(lezing: Lezing) -> Iterator[str]:
    """Nothing was changed or gone later than the package was made."""
    made = lezing.manifest.gegenereerd
    for bestand in _deltas(lezing):
        if any(verwijzing.tijdstip > made for verwijzing in _verwijzingen(lezing, bestand)):
            yield f"in {setnaam(bestand)} ligt een tijdstip na gegenereerd"
    names = set()
    for bestand, element in _objects(lezing):
        text = element.findtext(f"{NS}mutatiedatum")
        if text and tijd.to_utc(tijd.parse_moment(text)) > made:
            names.add(setnaam(bestand))
    for naam in sorted(names):
        yield f"in {naam} ligt een mutatiedatum na gegenereerd"


def een_keer(lezing: Lezing) -> Iterator[str]:
    """No object of a delta is changed and gone at once, or there twice."""
    for bestand in _deltas(lezing):
        seen: set[tuple[str, str]] = set()
        twice: set[str] = set()
        with lezing.valid(bestand) as source:
            for change in read.read(source):
                place = (change.entiteit, change.key)
                if place in seen:
                    twice.add(change.entiteit)
                seen.add(place)
        for entiteit in sorted(twice):
            yield f"in {setnaam(bestand)} staat een {entiteit} twee keer, of is die gewijzigd en verwijderd"


def _deltas(lezing: Lezing) -> list[Pakketbestand]:
    return [bestand for bestand in lezing.documenten if bestand.status is Setstatus.MUTATIE]


def _verwijzingen(lezing: Lezing, bestand: Pakketbestand) -> Iterator[Verwijzing]:
    with lezing.valid(bestand) as source:
        for change in read.read(source):
            if isinstance(change, Verwijzing):
                yield change


def _objects(lezing: Lezing) -> Iterator[tuple[Pakketbestand, etree._Element]]:
    """The objects of all sets, each with the elements in it."""
    for bestand in lezing.documenten:
        if bestand.set == EDEX:
            continue
        with lezing.valid(bestand) as source:
            for _, element in etree.iterparse(source, tag=OBJECTS, **HARDENED):
                if _is_object(element):
                    yield bestand, element
                    forget(element)


def _is_object(element: etree._Element) -> bool:
    """Whether it lies in a list of the file; deeper within, the same names are references."""
    lijst = element.getparent()
    return lijst is not None and lijst.getparent() is not None and lijst.getparent().getparent() is None


KEURINGEN: Mapping[str, Keuring] = {
    "school": school,
    "leeg": leeg,
    "perioden": perioden,
    "geheim": geheim,
    "redenen": redenen,
    "samengevoegd": samengevoegd,
    "tijdstippen": tijdstippen,
    "een-keer": een_keer,
}
