"""The school that is measured: every field of the set ``volledig`` filled in, about 290 kB for 300 pupils.

The peers get the same school as a file of tab-separated values, so that they serve the same document.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

CODE = Schoolcode("99ZZ", "16")
PUPILS = 300
GROUPS = 12
ACHTERNAMEN = ("Jansen", "Vries", "Öztürk", "Bakker", "Smits & Zoon", "Visser", "Meijer")
ROEPNAMEN = ("Sanne", "Daan", "Zoë", "Noor", "Lucas", "Emma", "Finn", "Tess")


def make(pupils: int = PUPILS) -> Schoolgegevens:
    """A school of that many pupils; none of them exists."""
    return Schoolgegevens(
        school=School(code=CODE, schooljaar=Schooljaar.current()),
        groepen=tuple(
            Groep(key=f"G{at:02}", naam=f"Groep {at % 8 + 1}", jaargroep=str(at % 8 + 1))
            for at in range(GROUPS)
        ),
        samengestelde_groepen=(
            SamengesteldeGroep(key="S1", naam="Plusgroep"),
            SamengesteldeGroep(key="S2", naam="Taalgroep"),
        ),
        leerlingen=tuple(_leerling(at) for at in range(pupils)),
        leerkrachten=tuple(_leerkracht(at) for at in range(GROUPS)),
    )


def change(gegevens: Schoolgegevens, number: int) -> Schoolgegevens:
    """The same school after one pupil got another roepnaam."""
    first, *others = gegevens.leerlingen
    return replace(gegevens, leerlingen=(replace(first, roepnaam=f"Anders {number}"), *others))


def _eckid(kind: str, at: int) -> str:
    """As hard to compress as a real one."""
    return f"https://ketenid.nl/201703/{hashlib.sha512(f'{kind}{at}'.encode()).hexdigest()}"


def _leerling(at: int) -> Leerling:
    roepnaam, achternaam = ROEPNAMEN[at % len(ROEPNAMEN)], ACHTERNAMEN[at % len(ACHTERNAMEN)]
    return Leerling(
        key=f"3fa85f64-5717-4562-b3fc-{at:012}",
        eckid=_eckid("lln", at),
        achternaam=achternaam,
        voorvoegsel="van der",
        voornamen=f"{roepnaam} Maria Johanna",
        voorletters_1=f"{roepnaam[0]}.M.J.",
        roepnaam=roepnaam,
        geboortedatum=date(2014 + at % 8, 1 + at % 12, 1 + at % 28),
        geslacht=1 + at % 2,
        start_ondw_jgr3=date(2020, 8, 1),
        jaargroep=str(at % GROUPS % 8 + 1),
        groep=f"G{at % GROUPS:02}",
        samengestelde_groepen=("S1", "S2"),
        gebruikersnaam=f"leerling{at:05}",
        emailadres=f"leerling{at:05}@deschoolaanhetwater.example",
        fotourl=f"https://fotos.deschoolaanhetwater.example/leerling?nummer={at:05}&formaat=klein&rand=nee",
    )


def _leerkracht(at: int) -> Leerkracht:
    return Leerkracht(
        key=f"7c9e6679-7425-40de-944b-{at:012}",
        eckid=_eckid("lkr", at),
        achternaam=ACHTERNAMEN[at % len(ACHTERNAMEN)],
        voorvoegsel="de",
        voornamen="Anna Petronella",
        voorletters_1="A.P.",
        roepnaam=ROEPNAMEN[at % len(ROEPNAMEN)],
        gebruikersnaam=f"leerkracht{at:02}",
        emailadres=f"leerkracht{at:02}@deschoolaanhetwater.example",
        groepen=(Groepsbinding(f"G{at:02}"),),
    )


def _rows(gegevens: Schoolgegevens) -> Iterator[tuple[str, ...]]:
    school = gegevens.school
    yield "school", str(school.schooljaar), school.code.brincode or "", school.code.dependancecode
    for groep in gegevens.groepen:
        yield "groep", groep.key, groep.naam, groep.jaargroep
    for samengesteld in gegevens.samengestelde_groepen:
        yield "samengestelde_groep", samengesteld.key, samengesteld.naam
    for kind, people in (("leerling", gegevens.leerlingen), ("leerkracht", gegevens.leerkrachten)):
        for one in people:
            names = (one.achternaam, one.voorvoegsel, one.voornamen, one.voorletters_1, one.roepnaam)
            yield kind, one.key, str(one.eckid), *map(str, names), *_rest(one)


def _rest(one: Leerling | Leerkracht) -> Iterator[str]:
    yield from (str(one.gebruikersnaam), str(one.emailadres))
    if isinstance(one, Leerkracht):
        yield one.groepen[0].key
    else:
        yield from map(str, (one.fotourl, one.geboortedatum, one.geslacht, one.start_ondw_jgr3))
        yield from map(str, (one.jaargroep, one.groep, *one.samengestelde_groepen))


def write_for_peers(gegevens: Schoolgegevens, path: Path) -> None:
    """One object a line, its kind first; no value is empty or holds a tab."""
    path.write_text("".join("\t".join(row) + "\n" for row in _rows(gegevens)), encoding="utf-8")
