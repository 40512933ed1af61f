"""`make audit`: known holes in packages, secrets in the repository, licences. Says so where the network gives no verdict.

Ends with 1 when something is found, with 0 otherwise; what could not be asked is told, and is no success.
"""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
# What looks like a secret and is none: passwords of tests, hashes of stores and files, the lock of packages.
NO_SECRETS = re.compile(
    r"tests/|requirements.*\.lock$|.*package-lock\.json$|.*\.(csv|geojson|json|parquet|xlsx|xls|ods)$"
)
# Of what the product brings along. Anything else is looked at by a person first.
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|CC0|Zlib|HPND|Unlicense", re.IGNORECASE
)
LOOKED_AT = {"docxtpl": "LGPL-2.1-only"}  # used as it is, imported: what we ship is not bound by it


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True).stdout


def holes() -> list[str]:
    """Of Python's packages and of the test's provider."""
    told = run(
        BIN / "pip-audit",
        "-r",
        "constraints.txt",
        "--no-deps",
        "--disable-pip",
        "-f",
        "json",
        "--progress-spinner",
        "off",
    )
    packages = json.loads(told)["dependencies"] if told.strip().startswith("{") else []
    asked = [package for package in packages if "vulns" in package]
    found = [f"{p['name']} {p['version']}: {hole['id']}" for p in asked for hole in p["vulns"]]
    print(f"pip-audit: {len(asked)} of {len(packages)} packages were judged, {len(found)} holes known")
    if len(asked) < len(packages) or not packages:
        print("  no verdict for the others: the advisory service did not answer or does not know them here")
    told = run(BIN / "npm", "audit", "--json", "--prefix", "tests/browser/oidc")
    counts = json.loads(told).get("metadata", {}).get("vulnerabilities") if told.strip().startswith("{") else None
    print(
        f"npm audit: {counts['total']} holes known" if counts else "npm audit: no verdict, the service did not answer"
    )
    return found + ([f"npm: {counts}"] if counts and counts["total"] else [])


def secrets() -> list[str]:
    files = [file for file in run("git", "ls-files").splitlines() if not NO_SECRETS.match(file)]
    results = json.loads(run(BIN / "detect-secrets", "scan", *files))["results"]
    found = [f"{file}:{one['line_number']} {one['type']}" for file, all_ in results.items() for one in all_]
    print(f"detect-secrets: {len(files)} files, {len(found)} secrets")
    return found


def licences() -> list[str]:
    """Of every package that the product needs, down to the last."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    wanted = [re.split(r"[\[=<>]", line)[0] for line in lines if line and line[0] not in "#-"] + ["authlib", "httpx"]
    seen: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if name.lower() in seen:
            continue
        try:
            about = distribution(name)
        except ImportError:
            continue  # another platform's
        says = about.metadata.get_all("Classifier") or []
        told = [line.split(" :: ")[-1] for line in says if line.startswith("License")] or [
            about.metadata.get("License") or ""
        ]
        seen[name.lower()] = about.metadata.get("License-Expression") or ", ".join(told).strip().splitlines()[0]
        wanted += [re.split(r"[\s\[=<>!~;(]", need)[0] for need in about.requires or [] if "extra ==" not in need]
    odd = [
        f"{name}: {licence or 'says none'}"
        for name, licence in sorted(seen.items())
        if not FREE.search(licence) and LOOKED_AT.get(name) != licence
    ]
    print(f"licences: {len(seen)} packages, {len(odd)} to look at")
    for licence in sorted(set(seen.values())):
        print(f"  {licence}: {', '.join(sorted(name for name, of in seen.items() if of == licence))}")
    return odd


if __name__ == "__main__":
    known, found = holes(), [*secrets(), *licences()]
    print("\n".join([*known, *found]) or "nothing found")
    sys.exit(1 if found or (known and os.environ.get("HOLES") != "told") else 0)
