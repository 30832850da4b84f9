/** Thin underlines below named actors, one colour a kind. VS Code draws a hint as three dots only. */
import * as vscode from "vscode";
import { type Model, asRange } from "./model";
import type { ActorKind } from "./protocol";

const KINDS: readonly ActorKind[] = ["person", "organisation", "place", "group"];

export class Underline implements vscode.Disposable {
  readonly #styles = new Map<ActorKind, vscode.TextEditorDecorationType>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly model: Model) {
    for (const kind of KINDS) {
      const style = vscode.window.createTextEditorDecorationType({
        borderColor: new vscode.ThemeColor(`ascribe.${kind}Underline`),
        borderStyle: "solid",
        borderWidth: "0 0 1px 0",
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      });
      this.#styles.set(kind, style);
    }
    this.#subscriptions = [
      model.onDidChange(() => {
        this.#draw();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("ascribe.underlineActors")) {
          this.#draw();
        }
      }),
    ];
  }

  #draw(): void {
    const { editor, findings } = this.model;
    if (!editor) {
      return;
    }
    const wanted = vscode.workspace.getConfiguration("ascribe", editor.document).get<boolean>("underlineActors", true);
    for (const [kind, style] of this.#styles) {
      const actors = wanted ? (findings?.actors ?? []).filter((actor) => actor.kind === kind) : [];
      editor.setDecorations(
        style,
        actors.flatMap((actor) => actor.mentions.map(asRange)),
      );
    }
  }

  dispose(): void {
    for (const item of [...this.#styles.values(), ...this.#subscriptions]) {
      item.dispose();
    }
  }
}
