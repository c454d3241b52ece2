"""Build the frozen program into dist/sciattache and, where dpkg is, its .deb."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from sciattache import __version__
from tools import system_libraries

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ROOT / "resources" / "icons" / "sciattache.svg"
PROGRAM = ROOT / "dist" / "sciattache"
LINUX = ROOT / "packaging" / "linux"
MIME = ROOT / "resources" / "mime" / "packages"
CONTROL = """\
Package: sciattache
Version: {version}
Architecture: {architecture}
Maintainer: The SciAttaché authors <noreply@sciattache.invalid>
Section: misc
Priority: optional
Installed-Size: {kibibytes}
Depends: {depends}
Description: desktop office of a science attaché
 Visits, people, programmes and papers of a science office in one file,
 without any network.
"""


def main() -> None:
    _write_icon(ROOT / "build" / "sciattache.ico")
    _freeze()
    print(f"The program is {PROGRAM}.")
    if shutil.which("dpkg-deb"):
        print(f"The package is {_debian_package()}.")


def _write_icon(icon: Path) -> None:
    """Draw the icon in the sizes that Windows shows."""
    application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    picture = QImage(256, 256, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    icon.parent.mkdir(exist_ok=True)
    drawn = icon.with_suffix(".png")
    picture.save(str(drawn))
    del application
    with Image.open(drawn) as opened:
        opened.save(icon, sizes=[(side, side) for side in (16, 24, 32, 48, 64, 128, 256)])


def _freeze() -> None:
    folders = ["--distpath", str(PROGRAM.parent), "--workpath", str(ROOT / "build" / "frozen")]
    options = ["--noconfirm", "--log-level", "WARN", *folders]
    recipe = str(ROOT / "packaging" / "sciattache.spec")
    subprocess.run([sys.executable, "-m", "PyInstaller", *options, recipe], check=True)


def _debian_package() -> Path:
    """Lay the program out as Debian wants it, and pack it."""
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(PROGRAM, tree / "usr/lib/sciattache", symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/sciattache").symlink_to("../lib/sciattache/sciattache")
    for source, target in (
        (LINUX / "sciattache.desktop", "usr/share/applications/sciattache.desktop"),
        (MIME / "sciattache.xml", "usr/share/mime/packages/sciattache.xml"),
        (DRAWING, "usr/share/icons/hicolor/scalable/apps/sciattache.svg"),
        (ROOT / "LICENSE", "usr/share/doc/sciattache/copyright"),
    ):
        (tree / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, tree / target)
    _let_all_read(tree)
    architecture = _output("dpkg", "--print-architecture")
    (tree / "DEBIAN").mkdir(mode=0o755)
    (tree / "DEBIAN/control").write_text(
        CONTROL.format(
            version=__version__,
            architecture=architecture,
            kibibytes=sum(f.lstat().st_size for f in tree.rglob("*") if f.is_file()) // 1024,
            depends=", ".join(["libc6 (>= 2.36)", *system_libraries.PACKAGES]),
        ),
        encoding="utf-8",
    )
    package = PROGRAM.parent / f"sciattache_{__version__}_{architecture}.deb"
    _output("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(tree), str(package))
    return package


def _let_all_read(tree: Path) -> None:
    """Give every file the rights of an installed one, whatever this machine's mask is."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    main()
