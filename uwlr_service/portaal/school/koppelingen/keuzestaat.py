"""What somebody chose so far about one proposal: kept in the session between pages, and in the last form.

Each page of a decision shows these choices, so that going back, counting anew and proving who one is lose
nothing. The use case judges them again when the school says yes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import session

from uwlr_service.domain.koppeling.besluitvorming.tweede import EersteJa
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import set_veld_of
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.school.school import Schoolcode

KEY = "besluit"
TEXTS = ("leerling", "reden")
LISTS = ("velden", "vestigingen", "jaargroepen", "groepen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuzestaat:
    """The ticks of a form; ``leerling`` is the key of the pupil whose values are shown."""

    velden: tuple[str, ...] = ()
    vestigingen: tuple[str, ...] = ()
    jaargroepen: tuple[str, ...] = ()
    groepen: tuple[str, ...] = ()
    leerling: str = ""
    reden: str = ""

    @classmethod
    def load(cls, text: str) -> "Keuzestaat | None":
        """The choices out of a form; None for a text that our page did not write."""
        try:
            content = json.loads(text)
        except ValueError:
            return None
        return _checked(content)

    @property
    def text(self) -> str:
        """The choices as a form carries them."""
        return json.dumps(asdict(self))

    @property
    def selectie(self) -> Leerlingselectie:
        """Of which pupils; nothing chosen is everybody who is enrolled."""
        return Leerlingselectie(
            vestigingen=frozenset(self.vestigingen),
            jaargroepen=frozenset(self.jaargroepen),
            groepen=frozenset(self.groepen),
        )

    def aan(self) -> frozenset[str]:
        """The fields that are on, with the sets that they lie in."""
        sets = {set_veld_of(veld) for veld in self.velden}
        return frozenset(self.velden) | {veld for veld in sets if veld is not None}

    def only(self, te_kiezen: Iterable[str]) -> "Keuzestaat":
        """Without ticks for fields that are not asked any more."""
        asked = frozenset(te_kiezen)
        return replace(self, velden=tuple(veld for veld in self.velden if veld in asked))


def of_selectie(selectie: Leerlingselectie, velden: Iterable[str] = ()) -> Keuzestaat:
    """The choices that an agreement, or the first of two persons, already made."""
    return Keuzestaat(
        velden=tuple(sorted(velden)),
        vestigingen=tuple(sorted(selectie.vestigingen)),
        jaargroepen=tuple(sorted(selectie.jaargroepen)),
        groepen=tuple(sorted(selectie.groepen)),
    )


def of_first(eerste: EersteJa, reden: str | None) -> Keuzestaat:
    """The choices and the remark of the first of two persons: the second sees the same page."""
    chosen = of_selectie(eerste.selectie, (veld for veld, aan in eerste.velden.items() if aan))
    return replace(chosen, reden=reden or "")


def keep(school: Schoolcode, koppeling: int, staat: Keuzestaat) -> None:
    """Keep the choices about a link, in the place of those about another one."""
    session[KEY] = {"school": str(school), "koppeling": koppeling, "keuze": asdict(staat)}


def kept(school: Schoolcode, koppeling: int) -> Keuzestaat | None:
    """The choices about a link that were kept."""
    kept_now = session.get(KEY)
    if kept_now is None or (kept_now["school"], kept_now["koppeling"]) != (str(school), koppeling):
        return None
    return _checked(kept_now["keuze"])


def forget() -> None:
    """The decision was made: nothing is kept any more."""
    session.pop(KEY, None)


def _checked(content: Any) -> Keuzestaat | None:
    """The choices, if they have the shape that we give them."""
    if not isinstance(content, Mapping) or set(content) != {*LISTS, *TEXTS}:
        return None
    if not all(isinstance(content[naam], str) for naam in TEXTS):
        return None
    if not all(_is_texts(content[naam]) for naam in LISTS):
        return None
    return Keuzestaat(
        velden=tuple(content["velden"]),
        vestigingen=tuple(content["vestigingen"]),
        jaargroepen=tuple(content["jaargroepen"]),
        groepen=tuple(content["groepen"]),
        leerling=content["leerling"],
        reden=content["reden"],
    )


def _is_texts(values: Any) -> bool:
    return isinstance(values, list | tuple) and all(isinstance(value, str) for value in values)
