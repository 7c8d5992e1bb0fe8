"""Hypothesis strategies for the domain: anything that may be stored, and nothing that may not.

Values are as every way in leaves them: names and keys without spaces around them, moments in whole seconds
in UTC, no group named twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from uwlr_service.domain.school import codelijsten
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.regels import DUMMY, LENGTHS
from uwlr_service.domain.school.school import School, Schoolcode, Toevoeging
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import trim

Draw = Callable[[st.SearchStrategy[Any]], Any]

FIRST_SCHOOLJAAR = 1991
LAST_SCHOOLJAAR = 2098
"""The school years that the schemas list."""

_characters = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"),
    exclude_characters="\ufffe\uffff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    include_characters="\t\n\r",
)
_awkward = (
    "]]>",
    "<![CDATA[",
    "&amp;",
    "&",
    "<a b='c'>",
    '"',
    "'",
    "\r",
    "a\r\nb",
    "a\tb",
    "ø̈",
    "𝄞",
    "a\u200db",
)


def free_text(longest: int = 40, shortest: int = 1) -> st.SearchStrategy[str]:
    """Any text that XML 1.0 can hold, spaces around it included; sometimes the longest."""
    awkward = [text for text in (*_awkward, " ", "\n") if len(text) <= longest]
    extreme = [sign * longest for sign in ("x", "é", "𝄞", "&")]
    short = st.text(_characters, min_size=shortest, max_size=min(longest, 12))
    return st.one_of(short, st.sampled_from(awkward), st.sampled_from(extreme))


def names(longest: int) -> st.SearchStrategy[str]:
    """The same without spaces around it."""
    return free_text(longest).map(lambda text: trim(text)).filter(bool)


def keys() -> st.SearchStrategy[str]:
    """A lasting key."""
    return names(LENGTHS["key"]).filter(lambda key: not key.startswith(DUMMY))


def digits(count: int) -> st.SearchStrategy[str]:
    """So many digits."""
    return st.text("0123456789", min_size=count, max_size=count)


def moments() -> st.SearchStrategy[datetime]:
    """A moment that can be written with the offset of Dutch time."""
    return st.datetimes(datetime(1800, 1, 2), datetime(9998, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    )


def schooljaren() -> st.SearchStrategy[Schooljaar]:
    """A school year that the schemas list."""
    return st.integers(FIRST_SCHOOLJAAR, LAST_SCHOOLJAAR).map(lambda year: Schooljaar(f"{year}-{year + 1}"))


def toevoegingen() -> st.SearchStrategy[tuple[Toevoeging, ...]]:
    """The remarks with an object."""
    remark = st.builds(
        Toevoeging,
        code=free_text(64),
        opmerking=free_text(shortest=0),
        omschrijving=st.none() | free_text(shortest=0),
    )
    return st.just(()) | st.lists(remark, min_size=1, max_size=2).map(tuple)


def rollen() -> st.SearchStrategy[tuple[Rol, ...]]:
    """The roles of a teacher, of both kinds."""
    rol = st.one_of(
        st.builds(Rol, code=st.sampled_from(sorted(codelijsten.ROLLEN))),
        st.builds(Rol, omschrijving=free_text(64)),
    )
    return st.just(()) | st.lists(rol, min_size=1, max_size=2).map(tuple)


def _optional(**velden: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=velden)


_names = st.one_of(
    st.fixed_dictionaries(
        {"achternaam": names(LENGTHS["achternaam"])},
        optional={
            naam: names(LENGTHS[naam]) for naam in ("voorvoegsel", "voornamen", "voorletters_1", "roepnaam")
        },
    ),
    st.fixed_dictionaries({"roepnaam": names(LENGTHS["roepnaam"])}),
)
_account = {"gebruikersnaam": names(64), "emailadres": names(256), "mutatiedatum": moments()}
_postcode: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"postcodenl": st.from_regex(r"[0-9]{4}[A-Z]{2}", fullmatch=True)}),
    st.fixed_dictionaries({"postnummerbe": digits(4)}),
    st.fixed_dictionaries({"postcodeoverig": free_text(32)}),
)
_landen = st.sampled_from(sorted(codelijsten.LANDEN))
_leerling_velden = _optional(
    **_account,
    fotourl=names(256),
    geboortedatum=st.dates(),
    geslacht=st.sampled_from(sorted(codelijsten.GESLACHTEN)),
    start_ondw_jgr3=st.dates(),
    etniciteit=st.sampled_from(sorted(codelijsten.ETNICITEITEN)),
    land=_landen,
    land_vader=_landen,
    land_moeder=_landen,
    bsn_ondwnr_4=digits(4),
    gewicht_nieuw=st.sampled_from(sorted(codelijsten.GEWICHTEN_NIEUW)),
    gewicht=st.sampled_from(sorted(codelijsten.GEWICHTEN)),
    instroomdatum=st.dates(date(2020, 1, 1), date(2030, 1, 1)) | st.dates(),
    uitstroomdatum=st.dates(date(2020, 1, 1), date(2030, 1, 1)) | st.dates(),
    toevoegingen=toevoegingen(),
)
_jaargroepen = st.sampled_from(sorted(codelijsten.JAARGROEPEN))


def _some(options: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(options) if options else st.none()


def _several(options: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not options:
        return st.just(())
    return st.lists(st.sampled_from(options), unique=True, max_size=len(options)).map(tuple)


@st.composite
def scholen(draw: Draw) -> School:
    """A school known by BRIN, by instellingsnummer (Flanders) or by schoolkey."""
    schoolkey = draw(st.none() | keys())
    instellingsnummer = None
    known_by = draw(st.sampled_from(("brincode", "instellingsnummer", "schoolkey")))
    if known_by == "brincode":
        code = Schoolcode(draw(st.from_regex(r"[0-9]{2}[A-Z]{2}", fullmatch=True)), draw(digits(2)))
    else:
        if known_by == "instellingsnummer":
            instellingsnummer = draw(st.integers(2, 6).flatmap(digits))
        else:
            schoolkey = schoolkey or draw(keys())
        code = Schoolcode(schoolkey=schoolkey or instellingsnummer)
    optional = _optional(
        peildatum=st.dates(),
        aanmaakdatum=moments(),
        auteur=free_text(LENGTHS["auteur"]),
        commentaar=free_text(shortest=0),
        toevoegingen=toevoegingen(),
    )
    return School(
        code=code,
        schooljaar=draw(schooljaren()),
        schoolkey=schoolkey,
        instellingsnummer=instellingsnummer,
        **draw(optional),
    )


@st.composite
def _leerlingen(
    draw: Draw, key: str, groepen: Sequence[str], samengesteld: Sequence[str], vestigingen: Sequence[str]
) -> Leerling:
    return Leerling(
        key=key,
        jaargroep=draw(_jaargroepen),
        groep=draw(_some(groepen)),
        samengestelde_groepen=draw(_several(samengesteld)),
        vestiging=draw(_some(vestigingen)),
        **draw(_names),
        **draw(_leerling_velden),
        **draw(_postcode),
    )


@st.composite
def _leerkrachten(draw: Draw, key: str, groepen: Sequence[str], samengesteld: Sequence[str]) -> Leerkracht:
    bindingen = [
        *(Groepsbinding(groep, False, draw(rollen())) for groep in draw(_several(groepen))),
        *(Groepsbinding(groep, True, draw(rollen())) for groep in draw(_several(samengesteld))),
    ]
    return Leerkracht(
        key=key,
        rollen=draw(rollen()),
        groepen=tuple(draw(st.permutations(bindingen))),
        **draw(_names),
        **draw(_optional(**_account, toevoegingen=toevoegingen())),
    )


@st.composite
def schoolgegevens(draw: Draw, min_leerlingen: int = 0) -> Schoolgegevens:
    """A whole school, small, with everything that may be stored in it."""

    def some_keys(most: int, least: int = 0) -> list[str]:
        return draw(st.lists(keys(), unique=True, min_size=least, max_size=most))

    # Both kinds of groups share one space of keys.
    group_keys = some_keys(4)
    cut = draw(st.integers(0, len(group_keys)))
    groepen = group_keys[:cut]
    samengesteld = group_keys[cut:]
    vestigingen = some_keys(2)
    leerlingen = [
        draw(_leerlingen(key, groepen, samengesteld, vestigingen)) for key in some_keys(4, min_leerlingen)
    ]
    leerkrachten = [draw(_leerkrachten(key, groepen, samengesteld)) for key in some_keys(3)]
    group = _optional(omschrijving=free_text(256), toevoegingen=toevoegingen(), mutatiedatum=moments())
    location = _optional(omschrijving=free_text(256), mutatiedatum=moments())
    return Schoolgegevens(
        school=draw(scholen()),
        vestigingen=tuple(Vestiging(key=key, naam=draw(names(64)), **draw(location)) for key in vestigingen),
        groepen=tuple(
            Groep(key=key, naam=draw(names(64)), jaargroep=draw(_jaargroepen), **draw(group))
            for key in groepen
        ),
        samengestelde_groepen=tuple(
            SamengesteldeGroep(key=key, naam=draw(names(64)), **draw(group)) for key in samengesteld
        ),
        leerlingen=tuple(_with_eckids(draw, leerlingen)),
        leerkrachten=tuple(_with_eckids(draw, leerkrachten)),
    )


def _with_eckids(draw: Draw, personen: Sequence[Any]) -> list[Any]:
    """Some of these people with an eckid, no two with the same one."""
    eckids = draw(st.lists(names(LENGTHS["eckid"]), unique=True, max_size=len(personen)))
    return [
        replace(persoon, eckid=eckids[at]) if at < len(eckids) else persoon
        for at, persoon in enumerate(personen)
    ]
