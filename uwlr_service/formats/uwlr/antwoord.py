"""The answers to a request for pupil data, as the bytes of the body element."""

from collections.abc import Iterable
from typing import NamedTuple

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze, Uitsnede
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School
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
GEENWIJZIGINGEN = "geenwijzigingen"
GEENGEGEVENS = "geengegevens"


class Antwoorddocument(NamedTuple):
    """An answer with data, and how many people are in it."""

    body: bytes
    leerlingen: int
    leerkrachten: int


def marker(bericht: Bericht, name: str) -> bytes:
    """An answer without data: ``geenwijzigingen`` or ``geengegevens``; it must hold no white space."""
    return _answer(bericht, f"<{name}/>")


def render(
    bericht: Bericht, uitsnede: Uitsnede, geldigheid: Geldigheid, keuzes: Iterable[Groepskeuze] = ()
) -> Antwoorddocument | None:
    """The answer with data; None when the standard has no way to say it but ``geengegevens``."""
    veldenlijst, gegevens = uitsnede.veldenlijst, uitsnede.gegevens
    parts = [_school(gegevens.school, veldenlijst, geldigheid)]
    if bericht in (Bericht.LEERLINGGEGEVENS, Bericht.STRUCTUUR):
        parts += _container("vestigingen", write("vestiging", gegevens.vestigingen, veldenlijst))
        groepen = [
            *write("groep", gegevens.groepen, veldenlijst),
            *write("samengestelde_groep", gegevens.samengestelde_groepen, veldenlijst),
        ]
        parts += _container("groepen", groepen)
        if bericht is Bericht.STRUCTUUR and not groepen and veldenlijst.gegevensset == "lvs-set":
            return None  # the LVS profile wants at least one group here
    leerlingen: tuple[Leerling, ...] = ()
    leerkrachten: tuple[Leerkracht, ...] = ()
    if bericht is Bericht.LEERLINGEN:
        leerlingen = uitsnede.leerlingen_of(keuzes)
    elif bericht is Bericht.LEERKRACHTEN:
        leerkrachten = uitsnede.leerkrachten_of(keuzes)
    elif bericht is Bericht.LEERLINGGEGEVENS:
        leerlingen, leerkrachten = gegevens.leerlingen, gegevens.leerkrachten
    if bericht is not Bericht.STRUCTUUR and not (
        leerkrachten if bericht is Bericht.LEERKRACHTEN else leerlingen
    ):
        return None
    parts += _container("leerlingen", write("leerling", leerlingen, veldenlijst))
    parts += _container("leerkrachten", write("leerkracht", leerkrachten, veldenlijst))
    name = DATA[bericht]
    body = _answer(bericht, f"<{name}>{''.join(parts)}</{name}>")
    return Antwoorddocument(body, len(leerlingen), len(leerkrachten))


def _answer(bericht: Bericht, content: str) -> bytes:
    # The default namespace and no prefixes: some clients look for bare names.
    name = f"{bericht}_antwoord"
    return f'<{name} xmlns="{LEERLINGGEGEVENS}">{content}</{name}>'.encode()


def _container(name: str, items: Iterable[str]) -> list[str]:
    """The items in their container, which must not be there when it would be empty."""
    written = list(items)
    return [f"<{name}>", *written, f"</{name}>"] if written else []


def _school(school: School, veldenlijst: Veldenlijst, geldigheid: Geldigheid) -> str:
    allowed = veldenlijst.of("school")
    schoolkey = school.schoolkey if "schoolkey" in allowed else None
    velden: list[tuple[str, str | None]] = [
        ("schooljaar", school.schooljaar),
        ("peildatum", tijd.today(geldigheid.moment).isoformat()),
    ]
    if school.code.brincode is not None:
        velden += [("brincode", school.code.brincode), ("dependancecode", school.code.dependancecode)]
    else:
        schoolkey = school.code.schoolkey
    velden += [
        ("schoolkey", schoolkey),
        ("aanmaakdatum", tijd.format_moment(geldigheid.moment)),
        ("auteur", school.auteur if "auteur" in allowed else None),
        ("xsdversie", veldenlijst.xsdversie),
        ("commentaar", school.commentaar if "commentaar" in allowed else None),
    ]
    inner = "".join(f"<{name}>{text(value)}</{name}>" for name, value in velden if value is not None)
    return f"<school>{inner}</school>"
