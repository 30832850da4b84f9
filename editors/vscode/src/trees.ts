/** The side bar: claims with their passages, actors with their mentions. All of it is what the server found. */
import * as vscode from "vscode";
import { byKind, byVerdict, label } from "./findings";
import { type Model, asRange } from "./model";
import type { Actor, ActorKind, Claim, Passage, Relation, Verdict } from "./protocol";

/** What a click goes to. */
export interface Target {
  uri: vscode.Uri;
  range: vscode.Range;
}

interface Node {
  item: vscode.TreeItem;
  children: () => Node[];
}

/** A label that nothing in the text can turn into an icon: tree items draw `$(name)` nowhere, tooltips are plain. */
function leaf(text: string, target: Target, command = "ascribe.open"): vscode.TreeItem {
  const item = new vscode.TreeItem(label(text));
  item.tooltip = label(text, 1_000);
  item.command = { command, title: vscode.l10n.t("Go there"), arguments: [target] };
  return item;
}

const RELATION_ICONS: Record<Relation, [string, string]> = {
  supports: ["pass", "testing.iconPassed"],
  partly: ["circle-large-outline", "editorInfo.foreground"],
  conflicts: ["error", "editorError.foreground"],
};

const KIND_ICONS: Record<ActorKind, string> = {
  person: "person",
  organisation: "organization",
  place: "globe",
  group: "account",
};

function verdictLabel(verdict: Verdict | null): string {
  switch (verdict) {
    case "corroborated":
      return vscode.l10n.t("Backed by the corpus");
    case "partial":
      return vscode.l10n.t("Backed in part");
    case "conflicting":
      return vscode.l10n.t("Contradicted by a source");
    case "nothing":
      return vscode.l10n.t("Nothing in the corpus");
    case null:
      return vscode.l10n.t("Not looked up yet");
  }
}

function kindLabel(kind: ActorKind): string {
  switch (kind) {
    case "person":
      return vscode.l10n.t("People");
    case "organisation":
      return vscode.l10n.t("Organisations");
    case "place":
      return vscode.l10n.t("Places");
    case "group":
      return vscode.l10n.t("Groups");
  }
}

function statusLabel(claim: Claim): string {
  switch (claim.status) {
    case "attributed":
      return claim.source === null ? vscode.l10n.t("attributed") : label(claim.source, 40);
    case "vague":
      return vscode.l10n.t("vague source");
    case "unattributed":
      return vscode.l10n.t("no source");
    case "none":
      return "";
  }
}

function passageNode(passage: Passage): Node {
  const target = { uri: vscode.Uri.parse(passage.uri), range: asRange(passage.range) };
  const item = leaf(passage.text, target, "ascribe.openPassage");
  const [icon, colour] = RELATION_ICONS[passage.relation ?? "partly"];
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
  item.description = [passage.origin, `${passage.document}:${passage.line}`].filter((part) => part !== null).map((part) => label(part, 60)).join(" · ");
  item.tooltip = [label(passage.text, 1_000), ...passage.reasons.map((reason) => `· ${label(reason, 300)}`)].join("\n");
  item.contextValue = "passage";
  return { item, children: () => [] };
}

function claimNode(claim: Claim, uri: vscode.Uri): Node {
  const item = leaf(claim.text, { uri, range: asRange(claim.range) });
  item.description = statusLabel(claim);
  item.iconPath = new vscode.ThemeIcon(
    claim.verdict === "conflicting" ? "error" : claim.status === "unattributed" ? "question" : claim.status === "vague" ? "info" : "quote",
  );
  item.contextValue = "claim";
  if (claim.passages.length > 0) {
    item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
  }
  return { item, children: () => claim.passages.map(passageNode) };
}

function actorNode(actor: Actor, editor: vscode.TextEditor): Node {
  const { document } = editor;
  const mentions = actor.mentions.map((mention): Node => {
    const range = asRange(mention);
    const line = range.start.line < document.lineCount ? document.lineAt(range.start.line).text : "";
    const around = line.slice(Math.max(0, range.start.character - 30), range.end.character + 50);
    const item = leaf(around, { uri: document.uri, range });
    item.description = String(range.start.line + 1);
    return { item, children: () => [] };
  });
  const item = new vscode.TreeItem(label(actor.name), vscode.TreeItemCollapsibleState.Collapsed);
  item.description = [String(actor.mentions.length), ...(actor.introduction === null ? [] : [label(actor.introduction, 60)])].join(" · ");
  item.iconPath = new vscode.ThemeIcon(KIND_ICONS[actor.kind]);
  return { item, children: () => mentions };
}

function groupNode(text: string, children: Node[]): Node {
  const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState.Expanded);
  item.description = String(children.length);
  return { item, children: () => children };
}

abstract class Tree implements vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(protected readonly model: Model) {
    model.onDidChange(() => {
      this.refresh();
    });
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.item;
  }

  getChildren(node?: Node): Node[] {
    return node ? node.children() : this.roots();
  }

  protected abstract roots(): Node[];
}

export class ClaimsTree extends Tree {
  #order: "verdict" | "text" = "verdict";

  /** By verdict, or as they stand in the text. */
  set order(order: "verdict" | "text") {
    this.#order = order;
    void vscode.commands.executeCommand("setContext", "ascribe.claimsOrder", order);
    this.refresh();
  }

  protected override roots(): Node[] {
    const { editor, findings } = this.model;
    if (!editor || !findings) {
      return [];
    }
    const node = (claim: Claim): Node => claimNode(claim, editor.document.uri);
    return this.#order === "text"
      ? findings.claims.map(node)
      : byVerdict(findings.claims).map((group) => groupNode(verdictLabel(group.verdict), group.claims.map(node)));
  }
}

export class ActorsTree extends Tree {
  protected override roots(): Node[] {
    const { editor, findings } = this.model;
    if (!editor || !findings) {
      return [];
    }
    return byKind(findings.actors).map((group) =>
      groupNode(kindLabel(group.kind), group.actors.map((actor) => actorNode(actor, editor))),
    );
  }
}
