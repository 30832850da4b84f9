import assert from "node:assert/strict";
import * as fs from "node:fs";
import { test } from "node:test";

// The tests run in the extension's folder.
const read = (file: string): string => fs.readFileSync(file, "utf8");
const json = (file: string): Record<string, unknown> => JSON.parse(read(file)) as Record<string, unknown>;

test("every text of the manifest is there in English and French, and none is left over", () => {
  const used = Array.from(read("package.json").matchAll(/"%([^%"]+)%"/g), (match) => match[1]);
  const wanted = [...new Set(used)].sort();
  assert.deepEqual(Object.keys(json("package.nls.json")).sort(), wanted);
  assert.deepEqual(Object.keys(json("package.nls.fr.json")).sort(), wanted);
});

test("every message of the code has its French, and none is left over", () => {
  const used = fs
    .readdirSync("src")
    .flatMap((file) => Array.from(read(`src/${file}`).matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g), (match) => match[1]));
  assert.deepEqual(Object.keys(json("l10n/bundle.l10n.fr.json")).sort(), [...new Set(used)].sort());
});

test("a French message has the same places to fill as the English one", () => {
  const places = (text: string): string[] => Array.from(text.matchAll(/\{\d\}/g), (match) => match[0]).sort();
  for (const [english, french] of Object.entries(json("l10n/bundle.l10n.fr.json"))) {
    assert.deepEqual(places(french as string), places(english), english);
  }
});
