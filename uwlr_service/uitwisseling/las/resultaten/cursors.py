"""The cursors of the feed: places in it, each for one LAS and for one of its schools or all of them."""

from collections.abc import Iterable

from uwlr_service.domain.fouten.lasfeed import CursorOngeldig
from uwlr_service.domain.las.feed import Punt
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.las.cursor import Cursorschrift


class Cursors:
    """Writes and reads cursors; with the secret of before it also reads those of then."""

    def __init__(self, secret: bytes, old_secret: bytes | None = None) -> None:
        self._schrift = Cursorschrift(secret, old_secret)

    def write(self, las_id: int, school: Schoolcode | None, punt: Punt) -> str:
        """A place, for a LAS and one of its schools or all of them."""
        return self._schrift.write((las_id, _written(school), punt.volgnummer, punt.key))

    def write_all(self, las_id: int, school: Schoolcode | None, punten: Iterable[Punt]) -> list[str]:
        """The same of many places."""
        return self._schrift.write_all(las_id, _written(school), punten)

    def read(self, las_id: int, text: str) -> tuple[Punt, Schoolcode | None]:
        """The place, and the school that it is for. Raises CursorOngeldig."""
        plaats = self._schrift.read(text)
        if plaats is None or plaats[0] != las_id:
            raise CursorOngeldig
        _las_id, of_school, volgnummer, key = plaats
        school = None if of_school is None else Schoolcode.parse(of_school)
        return Punt(volgnummer, key), school

    def read_for(self, las_id: int, school: Schoolcode | None, text: str) -> Punt:
        """The place, if it is for this school, or for all. Raises CursorOngeldig."""
        punt, of_school = self.read(las_id, text)
        if of_school != school:
            raise CursorOngeldig
        return punt


def _written(school: Schoolcode | None) -> str | None:
    return None if school is None else str(school)
