"""Scores a folder with a scheme and its tables by the installed package, and prints every unit with its total.

usage: python score.py FOLDER
"""

import sys
from pathlib import Path

import kaohe

folder = Path(sys.argv[1])
names = ("observations", "events", "ratings", "units", "history", "decisions")
tables = {name: folder / f"{name}.csv" for name in names if (folder / f"{name}.csv").exists()}
assessment = kaohe.load(folder / "scheme.yaml").assess(**tables)
for unit in assessment:
    print(unit, assessment[unit].total)
