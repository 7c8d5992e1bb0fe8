"""What people call the roles by which they sign in at an application."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.account.rollen import Rol

ROLLEN: Mapping[Rol, LazyString] = MappingProxyType(
    {
        Rol.SCHOOLBEHEERDER: lazy_gettext("Als beheerder van de school"),
        Rol.SCHOOLLEZER: lazy_gettext("Als medewerker"),
        Rol.LEERKRACHT: lazy_gettext("Als leerkracht"),
        Rol.LEERLING: lazy_gettext("Als leerling"),
    }
)
