"""What is judged of one package, by the names that a suite uses.

Each check says what is wrong without a value of the package: names of elements, numbers, kinds. What comes
before it is taken to be right; a check that cannot be made raises NietTeBeoordelen.
"""

from collections.abc import Callable, Iterator, Mapping

from uwlr_service.conformiteit import namen
from uwlr_service.conformiteit.antwoord import NietTeBeoordelen
from uwlr_service.conformiteit.gkv.lezing import Lezing, setnaam
from uwlr_service.domain.fouten import DocumentOngeldig, Fout
from uwlr_service.domain.gkv.levering import Pakketbestand, Setstatus
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gegevenssets import Gebruik
from uwlr_service.domain.koppeling.gkvsets import GKV_SETS, GKV_VERSIE, VARIANTEN
from uwlr_service.formats.gkv import afspraakschema, handtekening, setkeuring
from uwlr_service.formats.gkv import manifest as manifesten
from uwlr_service.formats.gkv.pakket import check_files, check_seal, signed_parts

MOST_FINDINGS = 3
"""Findings of a schema that are told of one file."""
Keuring = Callable[[Lezing], Iterator[str]]


def described(fout: Fout) -> str:
    """The findings of a schema, as far as they hold no value: where, and what was expected."""
    told = []
    for melding in fout.meldingen[:MOST_FINDINGS]:
        place = namen.shown_path(melding.pad) if melding.pad else ""
        told.append(" ".join(filter(None, [place, melding.verwacht and f"verwacht: {melding.verwacht}"])))
    return f" ({'; '.join(filter(None, told))})" if any(told) else ""


def zip_(lezing: Lezing) -> Iterator[str]:
    """A ZIP in a form that every reader takes, with a manifest and a signature."""
    try:
        signed_parts(lezing.path)
    except Fout:
        yield "het is geen ZIP met manifest.xml en manifest.sig, gewoon opgeslagen of met deflate"


def zegel(lezing: Lezing) -> Iterator[str]:
    """The comment of the ZIP is a signature over every byte before it."""
    _require_keys(lezing)
    _ = lezing.parts  # without a ZIP there is nothing to sign
    try:
        check_seal(lezing.path, lezing.sleutels)
    except Fout:
        yield "het commentaar van de ZIP is geen handtekening over alle bytes ervoor, met een bekende sleutel"


def sleutel(lezing: Lezing) -> Iterator[str]:
    """The key that ``manifest.sig`` names is one of those published, also when another came after it."""
    _require_keys(lezing)
    _, signature = lezing.parts
    kid = handtekening.named_key(signature)
    if kid is None:
        yield "manifest.sig noemt geen sleutel (kid)"
    elif kid not in {key.get("kid") for key in lezing.sleutels}:
        yield "de sleutel die manifest.sig noemt (kid) is niet gepubliceerd, of niet meer"


def ondertekend(lezing: Lezing) -> Iterator[str]:
    """``manifest.sig`` is a signature over ``manifest.xml``."""
    _require_keys(lezing)
    content, signature = lezing.parts
    try:
        handtekening.verify(content, signature, lezing.sleutels)
    except Fout:
        yield "manifest.sig is geen losse JWS met ES256 over manifest.xml, met een bekende sleutel"


def manifest(lezing: Lezing) -> Iterator[str]:
    """The manifest is valid, in UTF-8, and its numbers can be those of a chain."""
    content, _ = lezing.parts
    try:
        manifesten.read(content)
    except Fout as fout:
        yield f"het manifest klopt niet met zijn schema of met zichzelf{described(fout)}"


def bestanden(lezing: Lezing) -> Iterator[str]:
    """The files are those of the manifest and no other."""
    try:
        check_files(lezing.path, lezing.manifest)
    except Fout:
        yield "in de ZIP staan niet precies de bestanden van het manifest, of een bestand is te ver ingepakt"


def hashes(lezing: Lezing) -> Iterator[str]:
    """Each file has the size and the SHA-256 of the manifest."""
    for bestand in lezing.bestanden:
        try:
            for _ in lezing.pakket.read(bestand):
                pass
        except Fout:
            yield f"{setnaam(bestand)} heeft een andere omvang of SHA-256 dan in het manifest"


def heel(lezing: Lezing) -> Iterator[str]:
    """Each file is one whole document in UTF-8 without a document type."""
    for bestand in lezing.documenten:
        with lezing.whole(bestand) as source:
            try:
                setkeuring.look(source, bestand)
            except Fout:
                yield f"{setnaam(bestand)} is geen heel document van GKV in UTF-8 zonder DOCTYPE"


