/**
 * What the server answers to `ascribe/findings`, a custom request: all that the side bar, the status bar and the
 * underlines show. `editors/README.md` documents it for other editors. Positions are those of LSP.
 */
import type { Range } from "vscode-languageserver-types";

export type Status = "none" | "attributed" | "vague" | "unattributed";
export type Verdict = "corroborated" | "partial" | "conflicting" | "nothing";
export type Relation = "supports" | "partly" | "conflicts";
export type ActorKind = "person" | "organisation" | "place" | "group";

/** A sentence of the corpus that bears on a claim. */
export interface Passage {
  uri: string;
  range: Range;
  document: string;
  /** Counted from 1. */
  line: number;
  title: string | null;
  date: string | null;
  text: string;
  /** Null in the answer to a search. */
  relation: Relation | null;
  origin: string | null;
  /** In the client's language. */
  reasons: string[];
}

/** A sentence of the draft that states something. */
export interface Claim {
  range: Range;
  text: string;
  status: Status;
  /** Whether the writer wants to hear nothing more of it. */
  dismissed?: boolean;
  source: string | null;
  cue: string | null;
  /** Null while the corpus is not ready. */
  verdict: Verdict | null;
  independentSources: number;
  passages: Passage[];
}

/** Somebody named in the draft, with every place where. */
export interface Actor {
  name: string;
  kind: ActorKind;
  introduction: string | null;
  mentions: Range[];
}

export interface Findings {
  version: number | null;
  claims: Claim[];
  actors: Actor[];
}

/** The name of the request; its parameters are `{ textDocument: { uri } }`. */
export const FINDINGS_REQUEST = "ascribe/findings";
