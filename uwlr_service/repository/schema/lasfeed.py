"""The tables of what each LAS took over of the results, and of where it wants to hear of new ones."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from uwlr_service.repository.schema.basis import KEY, metadata
from uwlr_service.repository.types import Moment

las_ontvangst = Table(
    "las_ontvangst",
    metadata,
    Column("las_id", ForeignKey("las.id"), primary_key=True),
    Column("volgnummer", BigInteger, nullable=False),
    Column("key", KEY),  # the message of that number is taken over up to this result; null is all of it
    Column("tot", Moment),  # when that message came; null where there was none yet
    Column("moment", Moment, nullable=False),
)

# What a LAS says of one school, which it reads by itself.
las_schoolontvangst = Table(
    "las_schoolontvangst",
    metadata,
    Column("las_id", ForeignKey("las.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True, index=True),
    Column("volgnummer", BigInteger, nullable=False),
    Column("key", KEY),
    Column("tot", Moment),
    Column("moment", Moment, nullable=False),
)

las_herstel = Table(
    "las_herstel",
    metadata,
    Column("las_id", ForeignKey("las.id"), primary_key=True),
    Column("voorbij", Moment, nullable=False),  # when it was seen to have results that a restore lost
    Column("volgnummer", BigInteger, nullable=False),  # up to where it had them
)

las_webhook = Table(
    "las_webhook",
    metadata,
    Column("las_id", ForeignKey("las.id"), primary_key=True),
    Column("url", Text, nullable=False),
    Column("aangezet", Moment, nullable=False),
    Column("verteld", BigInteger, nullable=False),  # of what came later it has not heard
    Column(
        "sinds", Moment
    ),  # when the message was made that is under way; null while there is nothing to tell
    Column("pogingen", Integer, nullable=False),
    Column("volgende", Moment),
    Column("uitkomst", String(16)),  # of the last message
    Column("klaar", Moment),
)
