"""Signing in at partners: people beside publishers, and what a token with its claims costs beside a peer."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean, median, quantiles

import requests

from bench import databases, signing_in
from bench.peers import oidc
from bench.report import Chapter, NotMeasured, Result
from tests.support.sso.aanmelding import Browser, Tokenpost

PEOPLE = 5000
WITHIN = 600
"""Seconds in which so many people sign in."""
LONGEST_POST = 1.0
SOAP_SHARE = 0.7
TOKENS = 150.0
TURNS = 10
PAIRS = 40
"""Tokens with their claims in a turn."""
WARM_UP = 100
"""And those before the first turn, which do not count."""
SOAP_SECONDS = 20
"""How long a full school is asked for alone, before each turn of people and after the last."""
PEER = "node oidc-provider"
COLUMNS = ("server", "tokens with claims, a core-second", "processor ms each", "wall ms each")

EXPLANATION = f"""\
First people sign in at an application, {PEOPLE} in {WITHIN} seconds at an even rate: PostgreSQL that waits
for the disk, two workers, argon2id with 19 MiB and two passes. Each is a pupil with a password, in a
browser of their own: they begin at the application, type, are told the first time, come back with a code,
and the application gets its tokens. All the while wrk asks for a full school, as in the first chapter. They
come in {TURNS} turns; between these wrk asks for {SOAP_SECONDS} seconds alone, so that both speeds are of
the same minutes: a machine that others use too changes by more from one minute to the next than the people
take. Client, people and server share the cores; so the people are as lean as they can be, and what they
took is told. They read every page, fill in its form, and note what the application got. Whether each ID
token is right, and a code is refused for another verifier, is judged after the run.

