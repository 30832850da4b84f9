/** The commands of the palette. What they do, the server does; here is only what needs a window. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { label, neighbour } from "./findings";
import type { Flash } from "./flash";
import { asRange, type Model } from "./model";
import type { Passage } from "./protocol";
import type { ClaimsTree, Target } from "./trees";

export interface Parts {
  client: () => LanguageClient | undefined;
  restart: () => Promise<void>;
  model: Model;
  flash: Flash;
  claims: ClaimsTree;
  output: vscode.LogOutputChannel;
}

async function open(target: Target): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(target.uri, { preserveFocus: false, preview: true });
  const range = editor.document.validateRange(target.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}

async function goToNeighbour(parts: Parts, direction: 1 | -1): Promise<void> {
  const { editor, findings } = parts.model;
  if (!editor || !findings) {
    return;
  }
  const claim = neighbour(findings.claims, editor.selection.active, direction);
  if (!claim) {
    void vscode.window.setStatusBarMessage(vscode.l10n.t("Every claim of this draft has a source."), 3_000);
    return;
  }
  await open({ uri: editor.document.uri, range: asRange(claim.range) });
}

async function chooseCorpus(): Promise<void> {
  const current = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      openLabel: vscode.l10n.t("Use as corpus"),
      ...(current ? { defaultUri: current } : {}),
    })) ?? [];
  if (!folder) {
    return;
  }
  // Inside the workspace the path is kept relative, so that colleagues who share its settings find their own copy.
  const relative = current ? path.relative(current.fsPath, folder.fsPath) : folder.fsPath;
  const inside = current !== undefined && relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
  await vscode.workspace
    .getConfiguration("ascribe")
    .update("corpus", inside ? relative : folder.fsPath, current ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}

async function searchSelection(parts: Parts): Promise<void> {
  const client = parts.client();
  const editor = vscode.window.activeTextEditor;
  const selected = editor ? editor.document.getText(editor.selection) : "";
  const text =
    selected.trim() ||
    (await vscode.window.showInputBox({
      prompt: vscode.l10n.t("Search the corpus for a claim or some words"),
    }));
  if (!client || text === undefined || text === "") {
    return;
  }
  const answer = await client.sendRequest<{ passages: Passage[]; text: string }>("workspace/executeCommand", {
    command: "ascribe.searchCorpus",
    arguments: [{ text, ...(editor ? { uri: client.code2ProtocolConverter.asUri(editor.document.uri) } : {}) }],
  });
  if (answer.passages.length === 0) {
    // Nothing was found, or nothing can be found yet; the server says which.
    void vscode.window.showInformationMessage(label(answer.text, 300));
    return;
  }
  const picked = await vscode.window.showQuickPick(
    answer.passages.map((passage) => ({
      label: label(passage.text, 200),
      description: [passage.origin, `${passage.document}:${passage.line}`].filter((part) => part !== null).join(" · "),
      passage,
    })),
    { matchOnDescription: true, placeHolder: label(text, 80) },
  );
  if (picked) {
    const range = asRange(picked.passage.range);
    parts.flash.light(await open({ uri: vscode.Uri.parse(picked.passage.uri), range }), range);
  }
}

async function rebuild(parts: Parts): Promise<void> {
  await parts.client()?.sendRequest("workspace/executeCommand", { command: "ascribe.rebuildIndex", arguments: [] });
}

/** Registers all of them. */
export function registerCommands(parts: Parts): vscode.Disposable[] {
  const commands: Record<string, (argument: Target) => unknown> = {
    "ascribe.restart": () => parts.restart(),
    "ascribe.log": () => {
      parts.output.show();
    },
    "ascribe.rebuild": () => rebuild(parts),
    "ascribe.chooseCorpus": () => chooseCorpus(),
    "ascribe.search": () => searchSelection(parts),
    "ascribe.nextUnattributed": () => goToNeighbour(parts, 1),
    "ascribe.previousUnattributed": () => goToNeighbour(parts, -1),
    "ascribe.claimsByVerdict": () => {
      parts.claims.order = "verdict";
    },
    "ascribe.claimsInOrder": () => {
      parts.claims.order = "text";
    },
    "ascribe.open": (target) => open(target),
    "ascribe.openPassage": async (target) => {
      parts.flash.light(await open(target), target.range);
    },
  };
  return Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run));
}
