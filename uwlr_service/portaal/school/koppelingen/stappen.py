"""What a school does to a link that runs or ran: pause, go on, stop, and come back."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import intussen
from uwlr_service.portaal.school.koppelingen.formulieren import Stap


def pause(school: Schoolcode, koppeling: int) -> Response:
    """Let nothing leave for a while."""
    diensten().deelnames.pause(koppeling, school, door=door())
    flash(gettext("Gepauzeerd. Er gaan geen gegevens uit tot u de koppeling weer aanzet."))
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def resume(school: Schoolcode, koppeling: int) -> Response:
    """Go on as before."""
    diensten().deelnames.resume(koppeling, school, door=door())
    flash(gettext("De koppeling loopt weer."))
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def keep(school: Schoolcode, koppeling: int) -> Response:
    """Say that the school still wants a link that nobody used for long."""
    diensten().ongebruiktwacht.confirm(koppeling, school, door=door())
    flash(gettext("De koppeling blijft lopen."))
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def rejoin(school: Schoolcode, koppeling: int) -> Response:
    """Come back to a link that the school left, with what it agreed to before."""
    diensten().deelnames.rejoin(koppeling, school, door=door())
    flash(gettext("De koppeling loopt weer. Het bedrijf krijgt alles opnieuw."))
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def stop(school: Schoolcode, koppeling: int) -> Response | str:
    """Take the consent back, after a page that says what this does."""
    form = Stap()
    blad = diensten().schoolkoppelingen.one(school, koppeling, door=door())
    if form.is_submitted() and not blad.koppeling.stand.takes_part:
        return intussen.stopped(school, koppeling)
    if form.is_submitted():
        diensten().intrekkingen.withdraw(koppeling, school, door=door())
        flash(gettext("Gestopt. Het bedrijf moet alle gegevens van uw school vernietigen."))
        return verder.to("school.koppeling", school=school, koppeling=koppeling)
    return render_template(
        "school/koppelingen/stoppen.html", form=form, school=school, koppeling=blad.koppeling
    )
