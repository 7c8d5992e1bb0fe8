"""Writing a request of a parent or pupil down: who asked, and how the school knows who that is."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from uwlr_service.domain import tijd
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.inzage.verzoek import Verzoekvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.dagveld import Dagveld
from uwlr_service.portaal.school.inzage.woorden import in_words

LONGEST = 200


class Verzoekformulier(Formulier):
    """What the school writes down of a request."""

    aanvrager = StringField(
        lazy_gettext("Wie vraagt het?"),
        [DataRequired(), Length(max=LONGEST)],
        description=lazy_gettext("De naam, en wat diegene van de leerling is."),
    )
    identiteit = StringField(
        lazy_gettext("Hoe weet u wie dit is?"),
        [DataRequired(), Length(max=LONGEST)],
        description=lazy_gettext(
            "Bijvoorbeeld: paspoort gezien, of bekend op school. Bewaar geen kopie van een paspoort."
        ),
    )
    ontvangen = Dagveld(
        lazy_gettext("Op welke dag kwam de vraag?"),
        [InputRequired()],
        description=lazy_gettext("Zoals 31-12-2026."),
    )

    def validate_ontvangen(self, field: Dagveld) -> None:
        """A request of a day that is still to come cannot be."""
        if field.data is not None and field.data > tijd.today():
            raise ValidationError(gettext("Die dag moet nog komen."))


def of_leerling(school: Schoolcode, nummer: int) -> Response | str:
    """A request about a pupil."""
    return _show(school, Soort.LEERLING, nummer)


def of_verzorger(school: Schoolcode, nummer: int) -> Response | str:
    """A request about a guardian."""
    return _show(school, Soort.VERZORGER, nummer)


def _show(school: Schoolcode, soort: Soort, nummer: int) -> Response | str:
    key = diensten().personen.key(school, soort, nummer, door=door())
    form = Verzoekformulier(data={"ontvangen": tijd.today()})
    if form.validate_on_submit():
        vraag = Verzoekvraag(
            soort=soort,
            key=key,
            aanvrager=str(form.aanvrager.data),
            identiteit=str(form.identiteit.data),
            ontvangen=form.ontvangen.data or tijd.today(),
        )
        verzoek = diensten().inzageverzoeken.receive(school, vraag, door=door())
        flash(gettext("Verzoek %(nummer)s is vastgelegd.", nummer=verzoek))
        return verder.to("school.inzage", school=school)
    return render_template("school/inzage/verzoek.html", school=school, form=form, soort=soort, **in_words())
