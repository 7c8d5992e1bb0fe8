"""How hard Hypothesis tries: the profiles of every property test, loaded by ``tests/conftest.py``.

None has a deadline: how long an example takes says more about the machine than about the code. Another
profile than the one that fits the place is named with ``pytest --hypothesis-profile=thorough``.
"""

import os

from hypothesis import settings

DEFAULT = "default"
CI = "ci"
THOROUGH = "thorough"
EXAMPLES = 100
"""The number of examples in a profile against which a test states its own."""


def load() -> None:
    """Register the profiles, and load that of CI or the default one.

    In CI the examples are the same in every run: a test that fails there fails because of what changed.
    New examples are searched for on the machines of developers, who keep those that failed.
    """
    settings.register_profile(DEFAULT, deadline=None, max_examples=EXAMPLES)
    settings.register_profile(
        CI, deadline=None, max_examples=EXAMPLES, derandomize=True, database=None, print_blob=True
    )
    settings.register_profile(THOROUGH, deadline=None, max_examples=10 * EXAMPLES, print_blob=True)
    settings.load_profile(CI if os.environ.get("CI") else DEFAULT)


def examples(count: int) -> int:
    """The number of examples of a test in this profile; ``count`` is that of the default one."""
    return count * settings().max_examples // EXAMPLES
