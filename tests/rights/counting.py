"""A property that is checked on as many cases as it promises, not counting those that could not have failed.

A world that nothing releases says nothing about what keeps a world from being released: a check says of each world
whether it was a case. Hypothesis draws the seeds that worlds follow from; a seed that fails is printed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.rights import Channel, Facts, Grant, Purpose, Question, Tri

from .builders import answer, assigned
from .layer_worlds import ORGANIZATIONS
from .worlds import CASES, World, make_asked, make_facts, make_naming, make_searched, many

BATCH = 50
"""Cases behind one seed: what hypothesis does around an example costs more than a case."""
TRIES = 60
"""Worlds that may be drawn for one case. A property that needs more says too little about the worlds it is about."""

Check = Callable[[World, Random], bool]
BY_GRANT_ALONE = ("CONTRACT", "AGENCY-CONTRACT", "OWN-WORK", "CITIZEN-SUBMISSION", "ALL-RIGHTS-RESERVED")
"""Licenses that offer nothing to the public, under which a grant can release."""


def cases(of: Callable[[Random], Iterator[World]]) -> Callable[[Check], Callable[[], None]]:
    """Run a check on `CASES` worlds that count; it returns whether the world did."""

    def counting(check: Check) -> Callable[[], None]:
        def test() -> None:
            counted = 0

            @given(st.integers(0, 2**64))
            @settings(many, max_examples=CASES // BATCH)
            def batch(seed: int) -> None:
                nonlocal counted
                rng = Random(seed)
                counted += _counted(check, of(rng), rng)

            batch()
            assert counted >= CASES, f"only {counted} of {CASES} cases could have failed"

        test.__name__, test.__doc__, test.__module__ = check.__name__, check.__doc__, check.__module__
        return test

    return counting


def _counted(check: Check, worlds: Iterable[World], rng: Random) -> int:
    counted = 0
    for world in islice(worlds, BATCH * TRIES):
        counted += check(world, rng)
        if counted == BATCH:
            return counted
    raise AssertionError(f"only {counted} of {BATCH * TRIES} worlds were about this property")


def anything(rng: Random) -> Iterator[World]:
    """Any questions about any facts."""
    while True:
        known = make_facts(rng)
        for _ in range(4):
            yield World(known, make_asked(rng))


def released(rng: Random) -> Iterator[World]:
    """Worlds that are released, under any license and right."""
    while True:
        known = make_facts(rng, calm=0.7)
        yield from _released(World(known, (make_asked if n % 3 else make_searched)(rng)) for n in range(12))


def contracted(rng: Random) -> Iterator[World]:
    """Worlds that are released although the license offers nothing to the public: some grant does it."""
    while True:
        known = replace(make_facts(rng, calm=0.9), assignment=assigned(rng.choice(BY_GRANT_ALONE)))
        if known.grants and known.ai is Tri.NO:
            yield from _released(World(known, _about(rng, rng.choice(known.grants))) for _ in range(10))


def _about(rng: Random, right: Grant) -> Question:
    """A question that is likely to lie within a right of use."""
    asked = make_searched(rng)
    start = right.start + timedelta(days=rng.randint(0, 4))
    return replace(
        asked,
        organization=rng.choice(sorted(right.licensees & set(ORGANIZATIONS)) or ORGANIZATIONS),
        channel=rng.choice(sorted(right.channels & set(Channel)) or [asked.channel]),
        purpose=rng.choice(sorted(right.purposes & set(Purpose)) or [asked.purpose]),
        publish_from=start,
        publish_until=rng.choice((start, right.until)),
    )


def named(rng: Random) -> Iterator[World]:
    """Questions about nothing but names: whose work it is, and whether they want to be named."""
    while True:
        yield World(Facts(naming=make_naming(rng)), make_asked(rng))


def peopled(rng: Random) -> Iterator[World]:
    """Any questions about pictures of people, some with consents on record."""
    while True:
        known = make_facts(rng)
        for _ in range(8 if known.persons_shown else 0):
            yield World(known, make_asked(rng))


def _released(worlds: Iterable[World]) -> Iterator[World]:
    return (world for world in worlds if answer(world.question, world.facts).verdict.is_releasing)
