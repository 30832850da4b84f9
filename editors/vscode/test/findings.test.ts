import assert from "node:assert/strict";
import { test } from "node:test";
import { byKind, byVerdict, count, label, neighbour } from "../src/findings";
import type { Actor, Claim, Status, Verdict } from "../src/protocol";

function claim(line: number, status: Status, verdict: Verdict | null = null): Claim {
  const range = { start: { line, character: 0 }, end: { line, character: 10 } };
  return { range, text: `claim ${line}`, status, source: null, cue: null, verdict, independentSources: 0, passages: [] };
}

function actor(name: string, kind: Actor["kind"], mentions: number): Actor {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  return { name, kind, introduction: null, mentions: Array.from({ length: mentions }, () => range) };
}

const lines = (claims: readonly Claim[]): number[] => claims.map((one) => one.range.start.line);

test("counts what wants a look", () => {
  const claims = [claim(1, "unattributed", "conflicting"), claim(2, "attributed"), claim(3, "vague", "nothing"), claim(4, "unattributed")];
  assert.deepEqual(count({ version: 1, claims, actors: [] }), { claims: 4, unattributed: 2, vague: 1, conflicting: 1 });
});

test("neither counts nor goes to what was dismissed", () => {
  const claims = [claim(1, "unattributed", "conflicting"), claim(4, "unattributed")].map((one, at) => ({ ...one, dismissed: at === 0 }));
  assert.deepEqual(count({ version: 1, claims, actors: [] }), { claims: 2, unattributed: 1, vague: 0, conflicting: 0 });
  assert.equal(neighbour(claims, { line: 0, character: 0 }, 1)?.range.start.line, 4);
});

test("puts contradicted claims first and leaves out empty groups", () => {
  const claims = [claim(1, "unattributed", "corroborated"), claim(2, "unattributed", "conflicting"), claim(3, "vague", "corroborated")];
  const groups = byVerdict(claims);
  assert.deepEqual(groups.map((group) => [group.verdict, lines(group.claims)]), [["conflicting", [2]], ["corroborated", [1, 3]]]);
});

test("groups actors by kind, the most often named first", () => {
  const groups = byKind([actor("Séoul", "place", 1), actor("Kim", "person", 2), actor("Biden", "person", 5), actor("Adam", "person", 2)]);
  assert.deepEqual(
    groups.map((group) => [group.kind, group.actors.map((one) => one.name)]),
    [["person", ["Biden", "Adam", "Kim"]], ["place", ["Séoul"]]],
  );
});

test("goes to the next unattributed claim and round at the end", () => {
  const claims = [claim(2, "unattributed"), claim(4, "attributed"), claim(6, "unattributed")];
  assert.equal(neighbour(claims, { line: 2, character: 0 }, 1)?.range.start.line, 6);
  assert.equal(neighbour(claims, { line: 6, character: 3 }, 1)?.range.start.line, 2);
});

test("goes to the unattributed claim before and round at the start", () => {
  const claims = [claim(2, "unattributed"), claim(4, "vague"), claim(6, "unattributed")];
  assert.equal(neighbour(claims, { line: 6, character: 0 }, -1)?.range.start.line, 2);
  assert.equal(neighbour(claims, { line: 0, character: 0 }, -1)?.range.start.line, 6);
});

test("has nowhere to go where every claim has a source", () => {
  assert.equal(neighbour([claim(1, "attributed")], { line: 0, character: 0 }, 1), undefined);
});

test("makes hostile text fit for a label", () => {
  assert.equal(label("a\u202eb\r\n\tc\u0007"), "a b c");
});

test("cuts a long label between characters", () => {
  assert.equal(label("😀😀😀😀", 3), "😀😀…");
});
