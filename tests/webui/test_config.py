"""Settings, and the folder and key they stand on."""

import pytest

from engine.errors import Unusable
from webui.visit import config


def test_the_key_is_made_once_and_kept_from_others(tmp_path):
    key = config.secret_key(tmp_path / "new")

    assert config.secret_key(tmp_path / "new") == key
    assert len(key) == 64
    file = tmp_path / "new" / "secret_key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


def test_a_key_that_others_can_read_stops_the_start(tmp_path):
    config.secret_key(tmp_path)
    (tmp_path / "secret_key").chmod(0o644)

    with pytest.raises(Unusable, match="chmod 600"):
        config.secret_key(tmp_path)


def test_a_data_folder_that_is_a_file_stops_the_start(tmp_path):
    (tmp_path / "var").write_text("")

    with pytest.raises(Unusable, match="kan ikke oprettes"):
        config.secret_key(tmp_path / "var")


def test_the_database_address_wins_over_the_folder():
    settings = config.settings({"TRYGHED_DATA": "/srv/x", "TRYGHED_DATABASE_URL": "postgresql:///a"})

    assert settings["DATABASE_URL"] == "postgresql:///a"
    assert config.settings({"TRYGHED_DATA": "/srv/x"})["DATABASE_URL"] == "sqlite:////srv/x/tryghed.db"
