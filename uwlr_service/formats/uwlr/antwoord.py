"""The answers to a request for pupil data, as the bytes of the body element."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from uwlr_service import tracing
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gegevenssets import LVS_SET
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze, Uitsnede
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort
from uwlr_service.domain.uwlr.verzoek import Bericht, Geldigheid
from uwlr_service.formats.escape import text
from uwlr_service.formats.uwlr.elementen import write
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS

DATA = {
    Bericht.LEERLINGGEGEVENS: "leerlinggegevens",
    Bericht.STRUCTUUR: "leerlinggegevens-structuur",
    Bericht.LEERLINGEN: "leerlinggegevens-leerlingen",
    Bericht.LEERKRACHTEN: "leerlinggegevens-leerkrachten",
}


class Antwoorddocument(NamedTuple):
    """An answer with data, and how many people are in it."""

    body: bytes
    leerlingen: int
    leerkrachten: int


def marker(bericht: Bericht, soort: Antwoordsoort) -> bytes:
    """An answer without data: ``geenwijzigingen`` or ``geengegevens``; it must hold no white space."""
    return _answer(bericht, f"<{soort}/>")


@tracing.traced("formats")
def render(
    bericht: Bericht, uitsnede: Uitsnede, geldigheid: Geldigheid, keuzes: Iterable[Groepskeuze] = ()
) -> Antwoorddocument | None:
    """The answer with data; None when the standard has no way to say it but ``geengegevens``."""
    veldenlijst = uitsnede.veldenlijst
    gegevens = uitsnede.gegevens
    leerlingen, leerkrachten = _personen(bericht, uitsnede, keuzes)
    if not _can_be_said(bericht, uitsnede, leerlingen, leerkrachten):
        return None
    parts = [_school(gegevens.school, veldenlijst, geldigheid)]
    if bericht in (Bericht.LEERLINGGEGEVENS, Bericht.STRUCTUUR):
        parts += _container("vestigingen", write("vestiging", gegevens.vestigingen, veldenlijst))
        groepen = chain(
            write("groep", gegevens.groepen, veldenlijst),
            write("samengestelde_groep", gegevens.samengestelde_groepen, veldenlijst),
        )
        parts += _container("groepen", groepen)
    parts += _container("leerlingen", write("leerling", leerlingen, veldenlijst))
    parts += _container("leerkrachten", write("leerkracht", leerkrachten, veldenlijst))
    name = DATA[bericht]
    body = _answer(bericht, f"<{name}>{''.join(parts)}</{name}>")
    return Antwoorddocument(body, len(leerlingen), len(leerkrachten))


Personen = tuple[tuple[Leerling, ...], tuple[Leerkracht, ...]]


def _personen(bericht: Bericht, uitsnede: Uitsnede, keuzes: Iterable[Groepskeuze]) -> Personen:
    """The people that an answer holds; a structure holds none."""
    if bericht is Bericht.LEERLINGEN:
        return uitsnede.leerlingen_of(keuzes), ()
    if bericht is Bericht.LEERKRACHTEN:
        return (), uitsnede.leerkrachten_of(keuzes)
    if bericht is Bericht.LEERLINGGEGEVENS:
        return uitsnede.gegevens.leerlingen, uitsnede.gegevens.leerkrachten
    return (), ()


def _can_be_said(
    bericht: Bericht,
    uitsnede: Uitsnede,
    leerlingen: tuple[Leerling, ...],
    leerkrachten: tuple[Leerkracht, ...],
) -> bool:
    """Whether an answer is valid: the schema demands people, and the LVS profile a group in a structure."""
    if bericht is Bericht.STRUCTUUR:
        gegevens = uitsnede.gegevens
        has_groepen = bool(gegevens.groepen or gegevens.samengestelde_groepen)
        return has_groepen or uitsnede.veldenlijst.gegevensset != LVS_SET
    if bericht is Bericht.LEERKRACHTEN:
        return bool(leerkrachten)
    return bool(leerlingen)


def _answer(bericht: Bericht, content: str) -> bytes:
    # The default namespace and no prefixes: some clients look for bare names.
    name = f"{bericht}_antwoord"
    return f'<{name} xmlns="{LEERLINGGEGEVENS}">{content}</{name}>'.encode()


def _container(name: str, elements: Iterable[str]) -> list[str]:
    """The elements in their container, which must not be there when it would be empty."""
    written = list(elements)
    if not written:
        return []
    return [f"<{name}>", *written, f"</{name}>"]


def _school(school: School, veldenlijst: Veldenlijst, geldigheid: Geldigheid) -> str:
    allowed = veldenlijst.of("school")
    schoolkey = None
    auteur = None
    commentaar = None
    if "schoolkey" in allowed:
        schoolkey = school.schoolkey
    if "auteur" in allowed:
        auteur = school.auteur
    if "commentaar" in allowed:
        commentaar = school.commentaar
    velden: list[tuple[str, str | None]] = [
        ("schooljaar", school.schooljaar),
        ("peildatum", tijd.today(geldigheid.moment).isoformat()),
    ]
    if school.code.brincode is not None:
        velden += [("brincode", school.code.brincode), ("dependancecode", school.code.dependancecode)]
    else:
        schoolkey = school.code.schoolkey  # the partner named the school by it, so it reveals nothing new
    velden += [
        ("schoolkey", schoolkey),
        ("aanmaakdatum", tijd.format_moment(geldigheid.moment)),
        ("auteur", auteur),
        ("xsdversie", veldenlijst.xsdversie),
        ("commentaar", commentaar),
    ]
    inner = "".join(f"<{name}>{text(value)}</{name}>" for name, value in velden if value is not None)
    return f"<school>{inner}</school>"
