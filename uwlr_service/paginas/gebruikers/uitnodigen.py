"""Letting somebody in: an invitation for a role, or a new start for whoever lost a factor."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import (
    EmailField,
    Field,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from uwlr_service.domain.account.inlognaam import read_mailadres
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import AlGebruiker, UitnodigingOngeldig, WaardeOngeldig
from uwlr_service.domain.koppeling.reden import REDEN_LENGTH
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.gebruikers.kring import ROLLEN, Kring
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import tonen
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

LINK = "uitnodigingslink"


def _is_address(_form: Formulier, field: Field) -> None:
    """Refuse what nobody can get mail at."""
    try:
        read_mailadres(field.data or "")
    except WaardeOngeldig:
        raise ValidationError(gettext("Dit is geen e-mailadres.")) from None


class Uitnodigen(Formulier):
    """Whom to invite, and for what."""

    naam = StringField(lazy_gettext("Naam"), [InputRequired(), Length(max=128)])
    email = EmailField(
        lazy_gettext("E-mailadres"),
        [InputRequired(), Length(max=254), _is_address],
        description=lazy_gettext("Daarmee logt die persoon straks in."),
    )
    rol = RadioField(lazy_gettext("Rol"), [InputRequired()])
    groepen = SelectMultipleField(
        lazy_gettext("Groepen"),
        description=lazy_gettext("Alleen voor een lezer. Kiest u niets, dan ziet die alle groepen."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class Herstelvraag(Formulier):
    """Why somebody needs a new start."""

    reden = TextAreaField(
        lazy_gettext("Waarom is dit nodig?"),
        [InputRequired(), Length(max=REDEN_LENGTH)],
        description=lazy_gettext("Bijvoorbeeld: de telefoon is kwijt. Dit komt in het logboek."),
    )


def invite(kring: Kring) -> Response | str:
    """Invite somebody."""
    door().require_fresh()
    groepen = kring.groepen()
    form = Uitnodigen()
    form.rol.choices = [SelectChoice(rol.value, str(ROLLEN[rol])) for rol in kring.rollen]
    form.groepen.choices = [SelectChoice(key, naam) for key, naam in groepen.items()]
    if len(kring.rollen) == 1:
        form.rol.data = form.rol.data or kring.rollen[0].value
    if form.validate_on_submit():
        rol = Rol(form.rol.data)
        bound = frozenset(form.groepen.data or ()) if rol is Rol.SCHOOLLEZER else frozenset()
        plaats = Plaats(rol=rol, school=kring.school, koppelpartner=kring.koppelpartner, groepen=bound)
        try:
            made = diensten().mensen.uitnodigingen.invite(
                form.email.data or "", form.naam.data or "", plaats, door=door()
            )
        except (AlGebruiker, UitnodigingOngeldig) as fout:
            form.form_errors.append(in_words(fout))
        else:
            return _hand_over(kring, made)
    return render_template("paginas/gebruikers/uitnodigen.html", kring=kring, form=form, groepen=groepen)


def recover(kring: Kring, inlog: int) -> Response | str:
    """Let somebody who lost a factor in again, and say why."""
    uitnodigingen = diensten().mensen.uitnodigingen
    person = uitnodigingen.whom(inlog, door=door())
    form = Herstelvraag()
    if form.validate_on_submit():
        return _hand_over(kring, uitnodigingen.recover(inlog, form.reden.data or "", door=door()))
    if form.is_submitted():
        return form.again()
    return render_template("paginas/gebruikers/herstel.html", kring=kring, naam=person.naam, form=form)


def link(kring: Kring) -> str:
    """The link of an invitation that was just made, for the only time."""
    return render_template("paginas/gebruikers/link.html", kring=kring, link=tonen.take(LINK))


def _hand_over(kring: Kring, made: Uitgenodigd) -> Response:
    """Say that the link was mailed, or show it once."""
    if made.is_mailed:
        flash(gettext("De uitnodiging is gemaild naar %(email)s.", email=made.uitnodiging.inlognaam))
        return kring.to()
    tonen.keep(LINK, [made.link])
    return kring.to(".link")
