"""The level that partners hear follows from the proofs that were given."""

import pytest

from uwlr_service.domain.account import zekerheid


@pytest.mark.parametrize(
    ("amr", "acr"),
    [
        (("pwd", "otp", "mfa"), "https://refeds.org/profile/mfa"),
        (("pop", "user", "mfa"), "https://refeds.org/profile/mfa"),
        (("pwd",), "https://refeds.org/profile/sfa"),
        (zekerheid.BADGE, "https://refeds.org/profile/sfa"),
        (zekerheid.BADGE_MET_PIN, "https://refeds.org/profile/sfa"),
        (zekerheid.PLAATJES, "urn:uwlr-dienst:acr:klas"),
        ((), "https://refeds.org/profile/sfa"),
    ],
)
def test_the_level_of_proofs(amr: tuple[str, ...], acr: str) -> None:
    assert zekerheid.acr_of(amr) == acr
