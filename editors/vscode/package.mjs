// Packs the extension with a server inside: `npm run package` for this platform, with the release binary that cargo built;
// `npm run package -- --target win32-x64 --server PATH` for another, with a binary that was built there.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import path from "node:path";

const TARGETS = ["linux-x64", "linux-arm64", "alpine-x64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64"];
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const native = `${process.platform}-${process.arch}`;

const { values } = parseArgs({ options: { target: { type: "string" }, server: { type: "string" }, out: { type: "string" } } });
const target = values.target ?? native;
if (!TARGETS.includes(target)) {
  console.error(`package: ${target} is not a platform that VS Code runs on; choose one of ${TARGETS.join(", ")}`);
  process.exit(2);
}
if (target !== native && values.server === undefined) {
  console.error(`package: --target ${target} wants --server PATH, a release binary built for that platform`);
  process.exit(2);
}

const program = target.startsWith("win32") ? "ascribe.exe" : "ascribe";
if (values.server === undefined) {
  execFileSync("cargo", ["build", "--release", "--locked", "--bin", "ascribe"], { cwd: root, stdio: "inherit" });
}
const built = path.resolve(values.server ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "release", program));
if (!existsSync(built)) {
  console.error(`package: ${built} is not there; build the server first`);
  process.exit(2);
}

// Only the one binary of this target may be inside.
rmSync(path.join(here, "server"), { recursive: true, force: true });
mkdirSync(path.join(here, "server"));
copyFileSync(built, path.join(here, "server", program));
chmodSync(path.join(here, "server", program), 0o755);
copyFileSync(path.join(root, "LICENSE"), path.join(here, "LICENSE"));

execFileSync(process.execPath, ["esbuild.mjs"], { cwd: here, stdio: "inherit" });
const out = path.resolve(values.out ?? path.join(here, `ascribe-${target}.vsix`));
const vsce = path.join(here, "node_modules", "@vscode", "vsce", "vsce");
execFileSync(
  process.execPath,
  [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--target", target, "-o", out],
  { cwd: here, stdio: "inherit" },
);
