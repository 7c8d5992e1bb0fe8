"""A dossier as XML, piece by piece."""

from collections.abc import Iterator
from itertools import groupby, islice

from uwlr_service.domain.school.dossier import Berekend, Dossier, Dossierobject
from uwlr_service.formats import escape
from uwlr_service.formats.dossier.namespaces import DOSSIER, VERSIE
from uwlr_service.formats.gkv.dossierobjecten import write_whole
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV

IN_PIECE = 128
"""How many objects go out at once."""


def write_dossier(dossier: Dossier) -> Iterator[bytes]:
    """The document in UTF-8; the objects come by kind, in the order of the schema."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<d:dossier xmlns:d="{DOSSIER}" xmlns="{GKV}" versie="{VERSIE}">\n'
        f"{_school(dossier)}"
    ).encode()
    for lijst, members in groupby(dossier.objecten, _lijst_of):
        yield f"<{lijst}>\n".encode()
        texts = map(write_whole, members)
        while piece := "".join(islice(texts, IN_PIECE)):
            yield piece.encode()
        yield f"</{lijst}>\n".encode()
    yield b"<d:berekenden>\n"
    texts = map(_berekend, dossier.berekenden)
    while piece := "".join(islice(texts, IN_PIECE)):
        yield piece.encode()
    yield b"</d:berekenden>\n</d:dossier>\n"


def _lijst_of(dossierobject: Dossierobject) -> str:
    return DOSSIER_LIJSTEN[dossierobject.entiteit]


def _school(dossier: Dossier) -> str:
    code = dossier.school
    attributes = {"schoolkey": code.schoolkey, "naam": dossier.naam}
    if code.brincode is not None:
        attributes = {
            "brincode": code.brincode,
            "dependancecode": code.dependancecode,
            "naam": dossier.naam,
        }
    text = "".join(
        f' {name}="{escape.attribute(value)}"' for name, value in attributes.items() if value is not None
    )
    return f"<d:school{text}/>\n"


def _berekend(berekend: Berekend) -> str:
    return (
        f'<d:berekend resultaat="{escape.attribute(berekend.resultaat)}"'
        f' soort="{escape.attribute(berekend.soort)}" waarde="{escape.attribute(berekend.waarde)}"/>\n'
    )
