"""The language of a page: of its texts, its days and its words, for each call and within one."""

import datetime as dt

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale, lazy_gettext
from markupsafe import Markup

from uwlr_service.domain.taal import Taal
from uwlr_service.paginas import base, talen

ENGLISH = {"Cookie": f"{talen.COOKIE}=en"}
PAGE = """\
{{ _("Afmelden") }} {{ gettext("Afmelden") }} {{ dag | dateformat("long") }} \
{{ ngettext("%(num)d nieuw bericht", "%(num)d nieuwe berichten", 2) }} {{ taal }}"""
IN_DUTCH = "Afmelden Afmelden 1 mei 2026 2 nieuwe berichten nl"
IN_ENGLISH = "Sign out Sign out 1 May 2026 2 new messages en"


@pytest.fixture
def texts() -> Flask:
    """An application with the texts that all pages share."""
    web = Flask(__name__)
    talen.install(web, [base.HERE / "translations"])
    return web


def page() -> str:
    return render_template_string(PAGE, dag=dt.date(2026, 5, 1), taal=talen.chosen().value)


def test_each_call_has_its_own_language(texts: Flask) -> None:
    for headers, expected in (({}, IN_DUTCH), (ENGLISH, IN_ENGLISH), ({}, IN_DUTCH)):
        with texts.test_request_context(headers=headers):
            assert page() == expected


def test_another_language_for_a_moment_is_that_of_all_that_is_written(texts: Flask) -> None:
    with texts.test_request_context():
        assert page() == IN_DUTCH
        with force_locale("en"):
            assert page() == IN_ENGLISH
        assert page() == IN_DUTCH


def test_a_language_that_there_is_not_is_dutch(texts: Flask) -> None:
    with texts.test_request_context(headers={"Cookie": f"{talen.COOKIE}=fr"}):
        assert page() == IN_DUTCH


def test_without_a_call_all_is_in_dutch() -> None:
    assert talen.chosen() is Taal.NL
    assert str(lazy_gettext("Afmelden")) == "Afmelden"


def test_what_is_filled_in_is_escaped_and_a_text_is_always_a_format(texts: Flask) -> None:
    with texts.test_request_context():
        for source, expected in (
            ('{{ _("U bent %(naam)s.", naam=naam) }}', "U bent &lt;b&gt;."),
            ('{{ _("U bent %(naam)s.", naam=veilig) }}', "U bent <b>."),
            ('{{ _("Nog 5%% over") }}', "Nog 5% over"),
            ('{{ ngettext("%(num)d van %(naam)s", "", 1, naam=naam) }}', "1 van &lt;b&gt;"),
        ):
            assert render_template_string(source, naam="<b>", veilig=Markup("<b>")) == expected
