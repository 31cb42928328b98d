"""Long passwords that are guessed at once are refused."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

AIGERIM = User(username="aigerim", email="a.serik@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "123456789012",
        "987654321098",
        "aaaaaaaaaaaa",
        "abababababab",
        "abcdefghijkl",
        "ABCDEFGHIJKL",
        "baytaqbaytaq",
        "Baytaq-Baytaq1",
        "aigerimaigerim",
        "Aigerim-baytaq",
        "aigerim12345",
        "password1234password1234",
        "қазақстанқазақстан",
        "short one",
    ],
)
def test_a_password_that_is_guessed_at_once_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, AIGERIM)


@pytest.mark.parametrize(
    "password", ["a long new phrase 7", "Жасыл дала, көк аспан", "correct horse battery", "x9#Kq2!vLm04"]
)
def test_a_password_of_its_own_is_taken(password: str) -> None:
    validate_password(password, AIGERIM)
