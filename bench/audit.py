"""Known vulnerabilities in what is installed: `make audit`.

Asks the advisory services that pip-audit knows, PyPI's and then OSV's. Leaves with 0 where no
version is known to be vulnerable, with 1 where one is, and with 75 (try again later) where nobody
could be asked: then nothing is known, whatever an old list says. For want of better the advisories
of `safety-db` are looked at, which end in 2021.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HOME = ROOT / "build" / "audit"
SERVICES = ("pypi", "osv")
FINE, VULNERABLE, LATER = 0, 1, 75


def installed() -> dict[str, str]:
    """Name and version of everything in the environment that runs this, but ourselves."""
    from importlib.metadata import distributions

    found = {one.metadata["Name"].lower(): one.version for one in distributions()}
    return {name: version for name, version in sorted(found.items()) if name != "wellkeeper"}


def prepare(packages: dict[str, str]) -> Path:
    """pip-audit and the old list in an environment of their own, and what is to be checked."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not (HOME / "bin" / "pip-audit").exists():
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
        pip: list[str | Path] = [HOME / "bin" / "python", "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "pip-audit", "safety-db"], check=True)
    file = HOME / "installed.txt"
    lines = (f"{name}=={version}\n" for name, version in packages.items())
    file.write_text("".join(lines), "utf-8")
    return file


def ask(service: str, file: Path) -> tuple[list[dict[str, Any]] | None, str]:
    """What a service knows of each package, or None and why it could not be asked."""
    command: list[str | Path] = [
        HOME / "bin" / "pip-audit", "--format", "json", "--progress-spinner", "off", "--strict",
        "--no-deps", "--disable-pip", "--timeout", "15", "--vulnerability-service", service,
        "--requirement", file,
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return None, "no answer within five minutes"
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = done.stderr.strip().splitlines() or ["no reason given"]
        return None, said[-1][:200]
    skipped = [one for one in found if "skip_reason" in one]
    if skipped:
        return None, f"{skipped[0]['name']}: {skipped[0]['skip_reason']}"
    return found, ""


def old_advisories(packages: dict[str, str]) -> list[str]:
    """The packages that the list of 2021 calls vulnerable, by the interpreter that has it."""
    program = (
        "import importlib.util, json, pathlib, sys\n"
        "from packaging.specifiers import SpecifierSet\n"
        "folder = pathlib.Path(importlib.util.find_spec('safety_db').origin).parent\n"
        "known = json.loads((folder / 'insecure.json').read_text('utf-8'))\n"
        "for name, version in json.load(sys.stdin).items():\n"
        "    if any(SpecifierSet(one).contains(version, True) for one in known.get(name, ())):\n"
        "        print(name, version)\n"
    )
    done = subprocess.run(
        [HOME / "bin" / "python", "-c", program], input=json.dumps(packages), capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def main() -> int:
    """Ask, and say what was found."""
    packages = installed()
    try:
        file = prepare(packages)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"pip-audit could not be installed: {error}", file=sys.stderr)
        return LATER
    for service in SERVICES:
        found, why = ask(service, file)
        if found is None:
            print(f"The advisories of {service} could not be had: {why}", file=sys.stderr)
            continue
        bad = [one for one in found if one["vulns"]]
        for one in bad:
            known = ", ".join(each["id"] for each in one["vulns"])
            print(f"{one['name']} {one['version']}: {known}")
        print(f"{len(found)} packages asked about ({service}), {len(bad)} known to be vulnerable.")
        return VULNERABLE if bad else FINE
    print(f"Nobody could be asked about these {len(packages)} packages: NOTHING is known of them.")
    for line in (old := old_advisories(packages)):
        print(f"The list of July 2021 calls vulnerable: {line}")
    if not old:
        print("The only advisories at hand end in July 2021, and name none of these versions.")
    return VULNERABLE if old else LATER


if __name__ == "__main__":
    sys.exit(main())
