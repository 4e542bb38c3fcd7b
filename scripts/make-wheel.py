#!/usr/bin/env python3
"""Makes a wheel that carries the program: `pip install sapar` puts it beside Python's own programs.

    scripts/make-wheel.py --target x86_64-unknown-linux-gnu --documents target/documents PROGRAM FOLDER

The program is the one that the archive of the same release has; nothing is compiled. `--documents` is what scripts/make-documents has
made. Files are in a fixed order and without times, so that the same program gives the same wheel.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Where the documents stand in an environment. Shells and `man` find them there if it is that of the system or of the user.
DOCUMENTS = {
    "completions/sapar.bash": "share/bash-completion/completions/sapar",
    "completions/_sapar": "share/zsh/site-functions/_sapar",
    "completions/sapar.fish": "share/fish/vendor_completions.d/sapar.fish",
}
PLATFORMS = {
    "aarch64-apple-darwin": "macosx_11_0_arm64",
    "x86_64-apple-darwin": "macosx_10_12_x86_64",
    "x86_64-pc-windows-msvc": "win_amd64",
}


def platform_tag(target, program):
    """The platform of a wheel (PEP 600 for Linux). The program says itself which glibc it needs, by the versions of its symbols."""
    if target in PLATFORMS:
        return PLATFORMS[target]
    architecture, _, system = target.partition("-unknown-linux-")
    if system != "gnu":
        raise SystemExit(f"no wheels are made for {target}")
    versions = [int(minor) for minor in re.findall(rb"GLIBC_2\.(\d+)", program)]
    if not versions:
        raise SystemExit(f"this is no program for {target}: it names no glibc")
    return f"manylinux_2_{max(versions)}_{architecture}"


def metadata(package):
    """The file METADATA (core metadata 2.4)."""
    fields = [
        ("Metadata-Version", "2.4"),
        ("Name", package["name"]),
        ("Version", package["version"]),
        ("Summary", package["description"]),
        ("Keywords", ",".join(package["keywords"])),
        ("License-Expression", package["license"]),
        ("License-File", "LICENSE-APACHE"),
        ("License-File", "LICENSE-MIT"),
        ("License-File", "THIRD-PARTY-LICENSES.txt"),
        ("Requires-Python", ">=3.7"),
        ("Description-Content-Type", "text/markdown"),
    ]
    head = "".join(f"{name}: {value}\n" for name, value in fields)
    return head + "\n" + (ROOT / "README.md").read_text(encoding="utf-8")


class Wheel:
    """A wheel that is being written, with its record."""

    def __init__(self, path, info):
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.info, self.record = info, []

    def add(self, name, content, mode=0o644):
        entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o100000 | mode) << 16
        self.archive.writestr(entry, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(content)}\n")

    def close(self):
        name = f"{self.info}/RECORD"
        self.record.append(f"{name},,\n")
        self.archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), "".join(self.record))
        self.archive.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--target", required=True)
    parser.add_argument("--documents", type=pathlib.Path, required=True)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()

    command = ["cargo", "metadata", "--no-deps", "--format-version", "1"]
    package = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)["packages"][0]
    # PEP 440 writes 1.0.0-rc.1 as 1.0.0rc1.
    package["version"] = re.sub(r"-(rc|alpha|beta)\.?", lambda found: {"rc": "rc", "alpha": "a", "beta": "b"}[found[1]], package["version"])
    is_windows = "windows" in arguments.target
    path = arguments.program.with_suffix(".exe") if is_windows else arguments.program
    program = path.read_bytes()
    platform = platform_tag(arguments.target, program)
    name = f"{package['name']}-{package['version']}"
    info = f"{name}.dist-info"
    arguments.folder.mkdir(parents=True, exist_ok=True)
    path = arguments.folder / f"{name}-py3-none-{platform}.whl"
    wheel = Wheel(path, info)
    wheel.add(f"{name}.data/scripts/sapar{'.exe' if is_windows else ''}", program, 0o755)
    documents = arguments.documents
    places = dict(DOCUMENTS)
    for page in sorted(documents.glob("man/**/*.1")):
        page = page.relative_to(documents).as_posix()
        places[page] = f"share/{page}"
    for source, place in places.items():
        wheel.add(f"{name}.data/data/{place}", (documents / source).read_bytes())
    for licence in (ROOT / "LICENSE-APACHE", ROOT / "LICENSE-MIT", documents / "THIRD-PARTY-LICENSES.txt"):
        wheel.add(f"{info}/licenses/{licence.name}", licence.read_bytes())
    wheel.add(f"{info}/METADATA", metadata(package).encode())
    tag = f"Wheel-Version: 1.0\nGenerator: sapar {package['version']}\nRoot-Is-Purelib: false\nTag: py3-none-{platform}\n"
    wheel.add(f"{info}/WHEEL", tag.encode())
    wheel.close()
    print(path)


if __name__ == "__main__":
    main()
