"""`make lock`: what is installed, to the byte, and the bill of materials; run after requirements*.txt has changed.

- requirements.lock, requirements-dev.lock: every package with the hashes of its files, for `pip install --require-hashes`;
- constraints.txt: the same versions, for whoever installs requirements.txt by hand;
- sbom.cdx.json: CycloneDX, what the product brings along, with licences and who needs whom.
"""

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PYTHON = "3.11"
KEPT = ("bom-ref", "description", "licenses", "name", "purl", "type", "version")  # of a component; its links may move


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)


def compile_lock(source: str, *more: str) -> None:
    wanted = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--python-version", PYTHON]
    run(BIN / "uv", "pip", "compile", "-q", *wanted, source, "-o", source.replace(".txt", ".lock"), *more)


def versions(lock: Path) -> str:
    return "\n".join(re.findall(r"^\S+==[^\s\\]+", lock.read_text(), re.MULTILINE))


def bill_of_materials() -> None:
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "venv", folder)
        run(Path(folder) / "bin/pip", "install", "-q", "--require-hashes", "-r", "requirements.lock")
        run(Path(folder) / "bin/pip", "uninstall", "-q", "-y", "setuptools", "pip")
        made = Path(folder) / "sbom.json"
        run(BIN / "cyclonedx-py", "environment", "--output-reproducible", "-o", made, Path(folder) / "bin/python")
        bill = json.loads(made.read_text())
    components = [{key: one[key] for key in KEPT if key in one} for one in bill["components"]]
    for one in components:
        if not one.get("licenses"):  # said in words that are no identifier
            one["licenses"] = [{"license": {"name": metadata(one["name"])["License"]}}]
    bill = {key: bill[key] for key in ("bomFormat", "specVersion", "version", "dependencies")} | {
        "components": components
    }
    (ROOT / "sbom.cdx.json").write_text(json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    upgraded = ["--upgrade"] if "--upgrade" in sys.argv else []
    compile_lock("requirements-dev.txt", *upgraded)
    (ROOT / "constraints.txt").write_text(
        f"# Every package at the version the tests passed with; made by `make lock`.\n{versions(ROOT / 'requirements-dev.lock')}\n"
    )
    compile_lock("requirements.txt")
    bill_of_materials()
