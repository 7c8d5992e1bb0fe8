"""Answers of the OpenID provider of a school that prove nothing, whatever they say."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.sso.extern import FAILED, UNUSABLE, answered, asked, is_in
from tests.support.sso.provider import (
    CLIENT_ID,
    EC,
    RSA,
    STRANGE,
    Proefprovider,
    hash_of,
    signed_by_the_public_key,
    unsigned,
)


@pytest.mark.parametrize(("alg", "key"), [("RS256", RSA), ("PS256", RSA), ("ES256", EC)])
def test_each_algorithm_that_is_allowed_counts(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider, alg: str, key: Any
) -> None:
    upstream.alg = alg
    upstream.key = key
    answered(visitor, number, asked(visitor, number), upstream)
    assert is_in(visitor)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://anders.example"},
        {"aud": "school-2"},
        {"aud": [CLIENT_ID, "school-2"]},
        {"aud": None},
        {"azp": "school-2"},
        {"nonce": "anders"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"exp": "morgen"},
        {"exp": True},
        {"iat": 1},
        {"iat": None},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"auth_time": "gisteren"},
        {"at_hash": hash_of("een ander token")},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"sub": "medewerker-1 "},
        {"sub": "medewerker-2", "email": "anna@voorbeeld.example"},
    ],
)
def test_a_token_that_says_something_else_lets_nobody_in(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider, claims: dict[str, Any]
) -> None:
    upstream.claims = claims
    answer = answered(visitor, number, asked(visitor, number), upstream)
    assert answer.location.startswith("/portaal/aanmelden?")
    assert not is_in(visitor)


@pytest.mark.parametrize("sign", [unsigned, signed_by_the_public_key, lambda _provider, _claims: "a.b.c"])
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    visitor: Visitor,
    number: int,
    person: int,
    upstream: Proefprovider,
    sign: Callable[[Proefprovider, dict[str, Any]], str],
) -> None:
    upstream.sign = sign
    answered(visitor, number, asked(visitor, number), upstream)
    assert not is_in(visitor)


def test_a_key_of_somebody_else_under_a_known_name_proves_nothing(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    upstream.key = STRANGE
    upstream.alg = "ES256"
    answered(visitor, number, asked(visitor, number), upstream)
    assert not is_in(visitor)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "anders"},
        {"state": None},
        {"iss": "https://anders.example"},
        {"iss": None},
        {"code": None},
        {"code": "fout"},
        {"code": "x" * 5000},
        {"error": "access_denied"},
    ],
)
def test_an_answer_that_is_not_the_one_asked_for_lets_nobody_in(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider, changed: dict[str, str | None]
) -> None:
    question = asked(visitor, number)
    answer = answered(visitor, number, question, upstream, **changed)
    assert answer.location.startswith("/portaal/aanmelden?")
    text = visitor.get(answer.location).text
    assert FAILED in text or UNUSABLE in text
    assert not is_in(visitor)
    # And the question is used up: the right answer comes too late.
    answered(visitor, number, question, upstream)
    assert not is_in(visitor)


def test_an_answer_counts_once_and_in_its_own_browser(
    portal: Flask, visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    question = asked(visitor, number)
    other = Visitor(portal, origin=HTTPS)
    answered(other, number, question, upstream)
    assert not is_in(other)
    assert upstream.redeemed == []
    answered(visitor, number, question, upstream)
    assert is_in(visitor)
    answered(visitor, number, question, upstream)
    assert len(upstream.redeemed) == 1


def test_a_name_that_comes_twice_is_refused(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    question = asked(visitor, number)
    query = urlencode([("state", question["state"]), ("state", question["state"]), ("code", "goed:n")])
    visitor.get(f"/portaal/aanmelden/extern/{number}/terug?{query}")
    assert not is_in(visitor)
    assert upstream.redeemed == []


def test_a_key_that_is_new_is_read_once(
    visitor: Visitor, number: int, person: int, upstream: Proefprovider
) -> None:
    upstream.keys = [EC.as_dict(private=False)]
    answered(visitor, number, asked(visitor, number), upstream)
    before = upstream.asked.count("/jwks")
    answered(visitor, number, asked(visitor, number), upstream)
    assert upstream.asked.count("/jwks") == before
