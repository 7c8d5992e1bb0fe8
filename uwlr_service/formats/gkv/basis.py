"""``basis.xml``: the school, its groups, people and placements (docs/gkv-1.rst)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.school.groepsindeling import EerstGezien, groepsindelingen
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import escape
from uwlr_service.formats.edexml.fragmenten import TAGS, day
from uwlr_service.formats.gkv.fragmenten import Fragment, Objectveld, schrijver

_moment = tijd.format_moment


def _velden(write: Callable[[Any], str], *names: str) -> tuple[Objectveld, ...]:
    return tuple(Objectveld(tag=TAGS.get(name, name), get=attrgetter(name), write=write) for name in names)


def _attributes(*names: str) -> tuple[Objectveld, ...]:
    return tuple(Objectveld(tag=name, get=attrgetter(name), write=str, is_attribute=True) for name in names)


NAAM = _velden(str, "achternaam", "voorvoegsel", "voornamen", "voorletters_1", "roepnaam")
MUTATIEDATUM = _velden(_moment, "mutatiedatum")
ACCOUNT = _velden(str, "gebruikersnaam", "emailadres")
VESTIGING = (*_velden(str, "naam", "omschrijving"), *MUTATIEDATUM)
SAMENGESTELDE_GROEP = VESTIGING


class Objectsoort(NamedTuple):
    """One kind of object: its fields, the objects of a school, and a writer of all but single values."""

    entiteit: str
    velden: tuple[Objectveld, ...]
    objecten: Iterable[Any]
    nested: Callable[[Any], str] | None = None


def fragments(
    gegevens: Schoolgegevens, velden: Veldenlijst, peildatum: date, gezien: EerstGezien
) -> Iterator[Fragment]:
    """Every object of a school that was cut to an agreement, by kind and key."""
    for soort in soorten(gegevens, velden, peildatum, gezien):
        allowed = velden.of(soort.entiteit)
        yield from schrijver(soort.entiteit, soort.velden, allowed, soort.nested)(soort.objecten)


def soorten(
    gegevens: Schoolgegevens, velden: Veldenlijst, peildatum: date, gezien: EerstGezien
) -> tuple[Objectsoort, ...]:
    """The kinds of object in the order of the schema, with all fields that the format has."""
    jaar = gegevens.school.schooljaar
    groep = (
        *_velden(str, "naam", "jaargroep", "omschrijving"),
        Objectveld(tag="schooljaar", get=lambda _: jaar, write=str),
        *MUTATIEDATUM,
    )
    leerling = (
        *_attributes("eckid"),
        *NAAM,
        *_velden(day, "geboortedatum"),
        *_velden(str, "geslacht", "jaargroep"),
        Objectveld(tag="status", get=lambda leerling: leerling.status(peildatum).value, write=str),
        *ACCOUNT,
        *_velden(day, "instroomdatum", "uitstroomdatum"),
        *MUTATIEDATUM,
    )
    leerkracht = (*_attributes("eckid"), *NAAM, *ACCOUNT)
    indeling = (
        *_attributes("leerling", "leerkracht", "groep", "samengestelde_groep"),
        *_velden(day, "vanafdatum", "totdatum"),
        *_velden(str, "leerjaar"),
    )
    own = velden.of("leerkracht")
    rollen_of_indeling: Callable[[Any], str] | None = None
    if "rol" in velden.of("groepsindeling"):
        rollen_of_indeling = _rollen_of_indeling
    return (
        Objectsoort("vestiging", VESTIGING, gegevens.vestigingen),
        Objectsoort("groep", groep, gegevens.groepen),
        Objectsoort("samengestelde_groep", SAMENGESTELDE_GROEP, gegevens.samengestelde_groepen),
        Objectsoort("leerling", leerling, gegevens.leerlingen),
        Objectsoort(
            "leerkracht",
            leerkracht,
            gegevens.leerkrachten,
            lambda persoon: _behind_leerkracht(persoon, own),
        ),
        Objectsoort(
            "groepsindeling",
            indeling,
            groepsindelingen(gegevens, gezien),
            rollen_of_indeling,
        ),
    )


def _behind_leerkracht(leerkracht: Leerkracht, allowed: frozenset[str]) -> str:
    parts = []
    if "rol" in allowed:
        parts.append(_rollen(leerkracht.rollen))
    if "groepen" in allowed and leerkracht.groepen:
        parts.append(f"<groepen>{''.join(map(_binding, leerkracht.groepen))}</groepen>")
    if leerkracht.mutatiedatum:
        parts.append(f"<mutatiedatum>{_moment(leerkracht.mutatiedatum)}</mutatiedatum>")
    return "".join(parts)


def _binding(binding: Groepsbinding) -> str:
    tag = "groep"
    if binding.samengesteld:
        tag = "samengestelde_groep"
    return f'<{tag} key="{escape.attribute(binding.key)}"/>'


def _rollen_of_indeling(indeling: Any) -> str:
    return _rollen(indeling.rollen)


def _rollen(rollen: Iterable[Rol]) -> str:
    """The codes first and the descriptions after them, as the schema has them."""
    codes = "".join(f"<rol>{rol.code}</rol>" for rol in rollen if rol.code)
    texts = (rol.omschrijving for rol in rollen if not rol.code)
    return codes + "".join(f"<rolomschrijving>{escape.text(text or '')}</rolomschrijving>" for text in texts)
