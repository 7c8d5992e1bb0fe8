"""No text in a message with results misleads who reads it later: keys, codes and names go onto screens."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from uwlr_service.domain import tekst
from uwlr_service.domain.fouten import Melding
from uwlr_service.domain.uwlr.plaats import VERZOEK, Plaats, melding_at
from uwlr_service.domain.uwlr.resultaat import (
    AnderResultaat,
    Leerresultaten,
    OsoResultaat,
    Resultaat,
    Toetsafname,
    Uitslag,
)
from uwlr_service.domain.uwlr.toets import Toets

LEESBAAR = "tekst zonder onzichtbare tekens"
FIELDS = {
    "anderresultaat": "anderresultaat",
    "versie": "versie",
    "toetscode": "toetscode",
    "toetsonderdeelcode": "toetsonderdeelcode",
    "infourl": "infourl",
    "codevaardigheidsschaal": "osoresultaat",
    "codereferentiescore": "osoresultaat",
    "codevergelijkingsgroep": "osoresultaat",
    "waarde": "osoresultaat",
    "kwalificatie": "osoresultaat",
}
"""By the name of a text the child of a resultaat that it is in; a key is in none."""


def text_violations(bericht: Leerresultaten) -> Iterator[Melding]:
    """The misleading texts of a message, outside the definitions of its tests."""
    for naam, text in (("auteur", bericht.auteur), ("commentaar", bericht.commentaar)):
        yield from _judge(naam, text or "", VERZOEK, f"school/{naam}", None)
    for toetsafname in bericht.toetsafnames:
        yield from _of_toetsafname(toetsafname)
        for resultaat in toetsafname.resultaten:
            if not _is_plain(resultaat):
                yield from _of_resultaat(resultaat)


def toets_violations(toets: Toets) -> Iterator[Melding]:
    """The misleading texts of the definition of a test."""
    for naam, text in _texts("toets", toets):
        yield from _judge(naam, text, toets.plaats, "", toets.toetscode.waarde)


def _of_toetsafname(afname: Toetsafname) -> Iterator[Melding]:
    if f"{afname.leerlingid}{afname.eckid}{afname.resultaatverwerkerid}".isprintable():
        return
    for naam, text in (
        ("leerlingid", afname.leerlingid),
        ("eckid", afname.eckid),
        ("resultaatverwerkerid", afname.resultaatverwerkerid),
    ):
        if text is not None:
            yield from _judge(naam, text, afname.plaats, naam, None)


def _is_plain(resultaat: Resultaat) -> bool:
    """Whether nothing in a result needs a closer look; there can be tens of thousands of them."""
    together = f"{resultaat.key}{resultaat.toetscode}{resultaat.toetsonderdeelcode}{resultaat.infourl}"
    versie = resultaat.versie
    if versie is not None:
        together += f"{versie.waarde}{versie.vocabulaire}{versie.vocabulairelocatie}"
    if not isinstance(resultaat.uitslag, int):
        together += "".join(text for _, text in _of_uitslag(resultaat.uitslag))
    return together.isprintable()


def _of_resultaat(resultaat: Resultaat) -> Iterator[Melding]:
    texts = [*_of_uitslag(resultaat.uitslag)]
    if resultaat.versie is not None:
        texts += _texts("versie", resultaat.versie)
    texts += [
        ("key", resultaat.key),
        ("toetscode", resultaat.toetscode),
        ("toetsonderdeelcode", resultaat.toetsonderdeelcode or ""),
        ("infourl", resultaat.infourl or ""),
    ]
    for naam, text in texts:
        yield from _judge(naam, text, resultaat.plaats, FIELDS.get(naam, ""), resultaat.key)


def _of_uitslag(uitslag: Uitslag) -> Iterator[tuple[str, str]]:
    if isinstance(uitslag, AnderResultaat):
        yield "anderresultaat", uitslag.xml
    elif isinstance(uitslag, OsoResultaat):
        if uitslag.toetsscore is not None:
            yield "codevaardigheidsschaal", uitslag.toetsscore.codevaardigheidsschaal or ""
        for score in uitslag.referentiescores:
            yield "codereferentiescore", score.codereferentiescore
            yield "codevergelijkingsgroep", score.codevergelijkingsgroep
            yield "waarde", score.waarde
            yield "kwalificatie", score.kwalificatie or ""


def _texts(naam: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text in a value and its parts, with the name of the field that it is in."""
    if isinstance(value, str):
        yield naam, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(naam, part)
    elif is_dataclass(value):
        for field in fields(value):
            within = naam if field.name == "waarde" else field.name
            yield from _texts(within, getattr(value, field.name))


def _judge(naam: str, text: str, plaats: Plaats | None, veld: str, key: str | None) -> Iterator[Melding]:
    fault = tekst.fault(text)
    if fault is not None:
        shown = None if key is None else tekst.shown(key)
        yield melding_at(plaats, f"'{naam}' {fault}", veld, verwacht=LEESBAAR, key=shown)
