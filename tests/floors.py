#!/usr/bin/env python3
"""Run the scorer on the gold files and fail where a figure is below what was reached before.

  floors.py --gold DIR PROGRAM             compare with tests/floors.json, exit 1 below a floor
  floors.py --gold DIR PROGRAM --table     print the figures as rows of the table in tests/README.md
  floors.py --gold DIR PROGRAM --only seeds,claims     some of the sets
"""
import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def figure(figures, name):
    for part in name.split("."):
        figures = figures[part]
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--gold", required=True, help="the folder of score.py")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    with open(os.path.join(HERE, "floors.json"), encoding="utf-8") as f:
        sets = json.load(f)
    wanted, below = [name for name in args.only.split(",") if name], 0
    for name, one in sets.items():
        if wanted and name not in wanted:
            continue
        places = {"gold": args.gold, "data": os.path.join(args.gold, "..", "data"), "tests": HERE,
                  "seeds": os.path.join(HERE, "..", "seeds")}
        arguments = [part.format(**places) for part in one["arguments"]]
        if not all(os.path.exists(part) for part in arguments if os.sep in part):
            print(f"{name}: not measured, its files are not here")
            continue
        done = subprocess.run(
            [sys.executable, os.path.join(args.gold, "score.py"), *arguments, "--bin", args.program, "--json"],
            capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{name}: {done.stderr.strip()}")
        figures = json.loads(done.stdout)
        for key, floor in one["floors"].items():
            value = figure(figures, key)
            at_most = key == "false_corroboration"
            bad = value > floor + 1e-9 if at_most else value < floor - 1e-9
            below += bad
            if args.table:
                print(f"| {name} | {key} | {value:.3f} | {floor:.3f} |")
            else:
                sign = "at most" if at_most else "at least"
                print(f"{'BELOW ' if bad else ''}{name} {key}: {value:.3f} ({sign} {floor:.3f})")
    if below:
        sys.exit(f"{below} figures are worse than they were")


if __name__ == "__main__":
    main()
