"""How often people of one school signed in over its links, and so what applications were told of them."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Subquery, func, select

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.schoolkoppeling import Uitgegaan
from uwlr_service.repository.schema.account import account
from uwlr_service.repository.schema.sso import sso_client, sso_toekenning

AANMELDING = "aanmelding"
"""What went out where somebody signed in."""


def last_of(school_id: int) -> Subquery:
    """The last time that somebody of a school signed in, by link; nothing goes out before a code is used."""
    c = sso_toekenning.c
    return (
        select(sso_client.c.koppeling_id, func.max(c.code_gebruikt).label("laatste"))
        .join_from(sso_toekenning, sso_client, sso_client.c.id == c.sso_client_id)
        .join(account, account.c.id == c.account_id)
        .where(account.c.school_id == school_id)
        .group_by(sso_client.c.koppeling_id)
        .subquery("aanmeldingen")
    )


def by_day(connection: Connection, koppeling_id: int, school_id: int, since: datetime) -> Iterator[Uitgegaan]:
    """How often people of a school signed in over a link after a moment, by day."""
    c = sso_toekenning.c
    moments = connection.execute(
        select(c.code_gebruikt)
        .join_from(sso_toekenning, sso_client, sso_client.c.id == c.sso_client_id)
        .join(account, account.c.id == c.account_id)
        .where(
            sso_client.c.koppeling_id == koppeling_id,
            account.c.school_id == school_id,
            c.code_gebruikt >= since,
        )
    ).scalars()
    counted = Counter(tijd.today(moment) for moment in moments)
    for dag, aantal in counted.items():
        yield Uitgegaan(dag=dag, wat=AANMELDING, aantal=aantal, objecten=0)
