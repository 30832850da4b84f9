// A real VS Code workbench: the server build in a folder of its own, in a headless browser. Knows nothing of ascribe.
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

// Leaves no prompt, no welcome page and nothing that would ask a server elsewhere.
const SETTINGS = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.colorTheme": "Default Light Modern",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "editor.fontSize": 14,
  "editor.hover.delay": 100,
  "editor.unicodeHighlight.ambiguousCharacters": false,
  "files.autoSave": "off",
};

const BROWSER = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts it with `vsix` installed and `file` open; answers the page and how to end everything. */
export async function openWorkbench({ editors, vsix, workspace, file, out, settings = {} }) {
  const program = path.join(editors, "vscode/node_modules/.bin/code-server");
  const { chromium } = createRequire(path.join(editors, "vscode/x.js"))("playwright-core");
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "ascribe-vscode-"));
  const user = path.join(root, "user");
  const extensions = path.join(root, "extensions");
  for (const folder of [path.join(user, "User"), extensions]) {
    fs.mkdirSync(folder, { recursive: true });
  }
  fs.writeFileSync(path.join(root, "config.yaml"), "auth: none\ncert: false\n");
  // This build keeps the person's settings on the server's side.
  fs.writeFileSync(path.join(user, "User/settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  const base = ["--config", path.join(root, "config.yaml"), "--user-data-dir", user, "--extensions-dir", extensions];
  execFileSync(program, [...base, "--install-extension", vsix], { stdio: ["ignore", "ignore", "inherit"] });

  const port = await freePort();
  const log = fs.openSync(path.join(out, "vscode.log"), "w");
  const server = spawn(program, [...base, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry",
    "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"],
  // Without a gallery of its own it would look for one outside.
  { stdio: ["ignore", log, log], detached: true, env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":"http://127.0.0.1:9"}' } });

  let browser;
  const end = async () => {
    await browser?.close().catch(() => {});
    try {
      process.kill(-server.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await new Promise((resolve) => {
      if (server.exitCode !== null || server.signalCode) return resolve();
      server.once("exit", resolve);
      setTimeout(resolve, 5_000);
    });
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  };
  try {
    for (let tries = 0; ; tries++) {
      const up = await fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false);
      if (up) break;
      if (tries > 200 || server.exitCode !== null) throw new Error("the workbench's server did not come up");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    browser = await chromium.launchPersistentContext(path.join(root, "browser"), {
      executablePath: "/usr/bin/chromium", headless: true, viewport: { width: 1280, height: 800 }, args: BROWSER,
    });
    const page = browser.pages()[0] ?? (await browser.newPage());
    page.setDefaultTimeout(60_000);
    const payload = JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${path.join(workspace, file)}`]]);
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(payload)}`);
    await page.locator(".monaco-workbench").waitFor();
    await page.locator(".editor-instance .view-line").first().waitFor();
    return { page, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What a person does, by keyboard where geometry does not matter. */
export function hands(page) {
  const lines = () => page.locator(".editor-instance .view-line").allInnerTexts().then((all) => all.map((text) => text.replaceAll("\u00a0", " ")));
  const position = () => page.locator('[id="status.editor.selection"]').innerText();

  async function goTo(line, column) {
    await page.locator(".editor-instance .view-lines").first().click({ position: { x: 500, y: 500 } });
    await page.keyboard.press("Control+G");
    const box = page.locator(".quick-input-widget input");
    await box.waitFor({ state: "visible" });
    await box.fill(`:${line}:${column}`);
    await page.keyboard.press("Enter");
    await box.waitFor({ state: "hidden" });
  }

  async function command(title) {
    await page.keyboard.press("F1");
    const box = page.locator(".quick-input-widget input");
    await box.waitFor({ state: "visible" });
    await box.fill(`>${title}`);
    const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
    await row.waitFor();
    await page.keyboard.press("Enter");
    await box.waitFor({ state: "hidden" });
  }

  /** The card for the text at a place; parts of it arrive late, so it is read until it stays the same. */
  async function card(line, column) {
    await goTo(line, column);
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+I");
    const shown = page.locator(".monaco-resizable-hover .monaco-hover-content").first();
    await shown.waitFor({ state: "visible", timeout: 20_000 });
    let before;
    let text = await shown.innerText();
    for (let tries = 0; tries < 30 && (text !== before || /Loading/.test(text)); tries++) {
      before = text;
      await page.waitForTimeout(300);
      text = await shown.innerText();
    }
    return { text, shown };
  }

  return { lines, position, goTo, command, card };
}
