"""Which passwords may be chosen, and how they are hashed."""

import pytest
from argon2 import PasswordHasher, extract_parameters

from engine.errors import BadInput
from engine.people import passwords


def test_a_hash_says_its_parameters(password_hash):
    assert password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_only_the_right_password_matches(password_hash):
    assert passwords.matches(password_hash, "hest batteri klammer")
    assert not passwords.matches(password_hash, "Hest batteri klammer")
    assert not passwords.matches("not a hash", "hest batteri klammer")


def test_an_å_of_two_parts_is_an_å(password_hash):
    hashed = passwords.hash_password("blåbærgrød på fad")

    assert passwords.matches(hashed, "bla\u030abærgrød pa\u030a fad")


@pytest.mark.parametrize("password", ["x" * 11, "x" * 129, "", "elleve tegn"])
def test_length_is_twelve_to_a_hundred_and_twenty_eight(password):
    with pytest.raises(BadInput, match=r"for kort|for lang|for almindelig"):
        passwords.hash_password(password)


@pytest.mark.parametrize("password", ["abcdefghij12", "x y z x y z q", "æ" * 6 + "øøåååå", "TRYGHEDSNETVAERK-demo"])
def test_nothing_is_asked_about_the_kinds_of_signs(password):
    assert passwords.hash_password(password)


@pytest.mark.parametrize(
    "password", ["Adgangskode2026!", "password1234", "qwertyuiop123", "aaaaaaaaaaaa", "hemmeligt123", "123456789012"]
)
def test_a_well_known_password_is_refused(password):
    with pytest.raises(BadInput, match="for almindelig"):
        passwords.hash_password(password)


@pytest.mark.parametrize("password", ["mette holm 77", "xxmetteholm-2", "m.holm er bedst", "M.Holm@nordby.example"])
def test_a_password_does_not_say_whose_it_is(password):
    with pytest.raises(BadInput, match="navnet eller mailadressen"):
        passwords.hash_password(password, about=("Mette Holm", "m.holm@nordby.example"))


def test_a_short_name_does_not_forbid_half_the_words():
    assert passwords.hash_password("bogreol og bord", about=("Bo", None))


def test_a_hash_of_old_parameters_is_outdated(password_hash):
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("hest batteri klammer")

    assert passwords.outdated(old)
    assert not passwords.outdated(passwords.rehash("hest batteri klammer"))
    assert not passwords.outdated(passwords.NOBODY)


def test_an_unknown_account_costs_as_much_work(password_hash, monkeypatch):
    assert extract_parameters(passwords.NOBODY) == extract_parameters(password_hash)

    monkeypatch.setattr(passwords, "NOBODY", 7)
    with pytest.raises((AttributeError, TypeError)):
        passwords.matches(None, "wrong wrong wrong")
