"""The accounts of a school, by name and by group, a page at a time."""

from flask import render_template, request, session
from flask_babel import lazy_gettext
from werkzeug import Response
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from uwlr_service.domain import tekst
from uwlr_service.domain.account.accountregel import Accountstand
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import bladeren, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door

KEUZE = "accounts-keuze"
"""Where the choice stays: a name in an address would end up in a history."""
ROLLEN = {Rol.LEERKRACHT: lazy_gettext("Leerkracht"), Rol.LEERLING: lazy_gettext("Leerling")}
STANDEN = {
    Accountstand.NIEUW: lazy_gettext("Logt nog niet in."),
    Accountstand.ACTIEF: lazy_gettext("Actief."),
    Accountstand.GESLOTEN: lazy_gettext("Gesloten."),
}
ALLE = ""
"""The choice of no group."""


class Accountkeuze(Formulier):
    """Which accounts to show."""

    zoek = StringField(
        lazy_gettext("Naam of inlognaam"),
        [Optional(), Length(max=254)],
        description=lazy_gettext("Een deel is genoeg."),
    )
    groep = SelectField(lazy_gettext("Groep"), [Optional()])


def show(school: Schoolcode) -> Response | str:
    """Whether the school has accounts, and the list of them."""
    groepen = diensten().mensen.bladen.groepen(school, door=door())
    stamgroepen = {key: naam for key, (naam, is_samengesteld) in groepen.items() if not is_samengesteld}
    form = Accountkeuze()
    form.groep.choices = [(ALLE, lazy_gettext("Alle groepen")), *stamgroepen.items()]
    if form.validate_on_submit():
        zoek = tekst.clean(form.zoek.data or "").strip()
        session[KEUZE] = [request.path, zoek, form.groep.data or ALLE]
        return verder.to("school.accounts", school=school)
    zoek, groep = kept(request.path)
    if groep not in stamgroepen:
        groep = ALLE
    if request.method == "GET":
        form.zoek.data = zoek
        form.groep.data = groep
    vraag = bladeren.asked(zoek)
    regels = diensten().mensen.bladen.accounts(school, vraag, groep or None, door=door())
    return render_template(
        "school/accounts/lijst.html",
        school=school,
        sinds=diensten().inlogaccounts.since(school, door=door()),
        form=form,
        form_zonder_velden=Formulier(formdata=None),
        zoek=zoek,
        groep=groep,
        groepsnamen={key: naam for key, (naam, _) in groepen.items()},
        rollen=ROLLEN,
        standen=STANDEN,
        ik=door().inlog,
        regels=bladeren.page_of(regels, vraag),
    )


def kept(path: str) -> tuple[str, str]:
    """What was searched on a page, and in which group."""
    where, zoek, groep = session.get(KEUZE, ("", "", ALLE))
    return (zoek, groep) if where == path else ("", ALLE)
