"""The first page of a school: what waits there, and how things went."""

from flask import render_template

from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.state import diensten, door


def show(school: Schoolcode) -> str:
    """For everybody who has an account at the school; each sees what they may."""
    begin = diensten().schoolbegin.show(school, door=door())
    made = begin.nacht.get(Uitkomst.GEMAAKT, 0)
    return render_template(
        "school/start.html",
        school=school,
        begin=begin,
        gemaakt=made,
        niet_gemaakt=sum(begin.nacht.values()) - made,
    )
