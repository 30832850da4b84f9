/** Where the server is: the setting, the package, the path, in this order. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { OLDEST_SERVER, isOlder, parseVersion } from "./version";

export type Located =
  | { found: true; program: string; version: string }
  | { found: false; why: "missing" | "not-runnable" | "too-old"; program?: string; version?: string };

export interface Places {
  /** `ascribe.server.path`; empty where it is not set. */
  setting: string;
  /** The folder of the extension. */
  extension: string;
  /** The `PATH` of the environment. */
  path: string;
  platform: NodeJS.Platform;
}

/** The programs to try, the first that exists counts; a setting is taken at its word. */
export function candidates(places: Places): string[] {
  if (places.setting !== "") {
    return [places.setting];
  }
  const name = places.platform === "win32" ? "ascribe.exe" : "ascribe";
  const separator = places.platform === "win32" ? ";" : ":";
  const onPath = places.path
    .split(separator)
    // A relative entry would let a workspace's folder bring its own program.
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name));
  return [path.join(places.extension, "server", name), ...onPath];
}

function ask(program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, ["--version"], { timeout: 10_000 }, (error, stdout) => {
      resolve(error ? undefined : stdout);
    });
  });
}

/** Finds the server and makes sure that it is one, and new enough. */
export async function locate(places: Places): Promise<Located> {
  const program = candidates(places).find((candidate) => fs.existsSync(candidate));
  if (program === undefined) {
    return places.setting === ""
      ? { found: false, why: "missing" }
      : { found: false, why: "missing", program: places.setting };
  }
  const printed = await ask(program);
  const version = printed === undefined ? undefined : parseVersion(printed);
  if (version === undefined) {
    return { found: false, why: "not-runnable", program };
  }
  return isOlder(version, OLDEST_SERVER)
    ? { found: false, why: "too-old", program, version }
    : { found: true, program, version };
}
