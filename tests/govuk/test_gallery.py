import pytest
from django.test import Client
from pytest_django import Settings


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/components/", "/components/wide/", "/components/board/"])
def test_the_gallery_is_absent_where_real_families_are(
    client: Client, settings: Settings, address: str
) -> None:
    assert client.get(address).status_code == 200
    settings.REHEARSAL = False
    assert client.get(address).status_code == 404
