"""The tables, a module for each subject. Migrations follow them; a test compares the two.

Importing this package imports every module, so that ``metadata`` then knows every table.
"""

from uwlr_service.repository.schema import (
    aanvraag,
    account,
    dossier,
    gkv,
    herstel,
    inzage,
    klas,
    koppeling,
    las,
    lasfeed,
    partner,
    proeftuin,
    school,
    sso,
    toezicht,
    uwlr,
    volgorde,
    voorstel,
)
from uwlr_service.repository.schema.basis import metadata

__all__ = [
    "aanvraag",
    "account",
    "dossier",
    "gkv",
    "herstel",
    "inzage",
    "klas",
    "koppeling",
    "las",
    "lasfeed",
    "metadata",
    "partner",
    "proeftuin",
    "school",
    "sso",
    "toezicht",
    "uwlr",
    "volgorde",
    "voorstel",
]
