"""The messages of tests/corpus/uwlr and what each must give, each ready to be sent."""

import configparser
from dataclasses import dataclass
from datetime import timedelta

from tests.support.messages.soap import Answer
from tests.support.places import CORPUS
from tests.support.schools.builders import JAAR, eckid
from uwlr_service.domain import tijd
from uwlr_service.formats.schemas import XSD, Schema
from uwlr_service.formats.soap.envelop import BODY

UWLR_CORPUS = CORPUS / "uwlr"
WITH_DETAIL = (
    "Client.OngeldigBericht",
    "Client.Xsd",
    "Client.LeerlingOngeldig",
    "Client.ToetsNormeringOngeldig",
    "Client.ScoreOngeldig",
    "Client.EldResultaatOngeldig",
    "Client.VocabulaireTermOngeldig",
)
ENVELOPE = Schema(str(XSD / "uwlr-2.2" / "Schemas" / "SOAP_Envelope.xsd"))


@dataclass(frozen=True)
class Case:
    """A message, how it is sent, and what must come back."""

    name: str
    file: str
    path: str
    type: str
    encoding: str
    status: str
    kind: str
    says: str
    detail: str
    stored: str

    def message(self, sleutel: str) -> bytes:
        """The message with a key that opens the small school."""
        text = (UWLR_CORPUS / self.file).read_bytes().decode("utf-8")
        now = tijd.now()
        fill = {
            "SLEUTEL": sleutel,
            "KLANTCODE": "U1",
            "KLANTNAAM": "Uitgeverij",
            "JAAR": JAAR,
            "ECKID": eckid(1),
            "NU": tijd.format_moment(now),
            "STRAKS": tijd.format_moment(now + timedelta(minutes=10)),
        }
        for name, value in fill.items():
            text = text.replace(f"@{name}@", value)
        return text.encode(self.encoding)

    def judge(self, answer: Answer) -> None:
        """Compare an answer with what the index says of this case."""
        assert answer.headers["content-type"] == "text/xml; charset=utf-8"
        assert (answer.status, answer.kind) == (int(self.status), self.kind), answer.content
        assert self.says in answer.faultstring
        if answer.faultcode:
            ENVELOPE.compiled().assertValid(answer.root)
            assert self.detail in answer.content.decode()
            assert "Traceback" not in answer.content.decode()
            fault = answer.root.find(BODY)[0]
            has_detail = fault.find("detail") is not None
            assert has_detail is answer.faultcode.startswith(WITH_DETAIL)


def cases() -> list[Case]:
    """Every case of the index, in its order."""
    index = configparser.ConfigParser(interpolation=None)
    index.read(UWLR_CORPUS / "index.cfg", encoding="utf-8")
    return [Case(name, **dict(index[name])) for name in index.sections()]


CASES = cases()
