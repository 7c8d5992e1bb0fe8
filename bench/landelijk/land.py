"""What a load has to know of a country that was made: who may ask what, and with which proofs.

It lies as ``land.json`` in the folder of the country. Nothing in it is of a real person, but its keys open
the database that it belongs to.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from uwlr_service import demodata
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

FILE = "land.json"
PARTNERS = 40
"""Unless somebody says so; every country had as many before it could be said."""
FEWEST_PARTNERS = 10
"""As many as a school has links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omvang:
    """How large a country is, and the seed that it is made from; the same gives the same schools."""

    schools: int
    pupils: int
    """In each school."""
    results: int
    """Of each pupil, in this school year."""
    seed: int
    schooljaar: str
    partners: int = PARTNERS
    """Publishers and partners of GKV together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandSchool:
    """A school, and some of its people; ``index`` is its number among those of the demo generator."""

    index: int
    code: str
    pupils: int
    leerlingen: tuple[str, ...]
    """Keys of some enrolled pupils, about whom results can be sent."""
    inlognamen: tuple[str, ...] = field(repr=False)
    """Names of pupils who can sign in, all with the password of the country."""
    sessie: str = field(repr=False)
    """The cookie ``sessie`` of an administrator who is signed in at the portal."""

    @property
    def schoolcode(self) -> Schoolcode:
        """The code, as the domain has it."""
        return Schoolcode.parse(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class UwlrLink:
    """A link of a publisher, which pulls schools and brings their results by SOAP."""

    koppeling: int
    klantnaam: str
    klantcode: str
    sleutel: str = field(repr=False)
    gegevensset: str
    scholen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GkvLink:
    """A link of a partner that collects packages; it asks for tokens by assertions that it signs."""

    koppeling: int
    client_id: str
    key: Mapping[str, Any] = field(repr=False)
    """The private key, as a JWK."""
    volgnummer: int
    """The number of the last package, at every school; asked for the packages behind it, there are none."""
    scholen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LasClient:
    """The LAS of all schools; it asks for tokens by assertions too."""

    las: int
    client_id: str
    key: Mapping[str, Any] = field(repr=False)
    """The private key, as a JWK."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SsoClient:
    """An application at which the pupils of all schools sign in."""

    id: int
    client_id: str
    geheim: str = field(repr=False)
    koppeling: int
    terug: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country: its schools, and everybody who asks about them."""

    omvang: Omvang
    environ: Mapping[str, str] = field(repr=False)
    """The settings of the server: the address of the database, the secret, the folder of UWLR_VAR, and
    the bounds on callers that a link with very many schools would meet."""
    wachtwoord: str = field(repr=False)
    scholen: tuple[LandSchool, ...]
    uwlr: tuple[UwlrLink, ...]
    gkv: tuple[GkvLink, ...]
    las: LasClient
    sso: SsoClient
    feed: str = "/las/v1/resultaten"
    """Where the LAS reads what came in."""

    def write(self, folder: Path) -> None:
        """Write it to its file, for its owner alone."""
        path = folder / FILE
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Land":
        """The country in a folder. Raises OSError without one."""
        made = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls(
            omvang=Omvang(**made["omvang"]),
            environ=made["environ"],
            wachtwoord=made["wachtwoord"],
            scholen=tuple(LandSchool(**_with_tuples(school)) for school in made["scholen"]),
            uwlr=tuple(UwlrLink(**_with_tuples(link)) for link in made["uwlr"]),
            gkv=tuple(GkvLink(**_with_tuples(link)) for link in made["gkv"]),
            las=LasClient(**made["las"]),
            sso=SsoClient(**made["sso"]),
            feed=made["feed"],
        )

    def gegevens(self, school: LandSchool) -> Schoolgegevens:
        """The data of a school as they were stored, such as its LAS sends them."""
        omvang = self.omvang
        return demodata.school(school.index, omvang.pupils, omvang.seed, Schooljaar(omvang.schooljaar))


def _with_tuples(values: dict[str, Any]) -> dict[str, Any]:
    """The same values; JSON has lists only."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
