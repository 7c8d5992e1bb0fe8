"""Hypothesis strategies for any message with results that the schema lets pass."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.support.schools.strategies import free_text, moments, schooljaren
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.resultaat import (
    Leerresultaten,
    OsoResultaat,
    Referentiescore,
    Resultaat,
    Toetsafname,
    Toetsscore,
)
from uwlr_service.domain.uwlr.toets import Ingang, Norm, Normering, Normkleur, Term, Toets, Toetsonderdeel


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or none."""
    return st.none() | strategy


def decimals(low: str, high: str) -> st.SearchStrategy[Decimal]:
    """A number with at most five decimals."""
    return st.decimals(Decimal(low), Decimal(high), places=5)


def uris() -> st.SearchStrategy[str]:
    """What an xs:anyURI may hold without spaces."""
    return st.from_regex(r"https?://[a-z]{1,8}\.example/[a-z0-9/&=?]{0,12}", fullmatch=True)


def terms() -> st.SearchStrategy[Term]:
    """A value with or without a vocabulary."""
    return st.builds(Term, waarde=free_text(256), vocabulaire=maybe(uris()), vocabulairelocatie=maybe(uris()))


def normeringen() -> st.SearchStrategy[Normering]:
    """Norms, also senseless ones: the schema does not look at that."""
    kleur = st.builds(
        Normkleur,
        rood=st.integers(0, 255),
        groen=st.integers(0, 255),
        blauw=st.integers(0, 255),
        transparantie=decimals("0", "1"),
    )
    norm = st.builds(
        Norm,
        term=free_text(64),
        beginnormwaarde=st.integers(0, 10**20),
        eindnormwaarde=st.integers(0, 10**20),
        omschrijving=maybe(free_text(128)),
        normkleur=maybe(kleur),
        schoolcijfer_vanaf=maybe(decimals("1", "10")),
        schoolcijfer_totenmet=maybe(decimals("1", "10")),
    )
    return st.builds(
        Normering,
        normen=st.lists(norm, min_size=1, max_size=2).map(tuple),
        toetscategorie=maybe(terms()),
        toetsniveau=maybe(terms()),
        wegingsfactor=maybe(decimals("-100", "100")),
        vocabulaire=maybe(uris()),
        vocabulairelocatie=maybe(uris()),
    )


@st.composite
def toetsen(draw: Any, code: str) -> Toets:
    """A definition with this code."""
    parts = draw(st.integers(0, 2))
    return Toets(
        toetscode=Term(code, draw(maybe(uris())), draw(maybe(uris()))),
        versie=draw(maybe(terms())),
        toetsnaam=draw(maybe(free_text(128))),
        leerjaar=draw(maybe(terms())),
        vakgebied=draw(maybe(terms())),
        toetsnormering=draw(maybe(normeringen())),
        toetshierarchie=draw(
            st.lists(st.builds(Ingang, niveau=st.integers(-5, 5), term=terms()), max_size=2).map(tuple)
        ),
        toetsonderdelen=tuple(
            Toetsonderdeel(
                toetsonderdeelvolgnummer=volgnummer,
                toetsonderdeelcode=draw(terms()),
                toetsonderdeelnaam=draw(maybe(free_text(128))),
                toetsonderdeelnormering=draw(maybe(normeringen())),
            )
            for volgnummer in range(1, parts + 1)
        ),
    )


def oso() -> st.SearchStrategy[OsoResultaat]:
    """A result in the shape of OSO, also an empty one."""
    counts = maybe(st.integers(-(2**31), 2**31 - 1))
    text = free_text(40)

    def interval(score: Toetsscore, ends: tuple[Decimal, Decimal] | None) -> Toetsscore:
        fields = {name: getattr(score, name) for name in score.__slots__}
        return Toetsscore(**(fields | dict(zip(("bivlaag", "bivhoog"), ends or (None, None), strict=True))))

    score = st.builds(
        interval,
        st.builds(
            Toetsscore,
            aantalopgaven=counts,
            aantalgoed=counts,
            aantalfout=counts,
            aantalgelezen=counts,
            tijd=maybe(decimals("-1000", "1000")),
            vaardigheidsscore=maybe(decimals("-1000", "1000")),
            codevaardigheidsschaal=maybe(text),
            bivlaag=st.none(),
            bivhoog=st.none(),
        ),
        maybe(st.tuples(decimals("-10", "10"), decimals("-10", "10"))),
    )
    referentie = st.builds(
        Referentiescore,
        codereferentiescore=text,
        codevergelijkingsgroep=text,
        waarde=text,
        kwalificatie=maybe(text),
    )
    return st.builds(
        OsoResultaat,
        toetsscore=maybe(score),
        referentiescores=st.lists(referentie, max_size=2).map(tuple),
    )


@st.composite
def leerresultaten(draw: Any, xsdversie: str = "2.2") -> Leerresultaten:
    """A valid message: unique keys, and a definition for every test."""
    codes = draw(st.lists(free_text(256), min_size=1, max_size=3, unique=True))
    keys = iter(draw(st.lists(free_text(256), min_size=6, max_size=6, unique=True)))
    uitslagen = st.integers(0, 10**30) | oso()

    def resultaat() -> Resultaat:
        return Resultaat(
            key=next(keys),
            afnamedatum=draw(st.dates()),
            toetscode=draw(st.sampled_from(codes)),
            uitslag=draw(uitslagen),
            versie=draw(maybe(terms())),
            toetsonderdeelcode=draw(maybe(free_text(256))),
            infourl=draw(maybe(free_text(256))),
        )

    leerlingid = free_text(256)
    afnamen = tuple(
        Toetsafname(
            leerlingid=draw(maybe(leerlingid) if xsdversie == "2.3" else leerlingid),
            resultaten=tuple(resultaat() for _ in range(draw(st.integers(1, 2)))),
            eckid=draw(maybe(free_text(256))),
            resultaatverwerkerid=draw(maybe(free_text(256))),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    zoneless = st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1))
    return Leerresultaten(
        school=draw(
            st.just(Schoolcode("99XX", "16"))
            | free_text(256).map(str.strip).filter(bool).map(lambda key: Schoolcode(schoolkey=key))
        ),
        schooljaar=draw(schooljaren()),
        aanmaakdatum=draw(moments().filter(lambda moment: moment.year > 1900) | zoneless),
        xsdversie=xsdversie,
        toetsafnames=afnamen,
        toetsen=tuple(draw(toetsen(code)) for code in codes),
        auteur=draw(maybe(free_text(128))),
        commentaar=draw(maybe(free_text(128))),
    )
