"""The first page of a school: what waits there."""

from flask import render_template

from uwlr_service.domain.school.school import Schoolcode


def show(school: Schoolcode) -> str:
    """For everybody who has an account at the school."""
    return render_template("school/start.html", school=school)
