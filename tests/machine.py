"""A real systemd as PID 1, in a container over this machine's own files: what it writes is gone
afterwards, its network is ours. Needs root, overlayfs and systemd-nspawn.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Where the program lies inside: a home would be hidden by the unit.
INSIDE = "/opt/wellkeeper"


def why_not() -> str:
    """What keeps us from starting one here, or nothing."""
    if os.getuid() != 0:
        return "only root may start a container"
    if shutil.which("systemd-nspawn") is None:
        return "there is no systemd-nspawn: apt-get install systemd-container"
    tried = subprocess.run(
        ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt && mkdir /mnt/u /mnt/w /mnt/m && "
         "mount -t overlay none -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w /mnt/m"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if tried.returncode == 0 else f"no overlayfs here: {tried.stderr.strip()}"


class Machine:
    """Boots on `start`; `run` does something in it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="wk-machine-"))
        self.root = self.folder / "root"
        self._process: subprocess.Popen[bytes] | None = None
        self._leader = 0

    def start(self) -> Machine:
        """Boot as far as basic.target."""
        subprocess.run(["mount", "-t", "tmpfs", "wellkeeper-test", self.folder], check=True)
        for name in ("upper", "work", "root"):
            (self.folder / name).mkdir()
        layers = f"lowerdir=/,upperdir={self.folder}/upper,workdir={self.folder}/work"
        subprocess.run(["mount", "-t", "overlay", "none", "-o", layers, self.root], check=True)
        (self.root / "etc/machine-id").unlink(missing_ok=True)
        (self.root / "etc/machine-id").touch()
        (self.root / INSIDE.lstrip("/") / "bin").mkdir(parents=True)
        # The container has its own /tmp: what lies there is not seen from inside.
        binds = {
            sys.base_prefix: f"{INSIDE}/python",
            str(ROOT): f"{INSIDE}/source",
            os.path.dirname(os.path.dirname(__import__("msgspec").__file__)): f"{INSIDE}/packages",
        }
        (self.root / INSIDE.lstrip("/") / "bin/wellkeeper").write_text(
            f"#!/bin/sh\nexport PYTHONPATH={INSIDE}/source:{INSIDE}/packages\n"
            f"export PYTHONDONTWRITEBYTECODE=1 LD_LIBRARY_PATH={INSIDE}/python/lib\n"
            f'exec {INSIDE}/python/bin/python3 -m daemon "$@"\n'
        )
        (self.root / INSIDE.lstrip("/") / "bin/wellkeeper").chmod(0o755)
        self._process = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit",
             f"--directory={self.root}", f"--machine=wk-{os.getpid()}", "--boot",
             "--link-journal=no",
             *(f"--bind-ro={outside}:{inside}" for outside, inside in binds.items()),
             "systemd.unit=basic.target"],
            stdin=subprocess.DEVNULL, stdout=(self.folder / "console").open("wb"),
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self._wait_for_boot()
        return self

    def _wait_for_boot(self) -> None:
        assert self._process is not None
        for _ in range(300):
            if self._process.poll() is not None:
                break
            children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
            found = children.read_text().split()
            if found:
                self._leader = int(found[0])
                said = self.run("systemctl", "is-active", "basic.target", check=False)
                if said.stdout.strip() == "active":
                    return
            time.sleep(0.1)
        console = (self.folder / "console").read_text("utf-8", "replace")
        raise RuntimeError(f"the machine did not boot:\n{console[-3000:]}")

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command inside, as root."""
        done = subprocess.run(
            ["nsenter", f"--target={self._leader}", "--all", *command],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        if check and done.returncode != 0:
            raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Write a file inside."""
        file = self.root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode)
        file.chmod(mode)
        file.write_text(text, "utf-8")

    def show(self, unit: str, name: str) -> str:
        """One property of a unit."""
        return self.run("systemctl", "show", "--value", "--property", name, unit).stdout.strip()

    def journal(self, unit: str) -> str:
        """What a unit has logged."""
        return self.run("journalctl", "--no-pager", "--unit", unit, check=False).stdout

    def remove(self) -> None:
        """Switch it off and throw it away."""
        if self._process is not None:
            for number in (signal.SIGTERM, signal.SIGKILL):
                if self._process.poll() is None:
                    self._process.send_signal(number)
                    try:
                        self._process.wait(10)
                    except subprocess.TimeoutExpired:
                        continue
            if self._leader and Path(f"/proc/{self._leader}").exists():
                os.kill(self._leader, signal.SIGKILL)
        for path in (self.root, self.folder):
            subprocess.run(["umount", "--lazy", path], check=False, capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)
