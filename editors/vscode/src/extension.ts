/** Puts the parts together: finds the server, starts it, and hands its findings to the views. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./client";
import { registerCommands } from "./commands";
import { Flash } from "./flash";
import { locate, type Located } from "./locate";
import { Model } from "./model";
import { StatusBar } from "./statusBar";
import { ActorsTree, ClaimsTree } from "./trees";
import { Underline } from "./underline";
import { OLDEST_SERVER } from "./version";

let client: LanguageClient | undefined;

function explain(located: Exclude<Located, { found: true }>): string {
  const program = located.program ?? "ascribe";
  switch (located.why) {
    case "missing":
      return located.program === undefined
        ? vscode.l10n.t("The ascribe server is neither in this package nor on the PATH.")
        : vscode.l10n.t("The ascribe server is not at {0}.", program);
    case "not-runnable":
      return vscode.l10n.t("{0} does not run, or is not the ascribe server.", program);
    case "too-old":
      return vscode.l10n.t("{0} is version {1}; this extension wants {2} or newer.", program, located.version ?? "?", OLDEST_SERVER);
  }
}

async function offerWayOut(message: string): Promise<void> {
  const choose = vscode.l10n.t("Choose the program");
  const settings = vscode.l10n.t("Open settings");
  const chosen = await vscode.window.showErrorMessage(message, choose, settings);
  if (chosen === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "ascribe.server.path");
  } else if (chosen === choose) {
    const [program] = (await vscode.window.showOpenDialog({ canSelectMany: false })) ?? [];
    if (program) {
      await vscode.workspace
        .getConfiguration("ascribe")
        .update("server.path", program.fsPath, vscode.ConfigurationTarget.Global);
    }
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("ascribe", { log: true });
  const model = new Model();
  const flash = new Flash();
  const statusBar = new StatusBar(model);
  const claims = new ClaimsTree(model);
  claims.order = "verdict";

  const stop = async (): Promise<void> => {
    const old = client;
    client = undefined;
    model.client = undefined;
    statusBar.forgetProgress();
    // A server that hangs must not keep a new one from starting.
    await old?.dispose(2_000).catch(() => undefined);
  };

  const start = async (): Promise<void> => {
    const located = await locate({
      setting: vscode.workspace.getConfiguration("ascribe").get("server.path", ""),
      extension: context.extensionPath,
      path: process.env["PATH"] ?? "",
      platform: process.platform,
    });
    if (!located.found) {
      const message = explain(located);
      output.error(message);
      statusBar.trouble = message;
      void offerWayOut(message);
      return;
    }
    output.info(`${located.program} ${located.version}`);
    const fresh = createClient(located.program, output, { statusBar, flash });
    client = fresh;
    // After a crash the client starts again by itself; the views have to ask anew.
    context.subscriptions.push(
      fresh.onDidChangeState(() => {
        model.refresh();
      }),
    );
    // Verdicts come in after the diagnostics, and change none of them where nothing conflicts.
    context.subscriptions.push(
      fresh.onNotification("ascribe/findingsChanged", () => {
        model.refresh();
      }),
    );
    try {
      await fresh.start();
      statusBar.trouble = undefined;
      model.client = fresh;
    } catch (error) {
      output.error(String(error));
      statusBar.trouble = vscode.l10n.t("The ascribe server did not start; the log says why.");
    }
  };

  // One after the other: a second restart while the first is under way must not leave two servers.
  let queue: Promise<void> = Promise.resolve();
  const restart = (): Promise<void> => {
    queue = queue.then(stop).then(start);
    return queue;
  };

  context.subscriptions.push(
    output,
    model,
    flash,
    statusBar,
    new Underline(model),
    vscode.window.registerTreeDataProvider("ascribe.claims", claims),
    vscode.window.registerTreeDataProvider("ascribe.actors", new ActorsTree(model)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("ascribe.server.path")) {
        void restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart()),
    ...registerCommands({ client: () => client, restart, model, flash, claims, output }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.dispose(2_000);
}
