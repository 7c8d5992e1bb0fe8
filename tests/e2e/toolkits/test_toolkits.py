"""Every code block of docs/toolkits.rst has a run: it is a file, or commands, of a toolkit with a test."""

from pathlib import Path

from tests.support.toolkits import COMMANDS, blocks

TESTS = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]


def test_each_block_is_commands_or_a_named_file() -> None:
    assert [block.text for block in blocks() if block.language != COMMANDS and not block.filename] == []


def test_each_heading_with_blocks_has_a_test() -> None:
    headings = {block.heading for block in blocks()}
    assert len(headings) > 10
    assert {heading for heading in headings if not any(f'"{heading}"' in test for test in TESTS)} == set()
