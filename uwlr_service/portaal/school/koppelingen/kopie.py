"""Taking a decision over to another school of the same person: prefilled there, and confirmed there."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import keuzestaat
from uwlr_service.portaal.school.koppelingen.formulieren import Kopie


def show(school: Schoolcode, koppeling: int) -> Response | str:
    """The schools that it can go to; a POST leads to the page on which that school decides."""
    blad = diensten().schoolkoppelingen.one(school, koppeling, door=door())
    voorstellen = diensten().overnemen.elsewhere(koppeling, school, door=door())
    by_path = {schoolpad.write(voorstel.school): voorstel for voorstel in voorstellen}
    form = Kopie()
    form.school.choices = [
        (path, f"{voorstel.schoolnaam} ({voorstel.school})") for path, voorstel in by_path.items()
    ]
    if form.is_submitted() and form.school.data not in by_path:
        form.school.errors = [gettext("Kies een school die op een besluit wacht.")]
        return form.again()
    if form.is_submitted():
        voorstel = by_path[form.school.data]
        keuze = diensten().overnemen.choice(voorstel.id, school, door=door())
        on = [veld for veld, aan in keuze.velden.items() if aan]
        keuzestaat.keep(voorstel.school, koppeling, keuzestaat.of_selectie(keuze.selectie, on))
        flash(gettext("Uw keuze staat klaar. Kijk die na en bevestig die voor deze school."))
        return verder.to("school.besluit", school=voorstel.school, koppeling=koppeling)
    return render_template(
        "school/koppelingen/kopie.html", form=form, school=school, koppeling=blad.koppeling
    )
