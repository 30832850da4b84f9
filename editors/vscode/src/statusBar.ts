/** Claims, unattributed, conflicting: three numbers at the foot of the window. */
import * as vscode from "vscode";
import { count } from "./findings";
import type { Model } from "./model";

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("ascribe.status", vscode.StatusBarAlignment.Right, 90);
  readonly #subscription: vscode.Disposable;
  #trouble: string | undefined;
  #indexing = new Set<string | number>();

  constructor(private readonly model: Model) {
    this.#item.name = "ascribe";
    this.#item.command = "ascribe.claims.focus";
    this.#subscription = model.onDidChange(() => {
      this.#draw();
    });
  }

  /** Says in one line what keeps the server from running; undefined when all is well again. */
  set trouble(trouble: string | undefined) {
    this.#trouble = trouble;
    this.#draw();
  }

  /** Follows the server's work-done progress, by token. */
  progress(token: string | number, kind: "begin" | "report" | "end"): void {
    if (kind === "end") {
      this.#indexing.delete(token);
    } else {
      this.#indexing.add(token);
    }
    this.#draw();
  }

  /** A server that is gone reports no end of what it was doing. */
  forgetProgress(): void {
    this.#indexing = new Set();
    this.#draw();
  }

  #draw(): void {
    const { editor, findings } = this.model;
    if (this.#trouble !== undefined) {
      this.#item.text = "$(warning) ascribe";
      this.#item.tooltip = this.#trouble;
      this.#item.command = "ascribe.log";
      this.#item.show();
      return;
    }
    this.#item.command = "ascribe.claims.focus";
    if (!editor) {
      this.#item.hide();
      return;
    }
    const busy = this.#indexing.size > 0 || !findings;
    const { claims, unattributed, vague, conflicting } = findings
      ? count(findings)
      : { claims: 0, unattributed: 0, vague: 0, conflicting: 0 };
    this.#item.text = `$(${busy ? "loading~spin" : "quote"}) ${claims} $(question) ${unattributed} $(error) ${conflicting}`;
    const tooltip = [
      vscode.l10n.t("{0} claims, {1} unattributed, {2} vaguely attributed, {3} contradicted by a source", claims, unattributed, vague, conflicting),
      ...(this.#indexing.size > 0 ? [vscode.l10n.t("The corpus is being indexed.")] : []),
    ].join("\n");
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: tooltip };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
    this.#subscription.dispose();
  }
}
