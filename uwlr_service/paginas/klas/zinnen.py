"""What a pupil is told when they do not come in, in the language of the visitor."""

from flask_babel import gettext, lazy_gettext

from uwlr_service.domain.fouten import Geweigerd

ZINNEN = (
    lazy_gettext("Deze code klopt niet. Vraag je juf of meester."),
    lazy_gettext("Dat klopt niet. Probeer het nog een keer."),
    lazy_gettext("Dat ging te vaak mis. Vraag je juf of meester."),
    lazy_gettext("Dat ging te snel. Wacht even."),
    lazy_gettext("Deze kaart werkt niet. Vraag je juf of meester."),
    lazy_gettext("Deze pincode klopt niet. Probeer het nog een keer."),
    lazy_gettext("Deze pincode was te vaak fout. Wacht even, of vraag op school een nieuwe kaart."),
)
"""The sentences of those refusals, so that they are gathered to be translated."""


def in_words(fout: Geweigerd) -> str:
    """A refusal in the language of the visitor."""
    return gettext(fout.tekst)
