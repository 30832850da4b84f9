/** What can be said of findings without an editor. */
import type { Actor, ActorKind, Claim, Findings, Status, Verdict } from "./protocol";

export interface Counts {
  claims: number;
  unattributed: number;
  vague: number;
  conflicting: number;
}

/** How many claims there are, and how many want a look. */
export function count(findings: Findings): Counts {
  const with_ = (status: Status): number => findings.claims.filter((claim) => claim.status === status && claim.dismissed !== true).length;
  return {
    claims: findings.claims.length,
    unattributed: with_("unattributed"),
    vague: with_("vague"),
    conflicting: findings.claims.filter((claim) => claim.verdict === "conflicting" && claim.dismissed !== true).length,
  };
}

/** The order in which groups of claims are worth a writer's time. */
const VERDICTS: readonly (Verdict | null)[] = ["conflicting", "nothing", "partial", "corroborated", null];

export interface Group {
  verdict: Verdict | null;
  claims: Claim[];
}

/** Claims by verdict, the most pressing group first, in the order of the text within each; no empty group. */
export function byVerdict(claims: readonly Claim[]): Group[] {
  return VERDICTS.map((verdict) => ({ verdict, claims: claims.filter((claim) => claim.verdict === verdict) })).filter(
    (group) => group.claims.length > 0,
  );
}

const KINDS: readonly ActorKind[] = ["person", "organisation", "place", "group"];

/** Actors by kind, the most often named first; no empty group. */
export function byKind(actors: readonly Actor[]): { kind: ActorKind; actors: Actor[] }[] {
  return KINDS.map((kind) => ({
    kind,
    actors: actors
      .filter((actor) => actor.kind === kind)
      .sort((a, b) => b.mentions.length - a.mentions.length || a.name.localeCompare(b.name)),
  })).filter((group) => group.actors.length > 0);
}

interface Place {
  line: number;
  character: number;
}

const compare = (a: Place, b: Place): number => a.line - b.line || a.character - b.character;

/** The unattributed claim after (or before) a place, going round at the text's end; undefined where there is none. */
export function neighbour(claims: readonly Claim[], from: Place, direction: 1 | -1): Claim | undefined {
  const open = claims
    .filter((claim) => claim.status === "unattributed" && claim.dismissed !== true)
    .sort((a, b) => compare(a.range.start, b.range.start));
  if (direction === 1) {
    return open.find((claim) => compare(claim.range.start, from) > 0) ?? open[0];
  }
  return open.findLast((claim) => compare(claim.range.start, from) < 0) ?? open.at(-1);
}

/** Text of drafts and sources made fit for a label: one line, nothing that turns text round, not too long. */
export function label(text: string, longest = 120): string {
  // eslint-disable-next-line no-control-regex -- control and direction marks are what is to go
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, " ");
  const folded = Array.from(plain.replace(/\s+/g, " ").trim());
  return folded.length > longest ? `${folded.slice(0, longest - 1).join("")}…` : folded.join("");
}
