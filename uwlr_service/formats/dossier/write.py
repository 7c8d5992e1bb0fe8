"""A dossier as XML, piece by piece."""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter

from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.formats import escape
from uwlr_service.formats.dossier.namespaces import DOSSIER, VERSIE
from uwlr_service.formats.gkv.dossierobjecten import write_whole
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV

IN_PIECE = 128


def write_dossier(dossier: Dossier) -> Iterator[bytes]:
    """The document in UTF-8; the objects come by kind, in the order of the schema."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<d:dossier xmlns:d="{DOSSIER}" xmlns="{GKV}" versie="{VERSIE}">\n'
        f"{_school(dossier)}"
    ).encode()
    for lijst, members in groupby(dossier.objecten, lambda one: DOSSIER_LIJSTEN[one.entiteit]):
        yield f"<{lijst}>\n".encode()
        texts = map(write_whole, members)
        while piece := "".join(islice(texts, IN_PIECE)):
            yield piece.encode()
        yield f"</{lijst}>\n".encode()
    yield b"<d:berekenden>\n"
    rows = (_berekend(*row) for row in map(attrgetter("resultaat", "soort", "waarde"), dossier.berekenden))
    while piece := "".join(islice(rows, IN_PIECE)):
        yield piece.encode()
    yield b"</d:berekenden>\n</d:dossier>\n"


def _school(dossier: Dossier) -> str:
    code = dossier.school
    names = (
        {"brincode": code.brincode, "dependancecode": code.dependancecode}
        if code.brincode is not None
        else {"schoolkey": code.schoolkey}
    )
    found = {**names, "naam": dossier.naam}
    text = "".join(
        f' {name}="{escape.attribute(value)}"' for name, value in found.items() if value is not None
    )
    return f"<d:school{text}/>\n"


def _berekend(resultaat: str, soort: str, waarde: str) -> str:
    return (
        f'<d:berekend resultaat="{escape.attribute(resultaat)}" soort="{escape.attribute(soort)}"'
        f' waarde="{escape.attribute(waarde)}"/>\n'
    )
