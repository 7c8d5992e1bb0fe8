"""Users of a school, of a company or of the service: the same pages for each, under addresses of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import flash, render_template
from flask_babel import LazyString, gettext, lazy_gettext
from werkzeug import Response
from wtforms import EmailField, Field, RadioField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from uwlr_service.domain.account.gebruiker import Gebruiker
from uwlr_service.domain.account.inlognaam import read_mailadres
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.account.uitnodiging import Plaats, Uitnodiging
from uwlr_service.domain.fouten import AlGebruiker, EigenRol, UitnodigingOngeldig, WaardeOngeldig
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.adres import Adres, button, form, page
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import tonen
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

ROLLEN: Mapping[Rol, LazyString] = {
    Rol.SCHOOLBEHEERDER: lazy_gettext("Beheerder van de school"),
    Rol.SCHOOLLEZER: lazy_gettext("Lezer: ziet groepen en resultaten"),
    Rol.PARTNERBEHEERDER: lazy_gettext("Beheerder bij het bedrijf"),
    Rol.OPERATOR: lazy_gettext("Beheerder van de dienst"),
}
"""What people call each role."""
LINK = "uitnodigingslink"
View = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kring:
    """Where users are looked after: the name of its addresses, what these ask for, and which roles it has."""

    endpoint: str
    rollen: tuple[Rol, ...]
    school: Schoolcode | None = None
    koppelpartner: int | None = None
    waarden: Mapping[str, object] = field(default_factory=dict)
    may_disable: bool = False
    """Whether somebody can be kept out everywhere from here."""

    def to(self, page: str = "") -> Response:
        """Lead to one of its pages."""
        return verder.to(f"{self.endpoint}{page}", **self.waarden)

    def gebruikers(self) -> list[Gebruiker]:
        """Everybody here."""
        gebruikers = diensten().mensen.gebruikers
        if self.school is not None:
            return gebruikers.of_school(self.school, door=door())
        if self.koppelpartner is not None:
            return gebruikers.of_koppelpartner(self.koppelpartner, door=door())
        return gebruikers.all(door=door())

    def uitnodigingen(self) -> list[Uitnodiging]:
        """Whoever was invited here, and did not come yet."""
        uitnodigingen = diensten().mensen.uitnodigingen
        if self.school is not None:
            return uitnodigingen.of_school(self.school, door=door())
        if self.koppelpartner is not None:
            return uitnodigingen.of_koppelpartner(self.koppelpartner, door=door())
        return uitnodigingen.all(door=door())

    def groepen(self) -> dict[str, str]:
        """The groups that a reader can be bound to; none where there are no readers."""
        if self.school is None or Rol.SCHOOLLEZER not in self.rollen:
            return {}
        return diensten().mensen.gebruikers.groepen(self.school, door=door())


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


def show(kring: Kring) -> str:
    """Everybody here, and whoever was invited."""
    return render_template(
        "paginas/gebruikers/lijst.html",
        kring=kring,
        rollen=ROLLEN,
        gebruikers=kring.gebruikers(),
        uitnodigingen=kring.uitnodigingen(),
        groepsnamen=kring.groepen(),
        ik=door().inlog,
        form_zonder_velden=Formulier(formdata=None),
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


def recover(kring: Kring, inlog: int) -> Response:
    """Let somebody who lost a factor in again."""
    return _hand_over(kring, diensten().mensen.uitnodigingen.recover(inlog, door=door()))


def link(kring: Kring) -> str:
    """The link of an invitation that was just made, for the only time."""
    return render_template("paginas/gebruikers/link.html", kring=kring, link=tonen.take(LINK))


def withdraw(kring: Kring, uitnodiging: int) -> Response:
    """Let the link of an invitation work no more."""
    try:
        diensten().mensen.uitnodigingen.withdraw(uitnodiging, door=door())
    except UitnodigingOngeldig as fout:
        flash(in_words(fout), "let-op")
    else:
        flash(gettext("De uitnodiging werkt niet meer."))
    return kring.to()


def end(kring: Kring, account: int) -> Response:
    """Let somebody have a role no more."""
    try:
        diensten().mensen.gebruikers.end_account(account, door=door())
    except EigenRol as fout:
        flash(in_words(fout), "let-op")
    else:
        flash(gettext("Die persoon kan hier niet meer inloggen."))
    return kring.to()


def disable(kring: Kring, inlog: int) -> Response:
    """Let somebody in nowhere any more."""
    try:
        diensten().mensen.gebruikers.disable_number(inlog, door=door())
    except EigenRol as fout:
        flash(in_words(fout), "let-op")
    else:
        flash(gettext("Die persoon kan nergens meer inloggen."))
    return kring.to()


def _hand_over(kring: Kring, made: Uitgenodigd) -> Response:
    """Say that the link was mailed, or show it once."""
    if made.is_mailed:
        flash(gettext("De uitnodiging is gemaild naar %(email)s.", email=made.uitnodiging.inlognaam))
        return kring.to()
    tonen.keep(LINK, [made.link])
    return kring.to(".link")


def users_at(
    rule: str, endpoint: str, kring_of: Callable[..., Kring], actie: Actie, menu: LazyString
) -> tuple[Adres, ...]:
    """The addresses below a rule; ``kring_of`` is given what the rule asks for."""

    def view(act: View, own: str | None = None) -> View:
        """Act in the circle that an address is of, on what else it names."""

        def shown(**values: Any) -> Any:
            chosen = [] if own is None else [values.pop(own)]
            return act(kring_of(**values), *chosen)

        return shown

    return (
        page(rule, endpoint, view(show), actie, menu=menu),
        form(f"{rule}/uitnodigen", f"{endpoint}.uitnodigen", view(invite), actie),
        page(f"{rule}/link", f"{endpoint}.link", view(link), actie),
        button(f"{rule}/<int:inlog>/herstel", f"{endpoint}.herstel", view(recover, "inlog"), actie),
        button(
            f"{rule}/uitnodigingen/<int:uitnodiging>/intrekken",
            f"{endpoint}.intrekken",
            view(withdraw, "uitnodiging"),
            actie,
        ),
        button(
            f"{rule}/accounts/<int:account>/beeindigen",
            f"{endpoint}.beeindigen",
            view(end, "account"),
            actie,
        ),
    )
