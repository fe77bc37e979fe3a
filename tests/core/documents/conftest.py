import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def static_folder() -> None:
    """The pages ask for no static file here; whitenoise only wants to find its folder."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
