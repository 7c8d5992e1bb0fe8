"""Gathers, in one pass over a school, what its objects hold: counts of everything, values of one pupil."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Veldvoorbeeld

MOST_VALUES = 3
"""How many different values of one field are shown; a pupil can have hundreds of absences."""


class Verzamelaar:
    """Counts by kind of object and by field, with the values that are to be shown."""

    def __init__(self) -> None:
        self._objecten: Counter[str] = Counter()
        self._gevuld: Counter[str] = Counter()
        self._waarden: dict[str, list[str]] = defaultdict(list)

    def count(self, entiteit: str, aantal: int = 1) -> None:
        """Note that there are so many more objects of a kind."""
        self._objecten[entiteit] += aantal

    def fill(self, veld: str, aantal: int = 1) -> None:
        """Note that so many more objects have a field."""
        self._gevuld[veld] += aantal

    def show(self, veld: str, waarden: Iterable[str]) -> None:
        """Keep values to be shown, each once, up to the most that is shown."""
        shown = self._waarden[veld]
        for waarde in waarden:
            if waarde and waarde not in shown and len(shown) < MOST_VALUES:
                shown.append(waarde)

    def of_veld(self, veld: str) -> Veldvoorbeeld:
        """What was gathered of one field."""
        entiteit, _, _ = veld.partition("/")
        return Veldvoorbeeld(
            veld=veld,
            waarden=tuple(self._waarden[veld]),
            gevuld=self._gevuld[veld],
            objecten=self._objecten[entiteit],
        )
