/** The language client: which documents, which settings, what is passed on to the views. */
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import type { Flash } from "./flash";
import { LANGUAGES } from "./model";
import type { StatusBar } from "./statusBar";

/** A crash is answered by a new start; a server that cannot live more than this often in three minutes is left alone. */
const MOST_RESTARTS = 5;
const WINDOW = 3 * 60_000;

/** Keys that are the extension's own; the server would report them as unknown. */
const OWN_KEYS = ["server", "trace", "underlineActors"];

/**
 * What the server gets to see of `ascribe.*`. A setting that is null says nothing, so that `ascribe.toml` has its word;
 * names are underlined here and not a second time as hints, unless somebody asks for it.
 */
function forServer(section: unknown): unknown {
  if (typeof section !== "object" || section === null) {
    return section;
  }
  const settings: Record<string, unknown> = { ...section };
  for (const key of OWN_KEYS) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the keys are those above
    delete settings[key];
  }
  const severity = { ...(settings["severity"] as Record<string, unknown> | undefined) };
  settings["severity"] = { ...severity, actor: severity["actor"] ?? "off" };
  return settings;
}

/** Makes a client for `program`; it is not started. */
export function createClient(
  program: string,
  output: vscode.LogOutputChannel,
  views: { statusBar: StatusBar; flash: Flash },
): LanguageClient {
  const server: ServerOptions = { command: program, args: ["lsp", "--stdio"] };
  const closings: number[] = [];
  const options: LanguageClientOptions = {
    documentSelector: [
      ...LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ language, scheme }))),
      // What is taught while the settings file is open goes into what is open, saved or not.
      { scheme: "file", pattern: "**/ascribe.toml" },
    ],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: {
      // In a restricted workspace no settings file of the workspace may lead the server out of it.
      trusted: vscode.workspace.isTrusted,
      findingsChanged: true,
    },
    markdown: { isTrusted: false, supportHtml: false },
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) > 3 ? ErrorAction.Shutdown : ErrorAction.Continue,
      }),
      closed: () => {
        const now = Date.now();
        closings.push(now);
        views.statusBar.forgetProgress();
        if (closings.filter((at) => now - at < WINDOW).length <= MOST_RESTARTS) {
          return { action: CloseAction.Restart, handled: true };
        }
        return {
          action: CloseAction.DoNotRestart,
          message: vscode.l10n.t("The ascribe server stopped {0} times in three minutes and was left alone. “ascribe: Show Log” says why, “ascribe: Restart Server” tries again.", MOST_RESTARTS + 1),
        };
      },
    },
    middleware: {
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        if (hover) {
          views.flash.remember(hover);
        }
        return hover;
      },
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers) ? answers.map(forServer) : answers;
        },
      },
      handleWorkDoneProgress: (token, progress, next) => {
        views.statusBar.progress(token, progress.kind);
        next(token, progress);
      },
      // The extension has commands of its own for what the server can do; these would stand beside them without a title.
      executeCommand: (command, args, next) => next(command, args) as unknown,
    },
  };
  return new LanguageClient("ascribe", "ascribe", server, options);
}
