"""Writes what the steps of workflows and actions run as files for shellcheck: `extract-run-scripts.py FOLDER FILE…`."""

import pathlib
import re
import sys

from ruamel.yaml import YAML


def main():
    folder = pathlib.Path(sys.argv[1])
    count = 0
    for file in sys.argv[2:]:
        document = YAML(typ="safe").load(pathlib.Path(file))
        # An action has steps of its own, a workflow has jobs.
        parts = [document["runs"]] if "runs" in document else document["jobs"].values()
        for step in (step for part in parts for step in part["steps"] if "run" in step):
            # What GitHub puts in before the script runs.
            script = re.sub(r"\$\{\{.*?\}\}", "expression", step["run"])
            count += 1
            name = f"{count:02}-{pathlib.Path(file).stem}.bash"
            (folder / name).write_text(f"#!/usr/bin/env bash\nset -eo pipefail\n{script}\n")
    assert count > 0, "no scripts were found"


if __name__ == "__main__":
    main()
