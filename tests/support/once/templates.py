"""Most tests of a page make the whole application; each template is compiled once for all of them.

Jinja keeps compiled templates for one application. That of a test shows a page or two, of which the layout,
the menu and the fields are compiled anew: most of what it takes to show them. What a template becomes depends
on its name and text, for all applications that have a template set Jinja in the same way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Compiled templates by their name, file and text, in the memory of this process."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what a template was compiled to, if it was."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


@contextmanager
def remembered() -> Iterator[None]:
    """Compile a template when it is seen for the first time, until the end of the block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": Compiled()})
        yield
