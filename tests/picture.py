#!/usr/bin/env python3
"""Draw what a command prints on a terminal as an SVG file, colours and all.

  tests/picture.py OUT.svg [--lines FROM-TO] -- COMMAND ARGUMENT…

The README's picture is made with
  tests/picture.py tests/drafts/pyongyang.svg --lines 6-43 -- target/release/ascribe --color always check --corroborate tests/drafts/pyongyang.fr.md
"""
import re
import subprocess
import sys
import unicodedata
from html import escape

# The colours that the report uses, light enough to read on a dark ground.
COLOURS = {"91": "#ff7b72", "33": "#e3b341", "93": "#e3b341", "94": "#79c0ff", "96": "#56d4dd", "92": "#7ee787",
           "32": "#7ee787", "35": "#d2a8ff", "95": "#d2a8ff", "36": "#56d4dd", "31": "#ff7b72"}
CELL, LINE, EDGE = 8.4, 19, 16


def spans(line):
    """Pieces of a line with their style, as (text, colour or None, bold)."""
    colour, bold = None, False
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        if not piece.startswith("\x1b"):
            if piece:
                yield piece, colour, bold
            continue
        for code in piece[2:-1].split(";"):
            if code in ("", "0"):
                colour, bold = None, False
            elif code == "1":
                bold = True
            elif code in COLOURS:
                colour = COLOURS[code]


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def main():
    out, options = sys.argv[1], sys.argv[2:sys.argv.index("--")]
    done = subprocess.run(sys.argv[sys.argv.index("--") + 1:], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    lines = done.stdout.rstrip("\n").split("\n")
    if options:
        first, last = (int(n) for n in options[1].split("-"))
        lines = lines[first - 1:last]
    columns = max(width(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines)
    w, h = columns * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}">',
             f'<rect width="{w:.0f}" height="{h:.0f}" rx="8" fill="#0d1117"/>',
             '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" '
             'font-size="14" fill="#e6edf3" xml:space="preserve">']
    for row, line in enumerate(lines):
        at, y = 0, EDGE + row * LINE + 14
        for text, colour, bold in spans(line):
            cells = width(text)
            style = (f' fill="{colour}"' if colour else "") + (' font-weight="bold"' if bold else "")
            if text.strip():
                # Browsers fold blanks and then stretch what is left, so the outer ones are left out and the inner are hard.
                body = text.strip(" ")
                x = EDGE + (at + width(text) - width(text.lstrip(" "))) * CELL
                body_length, body = width(body) * CELL, escape(body.replace(" ", "\u00a0"))
                parts.append(f'<text x="{x:.1f}" y="{y}" textLength="{body_length:.1f}"{style}>{body}</text>')
            at += cells
    parts.append("</g>\n</svg>\n")
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(parts))


if __name__ == "__main__":
    main()
