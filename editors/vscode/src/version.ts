/** The oldest server that this extension can talk to. */
export const OLDEST_SERVER = "0.1.0";

/** The version in what `ascribe --version` prints; undefined where that is some other program. */
export function parseVersion(printed: string): string | undefined {
  return /^ascribe (\d+\.\d+\.\d+)/m.exec(printed)?.[1];
}

/** Whether version `a` is older than `b`; both are `MAJOR.MINOR.PATCH`. */
export function isOlder(a: string, b: string): boolean {
  const parts = (version: string): number[] => version.split(".").map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}
