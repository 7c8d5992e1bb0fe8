"""The schools that stopped, and the word that their data are gone."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain import tijd
from uwlr_service.domain.school import schoolpad
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.partner.schoolknop import Schoolknop


def show(koppelpartner: int) -> str:
    """What has to be destroyed, the most urgent first."""
    return render_template(
        "partner/verwijderen.html",
        koppelpartner=koppelpartner,
        taken=diensten().partnerzicht.te_verwijderen(koppelpartner, door=door()),
        vandaag=tijd.today(tijd.now()),
        schoolpad=schoolpad.write,
        form=Formulier(),
    )


def confirm(koppelpartner: int) -> Response:
    """Note that the data of one school are gone."""
    chosen = Schoolknop().chosen()
    if chosen is not None:
        koppeling, school = chosen
        diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
        diensten().intrekkingen.confirm_destroyed(koppeling, school, door=door())
        flash(gettext("U hebt bevestigd dat de gegevens zijn vernietigd. De school ziet dat."))
    return verder.to("partner.verwijderen", koppelpartner=koppelpartner)
