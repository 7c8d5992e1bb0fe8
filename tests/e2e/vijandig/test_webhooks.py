"""Every receiver of webhooks in the corpus: it took the message, or it did not, and nothing else happens."""

import pytest

from tests.support.vijandig.index import RECEIVER_DOORS
from tests.support.vijandig.receivers import post_to_all


@pytest.mark.parametrize("door", RECEIVER_DOORS)
def test_every_receiver_is_judged_as_the_index_says(door: str) -> None:
    listed = post_to_all(door)
    assert not listed, "\n".join([f"{len(listed)} deviations", *listed])
