"""The table of the proeftuinen: of which product, under which BRIN, and how far."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.types import Moment

proeftuin = Table(
    "proeftuin",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("product_id", ForeignKey("product.id"), nullable=False, unique=True),
    Column("brincode", String(4), nullable=False, unique=True),
    Column("dag", Integer, nullable=False),
    Column("schooljaar", String(9), nullable=False),  # of the script, however long ago it began
    Column("aangemaakt", Moment, nullable=False),
)
