"""Most tests of a page make the whole application; what its addresses mean is worked out once for all.

For each of some two hundred addresses Werkzeug takes the text apart, and compiles two functions that write
it, anew for each application: most of what it takes to make one. What comes out depends on that text, and on
how the map of an application reads texts, alone.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from types import MethodType
from typing import Any

import pytest
from werkzeug.routing import Rule

READ = ("_parts", "_trace", "_converters", "arguments")
"""What a rule knows of its text; nothing changes it afterwards."""
WRITTEN = ("_build", "_build_unknown")
"""The functions that write it, as methods of the rule."""


@contextmanager
def remembered() -> Iterator[None]:
    """Compile an address when it is seen for the first time, until the end of the block."""
    made: dict[Hashable, tuple[dict[str, Any], dict[str, Any]]] = {}
    compiled = Rule.compile

    def remember(rule: Rule) -> None:
        assert rule.map is not None
        if rule.defaults:
            compiled(rule)
            return
        of_map = (rule.merge_slashes, rule.map.host_matching, frozenset(rule.map.converters.items()))
        key = (rule.rule, rule.host, rule.subdomain, of_map)
        if key not in made:
            compiled(rule)
            known = vars(rule)
            made[key] = (
                {name: known[name] for name in READ},
                {name: known[name].__func__ for name in WRITTEN},
            )
        read, written = made[key]
        vars(rule).update(read)
        vars(rule).update({name: MethodType(function, rule) for name, function in written.items()})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", remember)
        yield
