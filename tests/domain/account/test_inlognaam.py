"""Names to sign in with: one for a person however it is typed, and a mail address for whoever is invited."""

import pytest

from uwlr_service.domain.account.inlognaam import fold, read_mailadres
from uwlr_service.domain.fouten import WaardeOngeldig


@pytest.mark.parametrize("typed", ["Jet.Bos@School.NL", " jet.bos@school.nl ", "ｊet.bos@school.nl"])
def test_a_name_is_one_however_it_is_typed(typed: str) -> None:
    assert fold(typed) == "jet.bos@school.nl"


def test_folding_twice_changes_nothing() -> None:
    for text in ("İstanbul", "Straße", "ﬁets", "ΣΑΣ", "K"):
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "typed", ["j.jansen@school.nl", "o'neil+x@mail.school.example", "zoë@café-school.nl"]
)
def test_a_mail_address_is_read(typed: str) -> None:
    assert read_mailadres(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jansen",
        "@school.nl",
        "jansen@school",
        "jansen@.nl",
        "jansen@school..nl",
        "jansen@school.nl/pad",
        "jan@sen@school.nl",
        "jan sen@school.nl",
        "jansen@school.nl\nBcc: x@y.nl",
        "Jan <jansen@school.nl>",
        "jansen\x00@school.nl",
        f"{'j' * 260}@school.nl",
    ],
)
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(WaardeOngeldig):
        read_mailadres(typed)
