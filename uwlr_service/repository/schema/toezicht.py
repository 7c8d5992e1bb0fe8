"""The tables of the log, of messages to people, of mail that waits, and of the calls of partners.

Their numbers of schools, partners and people refer to rows that may be gone: what was logged stays.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.types import Moment

# After the retention only id, zegel, moment, soort and digest are left.
logregel = Table(
    "logregel",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("zegel", Integer, nullable=False, index=True),
    Column("moment", Moment, nullable=False),
    Column("soort", String(16), nullable=False),
    Column("wat", String(64)),
    Column("actor", Text),
    Column("inlog", Integer, index=True),
    Column("school", Integer, index=True),
    Column("partner", Integer, index=True),
    Column("salt", String(32)),
    Column("content", Text),
    Column("digest", String(64), nullable=False),
    Index("ix_logregel_soort_moment", "soort", "moment"),
)

logzegel = Table(
    "logzegel",
    metadata,
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
    Column("vorige", String(64), nullable=False),
    Column("aantal", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

# Lines of what happens too often for a seal each; the next seal takes them along.
logwacht = Table(
    "logwacht",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("moment", Moment, nullable=False),
    Column("soort", String(16), nullable=False),
    Column("wat", String(64), nullable=False),
    Column("herkomst", String(16), nullable=False),
    Column("actor", Text, nullable=False),
    Column("inlog", Integer),
    Column("school", Integer),
    Column("partner", Integer),
    Column("inhoud", JSON, nullable=False),
)

# One row: the last seal and the last line. Whoever seals holds it until the commit.
logkop = Table(
    "logkop",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("zegel", Integer, nullable=False),
    Column("regel", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

bericht = Table(
    "bericht",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("moment", Moment, nullable=False),
    Column("soort", String(64), nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("pad", Text),  # the page that it is about, below the portal
    # Addressed to a role (at a school, at a partner, or at the service), or to one person.
    Column("rol", String(32)),
    Column("school_id", Integer, index=True),
    Column("koppelpartner_id", Integer, index=True),
    Column("inlog_id", Integer, index=True),
    Column("gepost", Boolean, nullable=False),  # whether mail was made of it, where it should be
    Index("ix_bericht_gepost", "gepost"),
)

bericht_gelezen = Table(
    "bericht_gelezen",
    metadata,
    Column("bericht_id", ForeignKey("bericht.id", ondelete="CASCADE"), primary_key=True),
    Column("inlog_id", Integer, primary_key=True, autoincrement=False),
    Column("moment", Moment, nullable=False),
)

# Who has no row gets mail of what they are told.
berichtvoorkeur = Table(
    "berichtvoorkeur",
    metadata,
    Column("inlog_id", Integer, primary_key=True, autoincrement=False),
    Column("post", Boolean, nullable=False),
)

postbericht = Table(
    "postbericht",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("aan", Text, nullable=False),
    Column("onderwerp", Text, nullable=False),
    Column("inhoud", Text),  # encrypted by the secret, since an invitation has a link in it; gone once sent
    Column("gemaakt", Moment, nullable=False),
    Column("volgende", Moment, index=True),  # when it is tried; null once it was sent or given up
    Column("pogingen", Integer, nullable=False),
    Column("verzonden", Moment),
    Column("fout", Text),  # of the last attempt
)

# A row for each worker that runs or ran in the last days.
levensteken = Table(
    "levensteken",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("machine", Text, nullable=False),
    Column("versie", String(32), nullable=False),
    Column("begonnen", Moment, nullable=False),
    Column("gezien", Moment, nullable=False),
)

# One row for all calls of a kind within a minute.
verkeersregel = Table(
    "verkeersregel",
    metadata,
    Column("koppeling_id", Integer, primary_key=True, autoincrement=False),
    Column("school_id", Integer, primary_key=True, autoincrement=False),
    Column("minuut", Moment, primary_key=True),
    Column("operatie", String(32), primary_key=True),
    Column("uitkomst", String(64), primary_key=True),
    Column("aantal", Integer, nullable=False),
    Column("objecten", BigInteger, nullable=False),  # pupils or results that went along, together
    Column("milliseconden", BigInteger, nullable=False),  # together
    Column("langste", Integer, nullable=False),  # milliseconds of the slowest
    Index("ix_verkeersregel_minuut", "minuut"),
)

# One row for all calls of a kind that gave nothing on a day, until the log has a line of them.
verkeersdag = Table(
    "verkeersdag",
    metadata,
    Column("dag", Date, primary_key=True),
    Column("koppeling_id", Integer, primary_key=True, autoincrement=False),
    Column("school_id", Integer, primary_key=True, autoincrement=False),
    Column("operatie", String(32), primary_key=True),
    Column("uitkomst", String(64), primary_key=True),
    Column("eerste", Moment, nullable=False),
    Column("laatste", Moment, nullable=False),
    Column("aantal", Integer, nullable=False),
    Column("milliseconden", BigInteger, nullable=False),  # together
)