def kop(lezing: Lezing) -> Iterator[str]:
    """Each file says the same of itself as the manifest."""
    for bestand, aanblik in _looked(lezing):
        try:
            setkeuring.check_head(aanblik, bestand, lezing.manifest.variant)
        except Fout as fout:
            yield f"{setnaam(bestand)}: {fout.tekst}"


def aantal(lezing: Lezing) -> Iterator[str]:
    """Each file has as many objects as the manifest says."""
    for bestand, aanblik in _looked(lezing):
        try:
            setkeuring.check_records(aanblik, bestand)
        except Fout as fout:
            yield f"{setnaam(bestand)}: {fout.tekst}"


def schema(lezing: Lezing) -> Iterator[str]:
    """Each file is valid by the schema of GKV."""
    for bestand, _ in _looked(lezing):
        with lezing.whole(bestand) as source:
            try:
                setkeuring.check_schema(source, bestand)
            except Fout as fout:
                yield f"{setnaam(bestand)} is niet geldig met het schema{described(fout)}"


def variant(lezing: Lezing) -> Iterator[str]:
    """No set, object or field is there that the variant does not have."""
    yield from _outside(lezing, frozenset(), "een veld dat niet bij de variant hoort")


def velden_uit(lezing: Lezing) -> Iterator[str]:
    """No field is there that the manifest says is off, nor a file of a set that is."""
    if any(variant(lezing)):
        raise NietTeBeoordelen("er staan velden buiten de variant in")
    uit = frozenset(veld.pad for veld in lezing.manifest.velden_uit)
    yield from _outside(lezing, uit, "een veld dat volgens velden_uit niet wordt geleverd")


def _outside(lezing: Lezing, uit: frozenset[str], what: str) -> Iterator[str]:
    manifest = lezing.manifest
    velden = _veldenlijst(manifest.variant, uit)
    for bestand in lezing.documenten:
        if bestand.set == setkeuring.EDEX:
            continue
        with lezing.valid(bestand) as source:
            try:
                afspraakschema.validate(source, velden)
            except DocumentOngeldig as fout:
                yield f"in {setnaam(bestand)} staat {what}{described(fout)}"


def _veldenlijst(variant: str, uit: frozenset[str]) -> Veldenlijst:
    (naam,) = (naam for naam, other in VARIANTEN.items() if other == variant)
    gegevensset = GKV_SETS[naam, GKV_VERSIE]
    velden = frozenset(gegevensset.velden) - uit
    return Veldenlijst(
        gegevensset=naam,
        xsdversie=GKV_VERSIE,
        velden=velden,
        verplicht=gegevensset.with_gebruik(Gebruik.VERPLICHT),
        verwacht=gegevensset.with_gebruik(Gebruik.VERWACHT) & velden,
    )


def soorten(lezing: Lezing) -> Iterator[str]:
    """A full delivery has full sets only."""
    manifest = lezing.manifest
    if manifest.soort.value == Setstatus.VOLLEDIG.value:
        for bestand in manifest.bestanden:
            if bestand.status in (Setstatus.MUTATIE, Setstatus.GEENWIJZIGINGEN):
                yield f"de levering is volledig, en de set {setnaam(bestand)} is {bestand.status.value}"
    if all(bestand.set != "basis" for bestand in manifest.bestanden):
        yield "het manifest noemt de set basis niet"


def datums(lezing: Lezing) -> Iterator[str]:
    """The moments of the manifest come one after another."""
    manifest = lezing.manifest
    if manifest.peilmoment > manifest.gegenereerd:
        yield "peilmoment ligt na gegenereerd"
    if manifest.geldig_tot <= manifest.gegenereerd:
        yield "geldig_tot ligt niet na gegenereerd"


def _looked(lezing: Lezing) -> Iterator[tuple[Pakketbestand, setkeuring.Aanblik]]:
    for bestand in lezing.documenten:
        with lezing.whole(bestand) as source:
            try:
                aanblik = setkeuring.look(source, bestand)
            except Fout as fout:
                raise NietTeBeoordelen(f"{setnaam(bestand)} is geen heel document") from fout
        yield bestand, aanblik


def _require_keys(lezing: Lezing) -> None:
    if not lezing.sleutels:
        raise NietTeBeoordelen("de openbare sleutels zijn niet opgegeven of niet gevonden")


KEURINGEN: Mapping[str, Keuring] = {
    "zip": zip_,
    "zegel": zegel,
    "handtekening": ondertekend,
    "sleutel": sleutel,
    "manifest": manifest,
    "bestanden": bestanden,
    "hashes": hashes,
    "heel": heel,
    "kop": kop,
    "aantal": aantal,
    "schema": schema,
    "variant": variant,
    "velden-uit": velden_uit,
    "soorten": soorten,
    "datums": datums,
}
