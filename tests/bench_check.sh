#!/usr/bin/env bash
# `check` over the five seeds with the index built, as a whole process: median time and peak memory of ten runs of the
# release build, for `check` and `check --corroborate`. Fails above the bars: 150 ms and 80 MB, both for the first.
# Processor time is printed too: on a busy machine the clock says little. ASCRIBE_BENCH_SLACK multiplies the time that is allowed (default 1).
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${1:-target/release/ascribe}
[ -x "$binary" ] || { echo "$binary: not built; run cargo build --release first" >&2; exit 2; }
ASCRIBE_CACHE=$(mktemp -d)
export ASCRIBE_CACHE
trap 'rm -rf "$ASCRIBE_CACHE"' EXIT
"$binary" index >/dev/null
exec python3 - "$binary" "${ASCRIBE_BENCH_SLACK:-1}" <<'PYTHON'
import os, statistics, sys, time

binary, slack = sys.argv[1], float(sys.argv[2])


def run(arguments):
    """Seconds on the clock, of the processors, and peak resident memory in MB, of one process."""
    start = time.perf_counter()
    process = os.fork()
    if process == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execv(binary, [binary, *arguments])
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{binary} {' '.join(arguments)}: exit {code}")
    # Linux counts kilobytes, macOS bytes.
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


failed = False
for arguments, bar in ((["check", "seeds"], (0.150, 80)), (["check", "--corroborate", "seeds"], None)):
    run(arguments)  # the files are in the system's cache from here on
    times, busy, peaks = zip(*(run(arguments) for _ in range(10)))
    seconds, peak = statistics.median(times), statistics.median(peaks)
    over = bar and (seconds > bar[0] * slack or peak > bar[1])
    failed |= bool(over)
    print(f"ascribe {' '.join(arguments)}: median {seconds * 1000:.0f} ms ({min(times) * 1000:.0f} to "
          f"{max(times) * 1000:.0f}), {statistics.median(busy) * 1000:.0f} ms of processor time, {peak:.0f} MB" + (" ABOVE THE BAR of 150 ms, 80 MB" if over else ""))
sys.exit(failed)
PYTHON
