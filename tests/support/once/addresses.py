"""Most tests of a page make the whole application; how to write its addresses is worked out once for all.

Werkzeug compiles two functions for each of some hundred and fifty addresses, anew for each application: half
of what it takes to make one. They depend on the text of the address alone.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

import pytest
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


@contextmanager
def remembered() -> Iterator[None]:
    """Compile the functions of an address when it is seen for the first time, until the end of the block."""
    made: dict[Hashable, Builder] = {}
    compiled = Rule._compile_builder

    def remember(rule: Rule, append_unknown: bool = True) -> Builder:
        if rule.defaults:
            return compiled(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in made:
            made[key] = compiled(rule, append_unknown)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remember)
        yield
