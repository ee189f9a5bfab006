import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { withLock } from "../../base/lock.mjs";

const MINIMUM_NODE = 20;

/**
 * Makes the dependencies of package-lock.json and the pinned Node available in `root`.
 *
 * @param {string} root the clone
 * @returns {Promise<string>} the executable of the pinned Node
 */
export async function bootstrap(root) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < MINIMUM_NODE) {
    throw new Error(
      `Node.js ${process.versions.node} is too old: Muelle needs Node.js ${MINIMUM_NODE} or newer to set itself up.\n` +
        `  Install a current Node.js and run the same command again.`,
    );
  }
  const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (isReady(root, node)) return node;
  mkdirSync(join(root, ".muelle"), { recursive: true });
  return withLock(join(root, ".muelle", "bootstrap.lock"), async () => {
    if (!dependenciesAreCurrent(root)) await installDependencies(root);
    if (!isReady(root, node)) await installNode(root, node);
    return node;
  });
}

function isReady(root, node) {
  return existsSync(node) && dependenciesAreCurrent(root);
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm keeps its own record of what it installed, so the
 * contents are compared: times say nothing after a `git clone` or an `npm install`.
 */
export function dependenciesAreCurrent(root) {
  const installedPath = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedPath)) return false;
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(installedPath);
  return Object.entries(wanted).every(([path, { version, optional, peer, link }]) => {
    // The clone itself and its workspaces are folders of their own: only what they depend on is installed.
    if (!path.includes("node_modules/")) return true;
    const found = installed[path];
    if (found === undefined) return optional === true || peer === true || link === true;
    return found.version === version;
  });
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
}

async function installDependencies(root) {
  process.stderr.write("Installing the npm dependencies (package-lock.json) ...\n");
  await npm(root, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    what: "the npm dependencies could not be installed",
  });
}

/** The `node` package fetches its binary in its preinstall script; it is the only script that may run. */
async function installNode(root, node) {
  const { version } = readPackages(join(root, "package-lock.json"))["node_modules/node"];
  process.stderr.write(`Installing Node.js ${version} into node_modules ...\n`);
  // A half-written binary must not look like an installed one.
  rmSync(node, { force: true });
  await npm(root, ["rebuild", "node", "--ignore-scripts=false", "--foreground-scripts", "--loglevel=error"], {
    what: `Node.js ${version} could not be installed from its npm package`,
  });
  if (!existsSync(node)) {
    throw new Error(
      `Node.js ${version} could not be installed: npm ran, but ${node} is not there.\n` +
        `  npm must be allowed to run the install script of the package "node" ` +
        `(see allowScripts in package.json), and node_modules must be writable.`,
    );
  }
}

function npm(root, args, { what }) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", args, {
      cwd: root,
      // All output goes to stderr, so that stdout belongs to the command.
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
      env: { ...process.env, PATH: pathWithoutClone(root) },
    });
    child.once("error", (error) => {
      const missing = error.code === "ENOENT";
      reject(
        new Error(
          missing
            ? `${what}: npm is not on the PATH.\n  Install npm (it comes with Node.js) and run the same command again.`
            : `${what}: ${error.message}`,
        ),
      );
    });
    child.once("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${what}: "npm ${args.join(" ")}" ended with ${code}; its own message is above.\n` +
              `  Without network access to the npm registry (see "npm config get registry" and proxy settings) ` +
              `this cannot work; otherwise run the same command again.`,
          ),
        );
    });
  });
}

/** npm must run on the Node it came with, not on the one it is about to replace. */
function pathWithoutClone(root) {
  const own = join(root, "node_modules", ".bin");
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== own)
    .join(delimiter);
}
