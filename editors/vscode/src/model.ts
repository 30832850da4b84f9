/** Keeps the findings of the draft in the active editor, and tells whoever shows them. */
import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { FINDINGS_REQUEST, type Findings } from "./protocol";

/** Languages that the server reads; all but Markdown as plain text. */
export const LANGUAGES = ["markdown", "plaintext", "latex", "tex", "restructuredtext", "asciidoc"];

/** Whether a document is a draft: prose, in a file or not yet saved. */
export function isDraft(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && ["file", "untitled"].includes(document.uri.scheme);
}

export class Model implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #client: LanguageClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #request = 0;

  /** Fires when `editor` or `findings` is another. */
  readonly onDidChange = this.#changed.event;
  /** The editor that the findings belong to. */
  editor: vscode.TextEditor | undefined;
  /** Undefined while the server has not answered. */
  findings: Findings | undefined;

  constructor() {
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.refresh();
      }),
      // The server has looked at a new version exactly when its diagnostics are new.
      vscode.languages.onDidChangeDiagnostics((event) => {
        const uri = this.editor?.document.uri.toString();
        if (event.uris.some((changed) => changed.toString() === uri)) {
          this.refresh(30);
        }
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        // Diagnostics that stay the same are not announced, ranges may have moved all the same.
        if (event.document === this.editor?.document && event.contentChanges.length > 0) {
          this.refresh(250);
        }
      }),
    ];
  }

  /** Hands over a client that has just started, or none. */
  set client(client: LanguageClient | undefined) {
    this.#client = client;
    this.refresh();
  }

  /** Asks the server again, after a pause in milliseconds. */
  refresh(pause = 0): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pause);
  }

  async #ask(): Promise<void> {
    const request = ++this.#request;
    const active = vscode.window.activeTextEditor;
    // A panel that takes the focus does not take the draft away; another document does.
    const editor = active ?? (this.editor && vscode.window.visibleTextEditors.includes(this.editor) ? this.editor : undefined);
    if (!editor || !isDraft(editor.document) || this.#client?.state !== State.Running) {
      this.#set(editor && isDraft(editor.document) ? editor : undefined, undefined);
      return;
    }
    const uri = this.#client.code2ProtocolConverter.asUri(editor.document.uri);
    const findings = await this.#client
      .sendRequest<Findings | null>(FINDINGS_REQUEST, { textDocument: { uri } })
      .catch(() => null);
    if (request === this.#request && !editor.document.isClosed) {
      this.#set(editor, findings ?? undefined);
    }
  }

  #set(editor: vscode.TextEditor | undefined, findings: Findings | undefined): void {
    this.editor = editor;
    this.findings = findings;
    void vscode.commands.executeCommand("setContext", "ascribe.hasDraft", editor !== undefined);
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }
}

/** A range of the protocol as the editor's own. */
export function asRange(range: Findings["claims"][number]["range"]): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}
