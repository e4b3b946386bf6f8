"""Password and tokens in a keyring: one with a file behind it, one that keeps nothing, and none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.config import load_config
from daemon.config.key_ring import KeyringTrouble, load_secret, save_secret
from daemon.errors import ConfigError
from daemon.tokens import TokenFile, Tokens

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file_keyring(tmp_path: Path) -> Iterator[Path]:
    """The real library with the backend that writes a file; where that is not installed, skip."""
    keyring = pytest.importorskip("keyring", reason="keyring is not installed: pip install keyring")
    plain = pytest.importorskip("keyrings.alt.file", reason="pip install keyrings.alt")
    before = keyring.get_keyring()
    backend = plain.PlaintextKeyring()
    backend.file_path = str(tmp_path / "keys" / "keyring.cfg")
    keyring.set_keyring(backend)
    yield tmp_path
    keyring.set_keyring(before)


def write(folder: Path) -> Path:
    file = folder / "config.toml"
    file.write_text(
        '[owner]\nname = "Ada"\naddress = "ada@here.example"\n'
        '[mailbox]\nhost = "imap.here.example"\nkeyring = true\n'
    )
    return file


def test_the_password_is_found_there(file_keyring: Path) -> None:
    config, environ = write(file_keyring), {"HOME": str(file_keyring)}
    with pytest.raises(ConfigError, match="run: keyring set wellkeeper WELLKEEPER_PASSWORD"):
        load_config(config, environ)
    save_secret("WELLKEEPER_PASSWORD", "open sesame")
    assert load_config(config, environ).mailboxes[0].password.reveal() == "open sesame"
    environ["WELLKEEPER_PASSWORD"] = "nearer"
    assert load_config(config, environ).mailboxes[0].password.reveal() == "nearer"


def test_tokens_are_kept_there_and_in_no_file(file_keyring: Path) -> None:
    file = TokenFile(file_keyring / "state" / "w.db.tokens-main", in_keyring=True)
    with file.turn():
        assert file.load() is None
        file.save(Tokens("refresh-1", "access-1", 5.0))
        file.save(Tokens("refresh-2", "access-2", 6.0))  # rotated: the old one is gone
    assert file.load() == Tokens("refresh-2", "access-2", 6.0)
    assert not file.path.exists()
    assert TokenFile(file.path).load() is None  # another place altogether
    assert load_secret(str(file.path.with_name("w.db.tokens-work"))) is None  # of another mailbox


@pytest.mark.parametrize("backend", ["null", "fail"])
def test_a_keyring_that_keeps_nothing_loses_no_token(backend: str) -> None:
    """Better an error at once than a sign-in that is lost at the next refresh."""
    keyring = pytest.importorskip("keyring", reason="keyring is not installed: pip install keyring")
    __import__(f"keyring.backends.{backend}")
    before = keyring.get_keyring()
    keyring.set_keyring(getattr(keyring.backends, backend).Keyring())
    try:
        with pytest.raises(KeyringTrouble, match="keyring"):
            save_secret("WELLKEEPER_PASSWORD", "open sesame")
    finally:
        keyring.set_keyring(before)


def test_without_the_library_all_works_but_the_setting(tmp_path: Path) -> None:
    """In a process where it cannot be imported."""
    config = write(tmp_path)
    program = (
        "import sys; sys.modules['keyring'] = None\n"
        "from pathlib import Path\n"
        "from daemon.config import load_config\n"
        "from daemon.errors import ConfigError\n"
        f"config, home = Path({str(config)!r}), {str(tmp_path)!r}\n"
        "print(load_config(config, {'HOME': home, 'WELLKEEPER_PASSWORD': 'x'}).mailboxes[0].host)\n"
        "try:\n"
        "    load_config(config, {'HOME': home})\n"
        "except ConfigError as error:\n"
        "    print(error.message)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert said.startswith("imap.here.example\n")
    assert "not installed" in said and "pip install" in said and said.count("mailbox") == 2
