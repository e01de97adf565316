"""A property of what the database holds, checked in generated worlds on as many cases as it promises."""

import random
from collections.abc import Callable

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.databases import tried
from tests.rights.worlds import CASES, many


def run(world: Callable[[random.Random, int], int], *, each: int) -> None:
    """Make worlds until `CASES` cases counted (a tenth again), `each` in one of them, and undo every world.

    A world returns how many of its cases could have failed: the others say nothing.
    """
    counted, wanted = 0, tried(CASES, again=CASES // 10)

    @given(st.integers(0, 2**32))
    @settings(many, max_examples=-(-wanted // each))
    def example(seed: int) -> None:
        nonlocal counted
        with transaction.atomic():
            counted += world(random.Random(seed), each)
            transaction.set_rollback(True)

    example()
    assert counted >= wanted, f"only {counted} of {wanted} cases could have failed"
