"""Which groups a reader of a school sees; in a new school year they are others."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from uwlr_service.domain.account.gebruiker import Gebruiker
from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.lijstvraag import ALLES
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.gebruikers.kring import Kring
from uwlr_service.paginas.state import diensten, door

ALLE = "alle"
DEZE = "deze"


class Groepskeuze(Formulier):
    """All groups, or those that are ticked: nothing ticked is not taken for all of them."""

    bereik = RadioField(
        lazy_gettext("Wat ziet deze persoon?"),
        [InputRequired()],
        choices=[
            SelectChoice(ALLE, lazy_gettext("Alle groepen")),
            SelectChoice(DEZE, lazy_gettext("Alleen deze groepen")),
        ],
    )
    groepen = SelectMultipleField(
        lazy_gettext("Groepen"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    @property
    def gekozen(self) -> frozenset[str]:
        """The keys of the groups that were chosen; none is all of them."""
        return frozenset(self.groepen.data or ()) if self.bereik.data == DEZE else frozenset()


def bind(kring: Kring, account: int) -> Response | str:
    """Choose the groups of a reader."""
    gebruiker, held = _reader(kring, account)
    door().require_fresh()
    namen = kring.groepen()
    form = Groepskeuze(
        data={"bereik": DEZE if held.groepen else ALLE, "groepen": sorted(held.groepen & namen.keys())}
    )
    form.groepen.choices = [SelectChoice(key, naam) for key, naam in namen.items()]
    if form.validate_on_submit():
        if form.gekozen or form.bereik.data == ALLE:
            diensten().mensen.gebruikers.bind(account, form.gekozen, door=door())
            flash(gettext("De groepen zijn veranderd. %(naam)s logt opnieuw in.", naam=gebruiker.naam))
            return kring.to()
        form.groepen.errors = [gettext("Kies ten minste één groep.")]
    vervallen = held.groepen - namen.keys()
    return render_template(
        "paginas/gebruikers/groepen.html", kring=kring, form=form, gebruiker=gebruiker, vervallen=vervallen
    )


def _reader(kring: Kring, account: int) -> tuple[Gebruiker, Account]:
    """Whoever has this account here. Raises NietToegestaan if nobody has, or in another role."""
    for gebruiker in kring.gebruikers(ALLES):
        for held in gebruiker.accounts:
            if held.id == account and held.rol is Rol.SCHOOLLEZER:
                return gebruiker, held
    raise NietToegestaan