Then an application trades codes, of people who have a session, for an ID token by RS256, and asks for the
claims, over a connection that it keeps, as applications do: {PAIRS} at each server in turn, {TURNS} times.
The figure is how many of these pairs a core of the server would do in a second, by its processor time and
without the database server. The peer is {PEER} 9.13.3, which is certified, on the same kind of PostgreSQL
with ``synchronous_commit`` on, by an adapter of ours; its claims are made up in the program, where ours
come out of the agreement and the data of the school.
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a token with its claims costs: processor time of the server, and time on the clock."""

    processor: float
    wall: float

    @property
    def per_second(self) -> float:
        """How many a core does in a second."""
        return 1 / self.processor


@dataclass(frozen=True, slots=True)
class Place:
    """A provider: how to get a code there, how to trade it, and where the claims are.

    ``application`` keeps the connection over which both are asked; ``processor`` tells the seconds that the
    server took so far.
    """

    processor: Callable[[], float]
    code: Callable[[], str]
    redeem: Callable[[str], requests.Response]
    userinfo: str
    application: requests.Session


def signing(folder: Path, seconds: int = WITHIN) -> Chapter:
    """Measure both; ``seconds`` is how long people sign in."""
    results = list(_people(folder / "people", seconds))
    costs, missing = _costs(folder)
    results += [_of_tokens(name, costs, missing) for name in databases.NAMES]
    results.append(_beside_peer(costs, missing))
    details = [
        (name, f"{cost.per_second:.0f}", f"{cost.processor * 1000:.2f}", f"{cost.wall * 1000:.2f}")
        for name, cost in costs.items()
    ]
    return Chapter("Signing in at partners", EXPLANATION, results, COLUMNS, details)


def _people(folder: Path, seconds: int) -> Iterator[Result]:
    """The figures of people who sign in."""
    people = max(TURNS, PEOPLE * seconds // WITHIN)
    alone = max(1, min(SOAP_SECONDS, seconds // TURNS))
    names = (
        (f"{people} people sign in, 99% of the sign-in posts", f"under {LONGEST_POST:g} s"),
        ("the same, errors", "none"),
        ("full school while they do, share of the speed alone", f"at least {SOAP_SHARE:g}"),
    )
    try:
        with (
            databases.database(databases.POSTGRESQL, folder, durable=True) as url,
            signing_in.stage(url, folder) as on,
        ):
            signed = signing_in.run(on, people, PEOPLE / WITHIN, TURNS, alone)
    except NotMeasured as reason:
        for what, target in names:
            yield Result.missing(what, target, reason)
        return
    slowest = quantiles(signed.posts, n=100)[-1] if len(signed.posts) > 1 else float("inf")
    share = signed.beside / signed.alone
    said = f"{len(signed.faults)} of {people}" + (f" ({signed.faults[0]})" if signed.faults else "")
    measured = (
        (f"{slowest:.2f} s, half {median(signed.posts or [0.0]):.2f} s", slowest < LONGEST_POST),
        (f"{said}, in {signed.seconds:.0f} s", not signed.faults),
        (f"{share:.2f} ({signed.beside:.0f} of {signed.alone:.0f} a second)", share >= SOAP_SHARE),
    )
    for (what, target), (text, is_met) in zip(names, measured, strict=True):
        print(f"  {what}: {text}", flush=True)
        yield Result(what, target, text, is_met)
    yield Result("processor time of the people, a sign-in", "-", f"{signed.processor * 1000:.1f} ms", None)


def _costs(folder: Path) -> tuple[dict[str, Cost], dict[str, NotMeasured]]:
    """What a token with its claims costs at each server, in turns; and why others were not measured."""
    candidates: dict[str, Callable[[], AbstractContextManager[Place]]] = {
        **{name: partial(_ours, name, folder / name) for name in databases.NAMES},
        PEER: partial(_peer, folder / "peer"),
    }
    missing: dict[str, NotMeasured] = {}
    turns: dict[str, list[Cost]] = {}
    with ExitStack() as stack:
        places: dict[str, Place] = {}
        for name, serving in candidates.items():
            try:
                place = stack.enter_context(serving())
                _turn(place, WARM_UP)  # as many as a compiler at run time needs
            except NotMeasured as reason:
                missing[name] = reason
            else:
                places[name] = place
        for _ in range(TURNS):
            for name, place in places.items():
                turns.setdefault(name, []).append(_turn(place, PAIRS))
    costs = {
        name: Cost(processor=fmean(cost.processor for cost in seen), wall=fmean(cost.wall for cost in seen))
        for name, seen in turns.items()
    }
    for name, cost in costs.items():
        print(f"  {name}: {cost.per_second:.0f} tokens with claims a core-second", flush=True)
    return costs, missing


@contextmanager
def _ours(name: str, folder: Path) -> Iterator[Place]:
    with (
        databases.database(name, folder, durable=True) as url,
        signing_in.stage(url, folder) as on,
    ):
        typed = {"inlognaam": [on.names[0]], "wachtwoord": [signing_in.PASSWORD]}
        browser = Browser(on.url, typed=typed)
        application = requests.Session()
        post = Tokenpost(on.url, on.aanvrager, application)
        yield Place(
            on.server.processor_seconds,
            lambda: browser.code(on.aanvrager),
            post.redeem,
            f"{on.url}/sso/userinfo",
            application,
        )


@contextmanager
def _peer(folder: Path) -> Iterator[Place]:
    with (
        databases.database(databases.POSTGRESQL, folder, durable=True) as url,
        oidc.serving(url, folder) as peer,
    ):
        yield Place(peer.server.processor_seconds, peer.code, peer.redeem, peer.userinfo, peer.application)


def _turn(place: Place, pairs: int) -> Cost:
    """Trade so many codes, and ask for the claims of each. Raises NotMeasured."""
    codes = [place.code() for _ in range(pairs)]
    before = place.processor()
    begun = time.perf_counter()
    for code in codes:
        _pair(place, code)
    wall = time.perf_counter() - begun
    return Cost(processor=(place.processor() - before) / pairs, wall=wall / pairs)


def _pair(place: Place, code: str) -> None:
    """The tokens of a code, and the claims that belong to them. Raises NotMeasured."""
    answer = place.redeem(code)
    if answer.status_code != requests.codes.ok:
        raise NotMeasured(f"a code was answered by {answer.status_code}: {answer.text[:200]}")
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    claims = place.application.get(place.userinfo, headers=headers, timeout=30)
    if claims.status_code != requests.codes.ok or "given_name" not in claims.json():
        raise NotMeasured(f"userinfo was answered by {claims.status_code}: {claims.text[:200]}")


def _of_tokens(name: str, costs: dict[str, Cost], missing: dict[str, NotMeasured]) -> Result:
    what = f"tokens with claims, one core, {name}"
    target = f"at least {TOKENS:g} a second"
    if name in missing:
        return Result.missing(what, target, missing[name])
    speed = costs[name].per_second
    return Result(what, target, f"{speed:.0f} a second", speed >= TOKENS)


def _beside_peer(costs: dict[str, Cost], missing: dict[str, NotMeasured]) -> Result:
    what = f"tokens with claims, PostgreSQL, beside {PEER}"
    target = "at least 1 times"
    for name in (databases.POSTGRESQL, PEER):
        if name in missing:
            return Result.missing(what, target, missing[name])
    ratio = costs[databases.POSTGRESQL].per_second / costs[PEER].per_second
    return Result(what, target, f"{ratio:.2f} times", ratio >= 1)
