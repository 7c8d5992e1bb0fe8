"""What pictures and animals are called, for whoever hears them."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.account.klas.dieren import Dier
from uwlr_service.domain.account.klas.plaatjes import Plaatje

PLAATJES: Mapping[Plaatje, LazyString] = MappingProxyType(
    {
        Plaatje.ZON: lazy_gettext("zon"),
        Plaatje.MAAN: lazy_gettext("maan"),
        Plaatje.STER: lazy_gettext("ster"),
        Plaatje.HUIS: lazy_gettext("huis"),
        Plaatje.BOOM: lazy_gettext("boom"),
        Plaatje.BLOEM: lazy_gettext("bloem"),
        Plaatje.BAL: lazy_gettext("bal"),
        Plaatje.AUTO: lazy_gettext("auto"),
        Plaatje.BOOT: lazy_gettext("boot"),
        Plaatje.APPEL: lazy_gettext("appel"),
        Plaatje.PARAPLU: lazy_gettext("paraplu"),
        Plaatje.SLEUTEL: lazy_gettext("sleutel"),
    }
)
DIEREN: Mapping[Dier, LazyString] = MappingProxyType(
    {
        Dier.KAT: lazy_gettext("kat"),
        Dier.HOND: lazy_gettext("hond"),
        Dier.KONIJN: lazy_gettext("konijn"),
        Dier.BEER: lazy_gettext("beer"),
        Dier.MUIS: lazy_gettext("muis"),
        Dier.VARKEN: lazy_gettext("varken"),
        Dier.KIKKER: lazy_gettext("kikker"),
        Dier.UIL: lazy_gettext("uil"),
        Dier.VIS: lazy_gettext("vis"),
        Dier.SLAK: lazy_gettext("slak"),
        Dier.VLINDER: lazy_gettext("vlinder"),
        Dier.EEND: lazy_gettext("eend"),
        Dier.PINGUIN: lazy_gettext("pinguïn"),
        Dier.SCHILDPAD: lazy_gettext("schildpad"),
        Dier.OLIFANT: lazy_gettext("olifant"),
        Dier.LEEUW: lazy_gettext("leeuw"),
        Dier.KOE: lazy_gettext("koe"),
        Dier.SPIN: lazy_gettext("spin"),
        Dier.KUIKEN: lazy_gettext("kuiken"),
        Dier.INKTVIS: lazy_gettext("inktvis"),
    }
)
