"""What a teacher does for one pupil."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import SelectChoice, SelectField
from wtforms.validators import InputRequired

from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.fouten import LeerlingOnbekend
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.klas import namen
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.klas.blad import told_voided

CHOICES = [
    SelectChoice("", ""),
    *(SelectChoice(plaatje.value, naam) for plaatje, naam in namen.PLAATJES.items()),
]


class Plaatjeskeuze(Formulier):
    """Three pictures in order."""

    eerste = SelectField(lazy_gettext("Eerste plaatje"), [InputRequired()], choices=CHOICES)
    tweede = SelectField(lazy_gettext("Tweede plaatje"), [InputRequired()], choices=CHOICES)
    derde = SelectField(lazy_gettext("Derde plaatje"), [InputRequired()], choices=CHOICES)

    @property
    def gekozen(self) -> tuple[Plaatje, ...]:
        """The pictures that were chosen."""
        return tuple(Plaatje(field.data) for field in (self.eerste, self.tweede, self.derde))


def release(school: Schoolcode, nummer: int, account: int) -> Response:
    """Let a pupil who waits try again."""
    diensten().mensen.klas.beheer.release(school, nummer, account, door=door())
    flash(gettext("Deze leerling mag het weer proberen."))
    return verder.to("school.klas", school=school, nummer=nummer)


def choose(school: Schoolcode, nummer: int, account: int) -> Response | str:
    """Choose the pictures of a pupil, such as one of group 1."""
    blad = diensten().mensen.klas.beheer.of_groep(school, nummer, door=door())
    regel = next((regel for regel in blad.regels if regel.leerling.account == account), None)
    if regel is None:
        raise LeerlingOnbekend
    door().require_fresh()
    form = Plaatjeskeuze()
    if form.validate_on_submit():
        diensten().mensen.klas.middelen.choose_pictures(school, nummer, account, form.gekozen, door=door())
        flash(gettext("De plaatjes van %(naam)s zijn bewaard.", naam=regel.tegel.naam))
        return verder.to("school.klas", school=school, nummer=nummer)
    if form.is_submitted():
        return form.again()
    return render_template(
        "school/klas/plaatjes.html", school=school, blad=blad, tegel=regel.tegel, form=form
    )


def void(school: Schoolcode, nummer: int, account: int) -> Response:
    """Withdraw the card of a pupil, such as one that was lost."""
    aantal = diensten().mensen.klas.middelen.void_badges(school, nummer, account, door=door())
    flash(told_voided(aantal))
    return verder.to("school.klas", school=school, nummer=nummer)
