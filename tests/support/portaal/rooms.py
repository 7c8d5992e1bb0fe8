"""An application of pages that are only there for tests: one of each kind that the machinery knows."""

from pathlib import Path

from flask import Flask, flash, render_template_string, request, session
from flask_babel import lazy_gettext
from werkzeug import Response
from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import (
    DatabaseOnbereikbaar,
    KoppelingOnbekend,
    OvergangOngeldig,
    VersBewijsNodig,
)
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import headers, sessie, verder
from uwlr_service.paginas.adres import OPENBAAR, Adres
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toepassing import pages

BIG = 300 * 1024
CHOICES = (SelectChoice("a", "Alles"), SelectChoice("b", "Een beetje"))
PAGE = """{% extends "paginas/basis.html" %}
{% from "paginas/velden.html" import veld, fouten, formulier %}
{% block titel %}Proef{% endblock %}
{% block inhoud %}
{{ fouten(form) }}
<h1>Proef</h1>
{% call formulier(form) %}
{% for field in form if field.name != "csrf_token" %}{{ veld(field) }}{% endfor %}
<div class="knoppen"><button class="btn btn-primary">Bewaren</button></div>
{% endcall %}
{% endblock %}"""
RAISED = {
    "koppeling": KoppelingOnbekend,
    "overgang": OvergangOngeldig,
    "bewijs": VersBewijsNodig,
    "database": DatabaseOnbereikbaar,
    "fout": RuntimeError,
}


class Proef(Formulier):
    """One field of each kind."""

    naam = StringField("Naam", [DataRequired(), Length(max=20)], description="Zoals u heet.")
    uitleg = TextAreaField("Uitleg")
    soort = SelectField("Soort", choices=CHOICES)
    keuze = RadioField("Keuze", [DataRequired()], choices=CHOICES)
    velden = SelectMultipleField(
        "Velden",
        choices=CHOICES,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    akkoord = BooleanField("Akkoord", [DataRequired()], description="Namens de school.")


def open_page() -> str:
    """A page without a form, which asks nothing of the session."""
    return render_template_string("<p>open</p>")


def form_page() -> Response | str:
    """A page with a form."""
    form = Proef()
    if form.validate_on_submit():
        flash(f"Bewaard: {form.naam.data}, {','.join(form.velden.data or ())}.")
        return verder.to("formulier")
    return render_template_string(PAGE, form=form)


def keeping() -> str:
    """Keeps something in the session."""
    session["bewaard"] = "ja"
    return "bewaard"


def reading() -> str:
    """What was kept."""
    return str(session.get("bewaard", "niets"))


def renewing() -> str:
    """A step of signing in."""
    bezoek = sessie.current()
    assert bezoek.waarde is not None
    bezoek.renew(diensten().sessies.renew(bezoek.waarde))
    return "vernieuwd"


def leaving() -> Response:
    """Signing out."""
    bezoek = sessie.current()
    assert bezoek.waarde is not None
    diensten().sessies.end(bezoek.waarde)
    bezoek.end()
    return headers.clear(verder.see(verder.start()))


def of_school(school: Schoolcode) -> str:
    """A page of a school."""
    return f"{school} voor {door().naam}"


def of_partner(koppelpartner: int) -> str:
    """A page of a partner."""
    return f"partner {koppelpartner}"


def of_operator() -> str:
    """A page of the operator."""
    return "dienst"


def upload() -> str:
    """A page that takes more than others."""
    return str(len(request.files["bestand"].read()))


def raising(naam: str) -> str:
    """A page on which something goes wrong."""
    raise RAISED[naam]


ADRESSEN = (
    Adres(rule="/", endpoint="start", view=open_page, actie=OPENBAAR),
    Adres(rule="/taal/<code>", endpoint="taal", view=open_page, actie=OPENBAAR),
    Adres(rule="/formulier", endpoint="formulier", view=form_page, actie=OPENBAAR, methods=("GET", "POST")),
    Adres(rule="/bewaren", endpoint="bewaren", view=keeping, actie=OPENBAAR),
    Adres(rule="/lezen", endpoint="lezen", view=reading, actie=OPENBAAR),
    Adres(rule="/vernieuwen", endpoint="vernieuwen", view=renewing, actie=OPENBAAR, methods=("POST",)),
    Adres(rule="/afmelden", endpoint="afmelden", view=leaving, actie=Actie.EIGEN_ACCOUNT, methods=("POST",)),
    Adres(
        rule="/scholen/<school:school>",
        endpoint="school",
        view=of_school,
        actie=Actie.SCHOOL_ZIEN,
        menu=lazy_gettext("Start"),
    ),
    Adres(
        rule="/scholen/<school:school>/keuzes",
        endpoint="school.keuzes",
        view=lambda school: form_page(),
        actie=Actie.BESLUITEN,
        methods=("GET", "POST"),
        menu=lazy_gettext("Keuzes"),
    ),
    Adres(
        rule="/scholen/<school:school>/gegevens",
        endpoint="school.gegevens",
        view=lambda school: upload(),
        actie=Actie.GEGEVENS_INLEZEN,
        methods=("POST",),
        limit=BIG,
    ),
    Adres(
        rule="/partners/<int:koppelpartner>",
        endpoint="partner",
        view=of_partner,
        actie=Actie.PARTNER_ZIEN,
        menu=lazy_gettext("Start"),
    ),
    Adres(
        rule="/beheer",
        endpoint="beheer",
        view=of_operator,
        actie=Actie.DIENST_ZIEN,
        menu=lazy_gettext("Beheer"),
    ),
    Adres(rule="/mis/<naam>", endpoint="mis", view=raising, actie=OPENBAAR, methods=("GET", "POST")),
)


def application(diensten: Diensten, *, folder: Path | None = None) -> Flask:
    """The application; ``folder`` is a package with templates and translations of its own."""
    return pages(diensten, {} if folder is None else {"proef": folder}, ADRESSEN)
