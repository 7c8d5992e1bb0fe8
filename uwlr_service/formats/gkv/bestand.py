"""A file of a package, in pieces: a full set, or what changed (docs/gkv-1.rst)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby, islice

from uwlr_service import __version__
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Leveringsoort, Verwijzing
from uwlr_service.domain.school.school import School
from uwlr_service.formats import escape
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.lijsten import LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV

AUTEUR = f"uwlr-service {__version__}"
XSDVERSIE = "1.1"
"""The version of xsd/gkv-1. It only ever gets more: a reader of 1.0 can pass over what it does not know."""
IN_PIECE = 128
"""How many objects go out at once."""


def write_volledig(head: str, fragments: Iterable[Fragment], *, variant: str, naam: str) -> Iterator[bytes]:
    """A set with all its objects, in lists by kind; ``head`` is the element school, or nothing."""
    yield _begin(variant, naam, Leveringsoort.VOLLEDIG, head)
    for lijst, members in groupby(fragments, lambda fragment: LIJSTEN[fragment.entiteit]):
        yield f"<{lijst}>\n".encode()
        yield from _pieces(members)
        yield f"</{lijst}>\n".encode()
    yield b"</gkv>\n"


def write_mutatie(
    head: str,
    changed: Iterable[Fragment],
    gone: Iterable[Verwijzing],
    *,
    variant: str,
    naam: str,
) -> Iterator[bytes]:
    """The objects that are new or different, each whole, and those that have to go."""
    yield _begin(variant, naam, Leveringsoort.MUTATIE, head)
    yield b"<gewijzigd>\n"
    yield from _pieces(changed)
    yield b"</gewijzigd>\n<verwijderd>\n"
    for verwijzing in gone:
        yield _verwijzing(verwijzing).encode()
    yield b"</verwijderd>\n</gkv>\n"


def school_element(school: School, peildatum: date, moment: datetime, naam: str | None = None) -> str:
    """The element school of ``basis.xml``.

    The schema asks for a name and a schoolkey; a school that lacks one is given its code in that place.
    """
    code = school.code
    key = code.schoolkey or school.schoolkey or str(code)
    parts = [("schooljaar", school.schooljaar), ("peildatum", peildatum.isoformat())]
    if code.brincode is not None:
        parts += [("brincode", code.brincode), ("dependancecode", code.dependancecode)]
    parts += [
        ("schoolkey", key),
        ("naam", naam or (code.brincode or key)[:64]),
        ("aanmaakdatum", tijd.format_moment(moment)),
        ("auteur", AUTEUR),
        ("xsdversie", XSDVERSIE),
    ]
    return f"<school>{''.join(f'<{tag}>{escape.text(text)}</{tag}>' for tag, text in parts)}</school>\n"


def _begin(variant: str, naam: str, soort: Leveringsoort, head: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gkv xmlns="{GKV}" variant="{variant}" set="{naam}"'
        f' soort="{soort.value}">\n{head}'
    ).encode()


def _pieces(fragments: Iterable[Fragment]) -> Iterator[bytes]:
    remaining = iter(fragments)
    while piece := "".join(fragment.xml for fragment in islice(remaining, IN_PIECE)):
        yield piece.encode()


def _verwijzing(verwijzing: Verwijzing) -> str:
    new = ""
    if verwijzing.nieuwe_key:
        new = f' nieuwe_key="{escape.attribute(verwijzing.nieuwe_key)}"'
    return (
        f'<verwijzing entiteit="{verwijzing.entiteit}" key="{escape.attribute(verwijzing.key)}"'
        f' reden="{verwijzing.reden.value}" tijdstip="{tijd.format_moment(verwijzing.tijdstip)}"{new}/>\n'
    )
