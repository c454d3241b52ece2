"""Make the project's environment from the hash lock, on a machine with Python alone."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools import system_libraries
from tools.refusal import Refusal

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "stamp"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

# The words for uv that write the lock: one list for every platform, naming no registry.
LOCKING = [
    *("pip", "compile", "--quiet", "--no-config", "--universal", "--generate-hashes"),
    *("--python-version", "3.11", "--no-strip-extras"),  # pip asks for what an extra is asked of
    *("--no-emit-index-url", "--no-emit-find-links"),
    *("--custom-compile-command", "./dev lock", "--output-file", LOCK.name),
    *("--group", "dev", "--group", "bench", "--group", "package", "pyproject.toml"),
]


def prepare() -> None:
    """Make the environment, unless it stands already as the lock, this place and Python say."""
    seal = hashlib.sha256(LOCK.read_bytes() + f"{ROOT} {sys.version}".encode()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == seal:
        return
    print("Setting up .venv …", flush=True)
    try:
        venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    except (subprocess.CalledProcessError, ImportError) as error:
        raise Refusal(
            "This Python cannot make environments. On Debian: apt-get install python3.11-venv"
        ) from error
    _install()
    if sys.platform.startswith("linux"):
        system_libraries.get()
        _wrap_command()
    STAMP.write_text(seal)


def _install() -> None:
    """Install the locked libraries, each proven by its hash, then the project itself."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    locked = ["--require-hashes", "-r", str(LOCK)]
    installer = uv if _install_uv(pip) and subprocess.call([*uv, *locked]) == 0 else pip
    if installer is pip and subprocess.call([*pip, *locked]):
        raise Refusal("The libraries could not be installed. Look at the lines above.")
    project = ["--no-build-isolation", "--no-deps", "--editable", str(ROOT)]
    if subprocess.call([*installer, *project]):
        raise Refusal("The project could not be installed into .venv. Look at the lines above.")


def _install_uv(pip: list[str]) -> bool:
    """Install uv as the lock seals it: many times faster than pip, which can do without it."""
    entry = re.search(r"^uv==.*?(?=^\S|\Z)", LOCK.read_text(), re.MULTILINE | re.DOTALL)
    if not entry:
        return False
    with tempfile.TemporaryDirectory() as folder:
        only = Path(folder, "uv.lock")
        only.write_text(entry[0])
        command = [*pip, "--require-hashes", "-r", str(only)]
        return subprocess.call(command, stderr=subprocess.DEVNULL) == 0


def _wrap_command() -> None:
    """Let .venv/bin/sciattache find the libraries that were unpacked beside it."""
    found = system_libraries.unpacked()
    if not found:
        return
    lines = [f"export {name}='{value}'" for name, value in found.items()]
    command = BIN / "sciattache"
    command.write_text("\n".join(["#!/bin/sh", *lines, f"exec '{PYTHON}' -m sciattache \"$@\"\n"]))
    command.chmod(0o755)
