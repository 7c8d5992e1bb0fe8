"""What a button of a partner is about: a school, in one of its links."""

from wtforms import HiddenField

from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.formulier import Formulier, Nummerveld


class Schoolknop(Formulier):
    """The link and the school; both stand in the page, and nobody types them."""

    koppeling = Nummerveld()
    school = HiddenField()

    def chosen(self) -> tuple[int, Schoolcode] | None:
        """Both; None where one of them was not sent, or is not what it should be."""
        school = schoolpad.read(str(self.school.data or ""))
        koppeling = self.koppeling.data
        return None if school is None or koppeling is None else (koppeling, school)
