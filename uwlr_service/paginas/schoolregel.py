"""Values in a rule: ``<school:school>`` is ``99XX-16``, as in the pull API; ``<int:...>`` a number."""

from typing import Any

from werkzeug.routing import BaseConverter, IntegerConverter, Map, ValidationError

from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode


class Schoolregel(BaseConverter):
    """Between the part of a path and the code of a school; a part that names none matches no rule."""

    def to_python(self, value: str) -> Schoolcode:
        """The school that the path names."""
        school = schoolpad.read(value)
        if school is None:
            raise ValidationError
        return school

    def to_url(self, value: Schoolcode) -> str:
        """The part of a path that names the school."""
        return schoolpad.write(value)


class Nummerregel(IntegerConverter):
    """A number that a row can have; a larger one names nothing, and no database looks for it."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": LARGEST_NUMBER, **kwargs})
