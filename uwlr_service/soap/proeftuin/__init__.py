"""The watched addresses of a proeftuin: our own service as the LAS of test schools, which may also do wrong.

Nothing of this lies on the ways of ``/uwlr/`` and ``/gkv/``.
"""

from wsgiref.types import WSGIApplication

from uwlr_service.config import Settings
from uwlr_service.soap.front import dispatching
from uwlr_service.soap.intake import Intake
from uwlr_service.soap.proeftuin.front import Proeftuinfront, Proeftuinpoort
from uwlr_service.uitwisseling.beurten import Turns
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.proeftuin.bezoek import Bezoekplaats

PATH = "/proeftuin/"


def proeftuin_application(
    settings: Settings, plaats: Bezoekplaats, register: Register, turns: Turns
) -> WSGIApplication:
    """Everything below ``/proeftuin/``."""
    front = Proeftuinfront(
        dispatching(settings, plaats.toegang, plaats.heenweg, plaats.terugweg),
        Intake(plaats.toegang, settings.max_body),
        settings,
        register,
        turns,
        plaats.waarnemer,
        plaats.traagheid,
    )
    return Proeftuinpoort(plaats.find, front)
