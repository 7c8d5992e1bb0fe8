"""Links of SSO: of a product that is active, and of one in the proeftuin."""

import pytest

from tests.support.sso.toepassingen import add_sso_link
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.database import Database


@pytest.fixture
def koppeling(database: Database) -> int:
    """A link of SSO of a product that is active."""
    return add_sso_link(database, [])


@pytest.fixture
def proeftuin(database: Database) -> int:
    """A link of SSO of a product that was never active."""
    return add_sso_link(database, [], stand=Toelatingstand.SANDBOX)
