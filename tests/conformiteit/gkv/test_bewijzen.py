"""The proofs that a partner tries: one is right, and each of the others is wrong in one way."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from uwlr_service.conformiteit.gkv.bewijzen import proofs
from uwlr_service.domain.fouten import Fout
from uwlr_service.formats.gkv import handtekening

NU = datetime(2026, 11, 27, 12, tzinfo=UTC)
SLEUTEL = handtekening.new_key()
ADRES = "https://las.example/oauth/token"
BEWIJZEN = proofs("koppeling-1", ADRES, SLEUTEL, NU)
WRONG: dict[str, dict[str, Any]] = {
    "bewijs_ander_adres": {"aud": "https://elders.example/oauth/token"},
    "bewijs_verlopen": {"iat": NU - timedelta(hours=1), "exp": NU - timedelta(minutes=58)},
    "bewijs_te_lang": {"exp": NU + timedelta(days=1)},
    "bewijs_andere_client": {"iss": "een-ander"},
    "bewijs_andere_sleutel": {},
    "bewijs_zonder_handtekening": {},
}
"""What the claims of each have in another way than those of the right one."""


def part(bewijs: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(urlsafe_b64decode(bewijs.split(".")[number] + "==="))
    return found


def claims(naam: str) -> dict[str, Any]:
    """The claims but for ``jti``, which is another one each time."""
    return {key: value for key, value in part(BEWIJZEN[naam], 1).items() if key != "jti"}


def test_the_right_one_says_who_to_whom_and_for_how_long() -> None:
    assert claims("bewijs") == {
        "iss": "koppeling-1",
        "sub": "koppeling-1",
        "aud": ADRES,
        "iat": int(NU.timestamp()),
        "exp": int((NU + timedelta(minutes=2)).timestamp()),
    }


@pytest.mark.parametrize("naam", WRONG)
def test_another_differs_in_one_thing(naam: str) -> None:
    changed = {
        key: int(value.timestamp()) if isinstance(value, datetime) else value
        for key, value in WRONG[naam].items()
    }
    assert claims(naam) == claims("bewijs") | changed
    assert BEWIJZEN[naam] != BEWIJZEN["bewijs"]


def test_each_is_new() -> None:
    jtis = [part(bewijs, 1)["jti"] for bewijs in BEWIJZEN.values()]
    assert len(set(jtis)) == len(jtis)
    assert set(BEWIJZEN) == {"bewijs", *WRONG}


def is_signed(naam: str) -> bool:
    """Whether the key of the partner signed it."""
    header, body, signature = BEWIJZEN[naam].split(".")
    try:
        handtekening.verify(
            urlsafe_b64decode(body + "==="), f"{header}..{signature}", [handtekening.public_part(SLEUTEL)]
        )
    except Fout:
        return False
    return True


def test_a_foreign_key_and_no_key_at_all_claim_to_be_the_right_one() -> None:
    assert part(BEWIJZEN["bewijs_andere_sleutel"], 0)["kid"] == part(BEWIJZEN["bewijs"], 0)["kid"]
    assert part(BEWIJZEN["bewijs_zonder_handtekening"], 0)["alg"] == "none"
    assert BEWIJZEN["bewijs_zonder_handtekening"].endswith(".")
    unsigned = {"bewijs_andere_sleutel", "bewijs_zonder_handtekening"}
    assert {naam for naam in BEWIJZEN if not is_signed(naam)} == unsigned
