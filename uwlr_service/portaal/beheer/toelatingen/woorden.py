"""The states and steps of an admission, in words for people."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis, Toelatingstand

STANDEN: Mapping[Toelatingstand, LazyString] = {
    Toelatingstand.SANDBOX: lazy_gettext("Proeftuin"),
    Toelatingstand.KWALIFICATIE: lazy_gettext("Gekwalificeerd"),
    Toelatingstand.OVEREENKOMST: lazy_gettext("Overeenkomst getekend"),
    Toelatingstand.ACTIEF: lazy_gettext("Actief"),
    Toelatingstand.OPGESCHORT: lazy_gettext("Overal stilgezet"),
    Toelatingstand.BEEINDIGD: lazy_gettext("Beëindigd"),
}
GEBEURTENISSEN: Mapping[Toelatinggebeurtenis, LazyString] = {
    Toelatinggebeurtenis.ADMIT: lazy_gettext("Toegelaten tot de proeftuin"),
    Toelatinggebeurtenis.TAKE_OVER: lazy_gettext("Overgenomen"),
    Toelatinggebeurtenis.QUALIFY: lazy_gettext("Gekwalificeerd"),
    Toelatinggebeurtenis.AGREE: lazy_gettext("Overeenkomst vastgelegd"),
    Toelatinggebeurtenis.ACTIVATE: lazy_gettext("Geactiveerd"),
    Toelatinggebeurtenis.SUSPEND: lazy_gettext("Stilgezet"),
    Toelatinggebeurtenis.RESUME: lazy_gettext("Hervat"),
    Toelatinggebeurtenis.END: lazy_gettext("Beëindigd"),
}
