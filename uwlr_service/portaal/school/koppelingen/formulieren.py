"""The forms by which a school decides about a link."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from uwlr_service.paginas.formulier import Formulier, Nummerveld

MOST_SIGNS = 300
"""How long a reason may be."""
TELLEN = "tellen"
VOORBEELD = "voorbeeld"
ALLES = "alles"
VERDER = "verder"
NIET = "niet"
TERUG = "terug"
DOEN = (TELLEN, VOORBEELD, ALLES, VERDER, NIET)
"""What the buttons of the page do; none of them decides anything."""


def ticks(label: object = "") -> SelectMultipleField:
    """Several ticks under one question; the view says which there are."""
    return SelectMultipleField(
        label,
        validators=[Optional()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class Keuzeformulier(Formulier):
    """The page on which somebody chooses."""

    voorstel = HiddenField(validators=[DataRequired()])
    getoond = HiddenField(validators=[DataRequired()])
    doen = StringField(validators=[AnyOf(DOEN)])
    velden = ticks()
    vestigingen = ticks(lazy_gettext("Locaties"))
    jaargroepen = ticks(lazy_gettext("Leerjaren"))
    groepen = ticks(lazy_gettext("Groepen"))
    leerling = SelectField(lazy_gettext("Voorbeelden van"), validators=[Optional()])
    reden = TextAreaField(
        lazy_gettext("Opmerking voor het bedrijf"),
        [Optional(), Length(max=MOST_SIGNS)],
        description=lazy_gettext("Het bedrijf leest dit bij uw besluit. Noem geen leerlingen."),
    )


class Bevestiging(Formulier):
    """The page on which somebody says yes, with what they chose."""

    voorstel = Nummerveld(validators=[DataRequired()])
    getoond = HiddenField(validators=[DataRequired()])
    keuze = HiddenField(validators=[DataRequired()])
    doen = StringField(validators=[Optional()])
    akkoord = BooleanField(
        lazy_gettext(
            "Ik mag dit namens de school besluiten. Het bestuur heeft de verwerkersovereenkomst getekend."
        ),
        [DataRequired(lazy_gettext("Zet hier een vinkje als dat zo is. Anders kunt u niet akkoord gaan."))],
    )


class Weigering(Formulier):
    """The page on which somebody says no."""

    voorstel = Nummerveld(validators=[DataRequired()])
    doen = StringField(validators=[Optional()])
    reden = TextAreaField(
        lazy_gettext("Reden voor het bedrijf"),
        [Optional(), Length(max=MOST_SIGNS)],
        description=lazy_gettext("Het bedrijf leest dit bij uw besluit. Noem geen leerlingen."),
    )


class Kleiner(Formulier):
    """The page on which somebody gives less from now on."""

    versie = Nummerveld(validators=[DataRequired()])
    velden = ticks()
    vestigingen = ticks(lazy_gettext("Locaties"))
    jaargroepen = ticks(lazy_gettext("Leerjaren"))
    groepen = ticks(lazy_gettext("Groepen"))


class Stap(Formulier):
    """A button that pauses, resumes or stops a link."""


class Kopie(Formulier):
    """The other school to which a decision is copied."""

    school = SelectField(lazy_gettext("Naar welke school?"), [DataRequired()])
