"""Most tests of people begin with somebody who chooses a password, nearly always the same: worked out once.

A hash is made to be dear. Making one, and judging how hard the password is to guess, is a third of what it
takes to have somebody who can sign in. What is kept of two people with one password is then the same; no
test looks at that.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from nacl.pwhash import argon2id
from zxcvbn import zxcvbn

from uwlr_service.uitwisseling.account import wachtwoorden


@contextmanager
def remembered() -> Iterator[None]:
    """Work a password out when it is first seen, until the end of the block; a wrong one each time."""
    judged = functools.cache(zxcvbn)

    def judge(password: str, user_inputs: list[str]) -> dict[str, Any]:
        return judged(password, tuple(user_inputs))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2id, "str", functools.cache(argon2id.str))
        patch.setattr(argon2id, "verify", functools.cache(argon2id.verify))
        patch.setattr(wachtwoorden, "zxcvbn", judge)
        yield
