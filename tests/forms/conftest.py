"""What the tests of forms share: the content as it is shipped, and the languages."""

import pytest

from citizen_desktop import i18n, paths
from tests.forms.strategies import CONTENT, TODAY


@pytest.fixture(scope="session")
def content():
    return CONTENT


@pytest.fixture(scope="session")
def today():
    return TODAY


@pytest.fixture(params=list(i18n.Language))
def language(request):
    before = i18n.language()
    i18n.use(request.param, paths.translations())
    yield request.param
    i18n.use(before)
