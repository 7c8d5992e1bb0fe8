"""The tables of proposals: what was asked, what was shown, and the first of two yeses."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.types import Moment

voorstelinhoud = Table(
    "voorstelinhoud",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gegevensset", String(32), nullable=False),
    Column("doel", Text, nullable=False),
    Column("hoe_vaak", Text, nullable=False),
    Column("bewaartermijn", Text, nullable=False),
    Column("overeenkomst", Text, nullable=False),
    Column("aanbevolen", JSON, nullable=False),
    Column("door", Text, nullable=False),
    Column("gedaan", Moment, nullable=False),
)

voorstelveld = Table(
    "voorstelveld",
    metadata,
    Column("inhoud_id", ForeignKey("voorstelinhoud.id"), primary_key=True),
    Column("veld", String(64), primary_key=True),
    Column("volgorde", Integer, nullable=False),
    Column("gebruik", String(8), nullable=False),
    Column("doel", Text, nullable=False),
    Column("grondslag", Text, nullable=False),
    Column("bewaartermijn", Text, nullable=False),
    Column("zonder", Text, nullable=False),
)

getoond = Table(
    "getoond",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("voorstel_id", ForeignKey("afspraakvoorstel.id"), nullable=False, index=True),
    Column("afspraak_id", ForeignKey("gegevensafspraak.id"), nullable=False, unique=True),
    Column("digest", String(64), nullable=False),
    Column("taal", String(8), nullable=False),
    Column("tekstversie", String(64), nullable=False),
    Column("inhoud", Text, nullable=False),  # what the digest is taken of, to the last sign
    Column("eerste", Text),  # the name of the first of two
    Column("door", Text, nullable=False),
    Column("bestuur", Text),
    Column("moment", Moment, nullable=False),
)

wacht_op_tweede = Table(
    "wacht_op_tweede",
    metadata,
    Column("voorstel_id", ForeignKey("afspraakvoorstel.id"), primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("velden", JSON, nullable=False),
    Column("selectie", JSON, nullable=False),
    Column("door", Text, nullable=False),
    Column("inlog_id", ForeignKey("inlog.id")),  # null on the command line
    Column("bestuur", Text),
    Column("moment", Moment, nullable=False),
)
