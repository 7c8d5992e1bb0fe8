"""``manifest.xml``, written and read (docs/gkv-1.rst)."""

from collections.abc import Iterable, Mapping

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.gkv.levering import Grond, Leveringsoort, Manifest, Pakketbestand, Setstatus, VeldUit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import escape, parsing
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.schemas import GKV_MANIFEST
from uwlr_service.formats.stuurtekens import misleading

MAX_BYTES = 1024 * 1024
UTF_8 = "UTF-8"
"""What a manifest is written in (docs/gkv-1.rst), and what its signature therefore speaks about."""


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
        root = parsing.parse(content)
    except OngeldigBericht as error:
        raise DocumentOngeldig("Het manifest is geen bruikbare XML.", error.meldingen) from error
    if (root.getroottree().docinfo.encoding or UTF_8).upper() != UTF_8:
        raise DocumentOngeldig("Het manifest is geen UTF-8.")
    schema = GKV_MANIFEST.compiled()
    if not schema.validate(root):
        meldingen = [Melding(tekst=entry.message, regel=entry.line) for entry in schema.error_log]
        raise DocumentOngeldig("Het manifest voldoet niet aan zijn schema.", meldingen)
    meldingen = misleading(root)
    if meldingen:
        raise DocumentOngeldig("Het manifest bevat stuurtekens.", meldingen)
    part = {etree.QName(child).localname: child for child in root}
    levering = part["levering"]
    koppeling = part["koppeling"]
    school = part["school"]
    manifest = Manifest(
        id=levering.get("id"),
        soort=Leveringsoort(levering.get("soort")),
        volgnummer=int(levering.get("volgnummer")),
        basisvolgnummer=int(levering.get("basisvolgnummer")),
        koppeling=koppeling.get("id"),
        leverancier=koppeling.get("leverancier"),
        variant=koppeling.get("variant"),
        afspraakversie=int(koppeling.get("afspraakversie")),
        school=_schoolcode(school.attrib),
        schooljaar=Schooljaar(school.get("schooljaar")),
        gegenereerd=tijd.to_utc(tijd.parse_moment(part["gegenereerd"].text)),
        peilmoment=tijd.to_utc(tijd.parse_moment(part["peilmoment"].text)),
        geldig_tot=tijd.to_utc(tijd.parse_moment(part["geldig_tot"].text)),
        bestanden=tuple(_read_bestanden(part["bestanden"])),
        velden_uit=tuple(VeldUit(veld.get("pad"), Grond(veld.get("grond"))) for veld in part["velden_uit"]),
        vorigvolgnummer=_optional(levering.get("vorigvolgnummer")),
        vorigsha256=levering.get("vorigsha256"),
        versie=root.get("versie"),
    )
    _require_order(manifest)
    return manifest


def _optional(number: str | None) -> int | None:
    return None if number is None else int(number)


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
    return Schoolcode(attributes["brincode"], attributes["dependancecode"])


def _read_bestanden(bestanden: Iterable[etree._Element]) -> Iterable[Pakketbestand]:
    for bestand in bestanden:
        yield Pakketbestand(
            set=bestand.get("set"),
            status=Setstatus(bestand.get("status")),
            naam=bestand.get("naam"),
            records=int(bestand.get("records", 0)),
            bytes=int(bestand.get("bytes", 0)),
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
