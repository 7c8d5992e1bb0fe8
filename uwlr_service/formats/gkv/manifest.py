"""``manifest.xml``, written and read (docs/gkv-1.rst)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.gkv.levering import Grond, Leveringsoort, Manifest, Pakketbestand, Setstatus, VeldUit
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import escape, parsing
from uwlr_service.formats.findings import findings
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.limits import KLEIN, PAKKET
from uwlr_service.formats.schemas import GKV_MANIFEST
from uwlr_service.formats.stuurtekens import misleading

MAX_BYTES = KLEIN.bytes
UTF_8 = "UTF-8"
"""What a manifest is written in (docs/gkv-1.rst), and what its signature therefore speaks about."""
MET_ROOSTERS = "1.2"
"""The version of a manifest that names rosters. Readers of before take every file for XML, so that only links
that asked for one get it; all others get ``XSDVERSIE``."""
ONGELDIG = "Het manifest voldoet niet aan zijn schema."


def write(manifest: Manifest) -> bytes:
    """The exact bytes that are signed."""
    school = manifest.school
    code: dict[str, object] = {"schoolkey": school.schoolkey}
    if school.brincode is not None:
        code = {"brincode": school.brincode, "dependancecode": school.dependancecode}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<manifest xmlns="{GKV}" versie="{escape.attribute(manifest.versie)}">',
        _empty(
            "levering",
            id=manifest.id,
            soort=manifest.soort.value,
            volgnummer=manifest.volgnummer,
            vorigvolgnummer=manifest.vorigvolgnummer,
            vorigsha256=manifest.vorigsha256,
            basisvolgnummer=manifest.basisvolgnummer,
        ),
        _empty(
            "koppeling",
            id=manifest.koppeling,
            leverancier=manifest.leverancier,
            variant=manifest.variant,
            afspraakversie=manifest.afspraakversie,
        ),
        _empty("school", **code, schooljaar=manifest.schooljaar),
        f"<gegenereerd>{tijd.format_moment(manifest.gegenereerd)}</gegenereerd>",
        f"<peilmoment>{tijd.format_moment(manifest.peilmoment)}</peilmoment>",
        f"<geldig_tot>{tijd.format_moment(manifest.geldig_tot)}</geldig_tot>",
        "<bestanden>",
        *map(_bestand, manifest.bestanden),
        "</bestanden>",
        "<velden_uit>",
        *(_empty("veld", pad=veld.pad, grond=veld.grond.value) for veld in manifest.velden_uit),
        "</velden_uit>",
        "</manifest>\n",
    ]
    return "\n".join(lines).encode()


def read(content: bytes) -> Manifest:
    """A manifest from its bytes. Raises DocumentOngeldig when they are not one."""
    try:
        root = parsing.parse(content, limits=KLEIN)
    except OngeldigBericht as error:
        raise DocumentOngeldig("Het manifest is geen bruikbare XML.", error.meldingen) from error
    if (root.getroottree().docinfo.encoding or UTF_8).upper() != UTF_8:
        raise DocumentOngeldig("Het manifest is geen UTF-8.")
    meldingen = findings(GKV_MANIFEST, root)
    if meldingen:
        raise DocumentOngeldig(ONGELDIG, meldingen)
    meldingen = misleading(root)
    if meldingen:
        raise DocumentOngeldig("Het manifest bevat stuurtekens.", meldingen)
    try:
        manifest = _manifest(root)
    except ValueError as error:  # what the schema takes and no program can use
        raise DocumentOngeldig(ONGELDIG, [Melding(tekst=str(error))]) from error
    _require_order(manifest)
    _require_files(manifest.bestanden)
    return manifest


def _manifest(root: etree._Element) -> Manifest:
    """What a valid manifest says. Raises ValueError for a number, a code or a moment out of bounds."""
    part = {etree.QName(child).localname: child for child in root}
    levering = part["levering"]
    koppeling = part["koppeling"]
    school = part["school"]
    return Manifest(
        id=levering.get("id"),
        soort=Leveringsoort(levering.get("soort")),
        volgnummer=_number(levering.get("volgnummer")),
        basisvolgnummer=_number(levering.get("basisvolgnummer")),
        koppeling=koppeling.get("id"),
        leverancier=koppeling.get("leverancier"),
        variant=koppeling.get("variant"),
        afspraakversie=_number(koppeling.get("afspraakversie")),
        school=_schoolcode(school.attrib),
        schooljaar=Schooljaar(school.get("schooljaar")),
        gegenereerd=_moment(part["gegenereerd"]),
        peilmoment=_moment(part["peilmoment"]),
        geldig_tot=_moment(part["geldig_tot"]),
        bestanden=tuple(_read_bestanden(part["bestanden"])),
        velden_uit=tuple(VeldUit(veld.get("pad"), Grond(veld.get("grond"))) for veld in part["velden_uit"]),
        vorigvolgnummer=_optional(levering.get("vorigvolgnummer")),
        vorigsha256=levering.get("vorigsha256"),
        versie=root.get("versie"),
    )


def _number(text: str, most: int = LARGEST_NUMBER) -> int:
    """A whole number of digits; the schema sets no end to it."""
    digits = text.strip().lstrip("+0") or "0"
    if len(digits) > len(str(most)) or int(digits) > most:
        raise ValueError(f"een getal is groter dan {most}")
    return int(digits)


def _optional(number: str | None) -> int | None:
    return None if number is None else _number(number)


def _moment(element: etree._Element) -> datetime:
    try:
        moment = tijd.to_utc(tijd.parse_moment(element.text or ""))
        tijd.format_moment(moment)  # which has no place for the last hours of the calendar
        return moment
    except (ValueError, OverflowError):
        raise ValueError(f"'{etree.QName(element).localname}' is een onmogelijk moment") from None


def _require_files(bestanden: Iterable[Pakketbestand]) -> None:
    """Raise DocumentOngeldig unless each set is there once, with a file exactly when its status says so."""
    names: set[str] = set()
    for bestand in bestanden:
        with_file = bestand.status in (Setstatus.VOLLEDIG, Setstatus.MUTATIE)
        if with_file != (bestand.naam is not None) or with_file != (bestand.sha256 is not None):
            raise DocumentOngeldig(f"De set {bestand.set} heeft een bestand dat niet bij zijn status past.")
        for name in filter(None, {bestand.set, bestand.naam}):
            if name in names:
                raise DocumentOngeldig(f"Het manifest noemt {name} twee keer.")
            names.add(name)
    if sum(bestand.bytes for bestand in bestanden) > PAKKET.bytes:
        raise DocumentOngeldig(f"De bestanden zijn samen groter dan {PAKKET.bytes} bytes.")


def _require_order(manifest: Manifest) -> None:
    """Raise DocumentOngeldig unless the numbers can be those of a chain: the schema does not compare them."""
    vorig = manifest.vorigvolgnummer
    if manifest.soort is Leveringsoort.VOLLEDIG:
        follows = vorig is None or vorig < manifest.volgnummer
        is_right = follows and manifest.basisvolgnummer == manifest.volgnummer
    else:
        is_right = vorig is not None and manifest.basisvolgnummer <= vorig < manifest.volgnummer
    if not is_right or (manifest.vorigsha256 is not None and vorig is None):
        raise DocumentOngeldig(
            f"De nummers in het manifest kloppen niet: een levering van soort {manifest.soort.value} kan niet"
            f" nummer {manifest.volgnummer} hebben na {vorig or 'geen'}, met {manifest.basisvolgnummer} als"
            " laatste volledige."
        )


def _schoolcode(attributes: Mapping[str, str]) -> Schoolcode:
    if "schoolkey" in attributes:
        return Schoolcode(schoolkey=attributes["schoolkey"])
    return Schoolcode(attributes.get("brincode"), attributes.get("dependancecode", ""))


def _read_bestanden(bestanden: Iterable[etree._Element]) -> Iterable[Pakketbestand]:
    for bestand in bestanden:
        yield Pakketbestand(
            set=bestand.get("set"),
            status=Setstatus(bestand.get("status")),
            naam=bestand.get("naam"),
            records=_number(bestand.get("records", "0")),
            bytes=_number(bestand.get("bytes", "0"), PAKKET.bytes),
            sha256=bestand.get("sha256"),
        )


def _bestand(bestand: Pakketbestand) -> str:
    if bestand.naam is None:
        return _empty("bestand", set=bestand.set, status=bestand.status.value)
    return _empty(
        "bestand",
        naam=bestand.naam,
        set=bestand.set,
        status=bestand.status.value,
        records=bestand.records,
        bytes=bestand.bytes,
        sha256=bestand.sha256,
    )


def _empty(tag: str, **attributes: object) -> str:
    text = "".join(
        f' {name}="{escape.attribute(str(value))}"' for name, value in attributes.items() if value is not None
    )
    return f"<{tag}{text}/>"
