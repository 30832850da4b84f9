import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import { candidates, locate } from "../src/locate";
import { isOlder, parseVersion } from "../src/version";

const places = { setting: "", extension: "/ext", path: "/usr/bin:.:/opt/bin", platform: "linux" as const };

test("takes the setting at its word", () => {
  assert.deepEqual(candidates({ ...places, setting: "/my/ascribe" }), ["/my/ascribe"]);
});

test("looks into the package, then along the path, never into a relative folder", () => {
  assert.deepEqual(candidates(places), ["/ext/server/ascribe", "/usr/bin/ascribe", "/opt/bin/ascribe"]);
});

test("reads a version and knows the older one", () => {
  assert.equal(parseVersion("ascribe 1.12.3\n"), "1.12.3");
  assert.equal(parseVersion("another 1.12.3\n"), undefined);
  assert.equal(isOlder("0.9.9", "0.10.0"), true);
  assert.equal(isOlder("1.0.0", "1.0.0"), false);
  assert.equal(isOlder("2.0.0", "1.9.9"), false);
});

async function withProgram(script: string, run: (extension: string) => Promise<void>): Promise<void> {
  const extension = fs.mkdtempSync(path.join(os.tmpdir(), "ascribe-locate-"));
  fs.mkdirSync(path.join(extension, "server"));
  fs.writeFileSync(path.join(extension, "server", "ascribe"), script, { mode: 0o755 });
  try {
    await run(extension);
  } finally {
    fs.rmSync(extension, { recursive: true });
  }
}

const posix = { skip: process.platform === "win32" ? "wants a shell script as program" : false };

test("finds the program of the package and asks its version", posix, async () => {
  await withProgram("#!/bin/sh\necho ascribe 9.0.0\n", async (extension) => {
    const located = await locate({ ...places, extension });
    assert.deepEqual(located, { found: true, program: path.join(extension, "server", "ascribe"), version: "9.0.0" });
  });
});

test("refuses a server that is too old", posix, async () => {
  await withProgram("#!/bin/sh\necho ascribe 0.0.9\n", async (extension) => {
    const located = await locate({ ...places, extension });
    assert.equal(located.found ? "found" : located.why, "too-old");
  });
});

test("refuses a program that is not the server", posix, async () => {
  await withProgram("#!/bin/sh\nexit 3\n", async (extension) => {
    const located = await locate({ ...places, extension });
    assert.equal(located.found ? "found" : located.why, "not-runnable");
  });
});

test("says so where there is no server at all", async () => {
  const located = await locate({ ...places, extension: "/nowhere", path: "" });
  assert.deepEqual(located, { found: false, why: "missing" });
});
