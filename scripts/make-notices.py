#!/usr/bin/env python3
"""Prints the licences of all crates that are compiled into the program, for those who are handed it without its sources."""

import hashlib
import json
import pathlib
import subprocess

NAMES = ("license", "licence", "copying", "notice", "copyright", "unlicense")


def compiled_packages():
    """The packages that the program is made of: dependencies of dependencies, but not those of tests and build scripts."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    waiting, found = [metadata["resolve"]["root"]], set()
    while waiting:
        identifier = waiting.pop()
        if identifier in found:
            continue
        found.add(identifier)
        for dependency in nodes[identifier]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    found.remove(metadata["resolve"]["root"])
    packages = [package for package in metadata["packages"] if package["id"] in found]
    return sorted(packages, key=lambda package: (package["name"], package["version"]))


def texts(package):
    """The texts of its licences and notices. Their files stand at the top of a package."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(NAMES) and path.suffix != ".rs"]
    return [path.read_text(encoding="utf-8", errors="replace").strip() for path in sorted(files)]


def main():
    packages_of, text_of = {}, {}
    print("The program `sapar` has these crates in it.\n")
    for package in compiled_packages():
        name = f"{package['name']} {package['version']}"
        print(f"{name}: {package['license']}")
        for text in texts(package):
            # Crates of one author have the same text with other line breaks.
            key = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
            text_of.setdefault(key, text)
            packages_of.setdefault(key, []).append(name)
    for key, packages in packages_of.items():
        names = ", ".join(dict.fromkeys(packages))
        print(f"\n{'=' * 80}\n{names}\n{'=' * 80}\n\n{text_of[key]}")


if __name__ == "__main__":
    main()
