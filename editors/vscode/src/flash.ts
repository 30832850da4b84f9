/** Shows where one has landed: the passage that a card or the side bar led to lights up for a moment. */
import * as vscode from "vscode";

const MILLISECONDS = 1_200;
/** How long after a card was shown a jump to one of its lines counts as a click on its link. */
const LINK_LIFETIME = 60_000;
/** `[text](file:///path#L17)`, as the server writes the links of its cards. */
const LINK = /\((file:[^\s()]+?)#L(\d+)(?:[,-][^\s()]*)?\)/g;

export class Flash implements vscode.Disposable {
  readonly #style = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.findMatchHighlightBackground"),
    isWholeLine: false,
  });
  readonly #subscription: vscode.Disposable;
  #links: { uri: string; line: number }[] = [];
  #shown = 0;

  constructor() {
    this.#subscription = vscode.window.onDidChangeTextEditorSelection((event) => {
      this.#arrive(event.textEditor);
    });
  }

  /** Remembers where the links of a card lead. The card itself stays as it is: it holds no commands. */
  remember(hover: vscode.Hover): void {
    const text = hover.contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : "")).join("\n");
    this.#links = Array.from(text.matchAll(LINK), (match) => ({
      uri: vscode.Uri.parse(match[1] ?? "").toString(),
      line: Number(match[2]) - 1,
    }));
    this.#shown = Date.now();
  }

  #arrive(editor: vscode.TextEditor): void {
    if (Date.now() - this.#shown > LINK_LIFETIME) {
      return;
    }
    const line = editor.selection.active.line;
    const uri = editor.document.uri.toString();
    if (this.#links.some((link) => link.uri === uri && link.line === line)) {
      this.#links = [];
      this.light(editor, editor.document.lineAt(line).range);
    }
  }

  /** Lights a range up, then lets it go. */
  light(editor: vscode.TextEditor, range: vscode.Range): void {
    editor.setDecorations(this.#style, [range]);
    setTimeout(() => {
      editor.setDecorations(this.#style, []);
    }, MILLISECONDS);
  }

  dispose(): void {
    this.#style.dispose();
    this.#subscription.dispose();
  }
}
