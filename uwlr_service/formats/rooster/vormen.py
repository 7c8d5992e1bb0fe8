"""The formats of a roster, by the name that agreements and commands have for them."""

from collections.abc import Mapping

from uwlr_service.formats.rooster.oneroster import ONEROSTER
from uwlr_service.formats.rooster.sds import SDS
from uwlr_service.formats.rooster.vorm import Vorm

VORMEN: Mapping[str, Vorm] = {vorm.formaat.naam: vorm for vorm in (ONEROSTER, SDS)}
