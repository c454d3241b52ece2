"""Find or get the system libraries that Qt loads on Linux, as root or as an ordinary user."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools.refusal import Refusal

VENV = Path(__file__).resolve().parents[1] / ".venv"
UNPACKED = VENV / "syslibs"

# What Qt's widgets load, then what its X11 plugin loads, as Debian and Ubuntu name them.
PACKAGES = [
    *("libdbus-1-3", "libegl1", "libfontconfig1", "libfreetype6", "libgl1", "libglib2.0-0"),
    *("libx11-6", "libxkbcommon0"),
    *("libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"),
    *("libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0"),
    *("libxcb-xkb1", "libxkbcommon-x11-0"),
]
INSTALL = ["apt-get", "install", "--no-install-recommends", *PACKAGES]
LOADS = """
import ctypes, pathlib, PySide6
from PySide6 import QtPrintSupport, QtSvgWidgets, QtTest, QtWidgets
ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
QtWidgets.QApplication(["probe", "-platform", "offscreen"])
"""
OPENS = "from PySide6.QtWidgets import QApplication; QApplication([])"


def get() -> None:
    """Get what Qt lacks: by apt as root, else unpacked beside the environment."""
    if _ends_well(LOADS):
        return
    print("Getting the system libraries that Qt needs …", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _quiet(["apt-get", "update"], env=silent)
        _quiet([*INSTALL, "--yes"], env=silent)
    elif shutil.which("apt-get") and shutil.which("dpkg"):
        _unpack()
    if not _ends_well(LOADS):
        line = " ".join(INSTALL)
        raise Refusal(f"Qt lacks system libraries. Run this as root, then start again:\n  {line}")


def has_display() -> bool:
    """Whether a window can open: off Linux always, on Linux when a display answers."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) and _ends_well(OPENS)


def variables(*, offscreen: bool = False) -> dict[str, str]:
    """This process's variables, with those that let Qt find its libraries."""
    platform = {"QT_QPA_PLATFORM": "offscreen"} if offscreen else {}
    return {**os.environ, **unpacked(), **platform}


def unpacked() -> dict[str, str]:
    """Where the unpacked libraries, fonts and keyboards are, as their loaders are told."""
    if not UNPACKED.exists():
        return {}
    folders = [*UNPACKED.glob("usr/lib/*-linux-gnu*"), *UNPACKED.glob("lib/*-linux-gnu*")]
    places = {
        "FONTCONFIG_PATH": UNPACKED / "etc/fonts",
        "XKB_CONFIG_ROOT": UNPACKED / "usr/share/X11/xkb",
        "__EGL_VENDOR_LIBRARY_DIRS": UNPACKED / "usr/share/glvnd/egl_vendor.d",
    }
    found = {name: str(place) for name, place in places.items() if place.exists()}
    return {"LD_LIBRARY_PATH": ":".join(map(str, folders)), **found}


def _unpack() -> None:
    """Download the missing packages with a package state of our own, and unpack them."""
    state = UNPACKED / "apt"
    for folder in ("lists/partial", "cache/archives/partial", "debs"):
        (state / folder).mkdir(parents=True, exist_ok=True)
    options = {
        "Dir::State::Lists": state / "lists",
        "Dir::Cache": state / "cache",
        "APT::Install-Recommends": "false",
        "Debug::NoLocking": "true",
    }
    apt = ["apt-get", *(part for name, v in options.items() for part in ("-o", f"{name}={v}"))]
    _quiet([*apt, "update"])
    simulation = [*apt, "--simulate", "install", *PACKAGES]
    plan = subprocess.run(simulation, stdout=subprocess.PIPE, text=True, check=False).stdout
    # "Inst name [version] (newer …" is an installed package: it stays as it is.
    missing = re.findall(r"^Inst (\S+) \(", plan, re.MULTILINE)
    if missing and _quiet([*apt, "download", *missing], cwd=state / "debs"):
        for deb in (state / "debs").glob("*.deb"):
            _quiet(["dpkg", "-x", str(deb), str(UNPACKED)])
    shutil.rmtree(state)


def _ends_well(program: str) -> bool:
    """Whether a few lines of Python end well in the environment."""
    python = VENV / "bin" / "python"
    try:
        return _quiet([str(python), "-c", program], env=variables(), timeout=60)
    except subprocess.TimeoutExpired:
        return False


def _quiet(
    command: list[str],
    *,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float | None = None,
) -> bool:
    """Run without a word; whether it ended well."""
    nowhere = subprocess.DEVNULL
    done = subprocess.run(
        command, stdout=nowhere, stderr=nowhere, env=env, cwd=cwd, timeout=timeout, check=False
    )
    return done.returncode == 0
