"""Says where what the shared library exports differs from bindings/c/symbols.txt.

usage: check_symbols.py NM LIBRARY LIST
"""

import subprocess
import sys
from pathlib import Path


def exported(nm: str, library: str) -> set[str]:
    lines = subprocess.run([nm, "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout.splitlines()
    names = {line.split()[-1].partition("@")[0] for line in lines}
    return {name for name in names if name != "KAOHE_0"}  # the version the names stand under


def main() -> int:
    nm, library, file = sys.argv[1:]
    found = exported(nm, library)
    listed = Path(file).read_text(encoding="utf-8").split()
    wrong = [f"exported, but not listed: {name}" for name in sorted(found - set(listed))]
    wrong += [f"listed, but not exported: {name}" for name in sorted(set(listed) - found)]
    if listed != sorted(set(listed)):
        wrong.append(f"{file} is not sorted")
    print("\n".join(wrong) or f"{len(found)} symbols, as listed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
