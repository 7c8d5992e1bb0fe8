"""Everything that would leave about one pupil, in words, and as it is sent."""

from functools import partial

from flask import render_template
from werkzeug import Response

from uwlr_service.domain.fouten import LeerlingNietGekozen
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Leerlingbeeld
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import talen, verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import keuzestaat
from uwlr_service.portaal.school.koppelingen.keuzestaat import Keuzestaat


def show(school: Schoolcode, koppeling: int, nummer: int) -> Response | str:
    """By what was chosen so far; without any choice all that is asked."""
    voorstel = diensten().toestemming.open_voorstel(school, koppeling, door=door())
    if voorstel is None:
        return verder.to("school.koppeling", school=school, koppeling=koppeling)
    staat = keuzestaat.kept(school, koppeling)
    is_all = staat is None or not staat.velden
    beeld = _of_leerling(school, voorstel, nummer, None if is_all else staat)
    return render_template(
        "school/koppelingen/voorbeeld.html",
        school=school,
        koppeling=koppeling,
        beeld=beeld,
        texts=teksten(talen.chosen()),
        is_all=is_all,
    )


def _of_leerling(
    school: Schoolcode, voorstel: int, nummer: int, staat: Keuzestaat | None
) -> Leerlingbeeld | None:
    """What would leave about a pupil; None when the choice leaves this pupil out. Raises NietToegestaan."""
    voorbeelden = diensten().voorbeelden
    whole = partial(voorbeelden.of_leerling, school, voorstel, nummer, taal=talen.chosen(), door=door())
    if staat is None:
        return whole()
    try:
        return whole(velden=staat.aan(), selectie=staat.selectie)
    except LeerlingNietGekozen:
        return None
