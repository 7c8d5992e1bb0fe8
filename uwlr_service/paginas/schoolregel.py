"""A school inside a rule: ``<school:school>`` is ``99XX-16``, as in the pull API."""

from werkzeug.routing import BaseConverter, ValidationError

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
