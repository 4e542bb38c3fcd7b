#!/usr/bin/env node
// Makes the packages for npm that carry the program: one for the system that it was built for, and `sapar`, which installs the one that
// fits and runs it.
//
//     scripts/make-npm-packages.mjs --target x86_64-unknown-linux-gnu --documents target/documents PROGRAM FOLDER
//
// The program is the one that the archive of the same release has. `--documents` is what scripts/make-documents has made.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
/** What npm compares with the system, by Rust's names of targets. */
const SYSTEMS = {
  "aarch64-apple-darwin": { os: ["darwin"], cpu: ["arm64"] },
  "aarch64-unknown-linux-gnu": { os: ["linux"], cpu: ["arm64"], libc: ["glibc"] },
  "x86_64-apple-darwin": { os: ["darwin"], cpu: ["x64"] },
  "x86_64-pc-windows-msvc": { os: ["win32"], cpu: ["x64"] },
  "x86_64-unknown-linux-gnu": { os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
};

const { values, positionals } = parseArgs({
  options: { target: { type: "string" }, documents: { type: "string" } },
  allowPositionals: true,
});
const system = SYSTEMS[values.target];
const [program, folder] = positionals;
if (!system || !values.documents || !program || !folder) {
  console.error(`usage: make-npm-packages.mjs --target ${Object.keys(SYSTEMS).join("|")} --documents FOLDER PROGRAM FOLDER`);
  process.exit(2);
}

const manifest = fs.readFileSync(path.join(ROOT, "Cargo.toml"), "utf8");
const value = (key) => manifest.match(new RegExp(`^${key} = "(.*)"$`, "m"))[1];
const common = { version: value("version"), license: value("license") };
const nameOf = (system) => `@sapar/${system.os[0]}-${system.cpu[0]}`;

/** Packs what `fill` puts into a new folder beside a package.json and the licences. */
function pack(contents, fill) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "sapar-npm-"));
  try {
    fs.writeFileSync(path.join(scratch, "package.json"), JSON.stringify({ ...contents, ...common }, null, 2));
    for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) fs.copyFileSync(path.join(ROOT, licence), path.join(scratch, licence));
    fill(scratch);
    fs.mkdirSync(folder, { recursive: true });
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const words = ["pack", "--silent", "--pack-destination", path.resolve(folder)];
    // On Windows, npm is a script, which only a shell runs.
    const name = execFileSync(npm, words, { cwd: scratch, encoding: "utf8", shell: process.platform === "win32" });
    console.log(path.join(folder, name.trim()));
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

const file = system.os[0] === "win32" ? "sapar.exe" : "sapar";
pack(
  {
    name: nameOf(system),
    description: `The program of the package \`sapar\` for ${system.os[0]} (${system.cpu[0]})`,
    ...system,
    preferUnplugged: true,
    files: ["bin", "THIRD-PARTY-LICENSES.txt", "LICENSE-*"],
  },
  (scratch) => {
    fs.mkdirSync(path.join(scratch, "bin"));
    const copy = path.join(scratch, "bin", file);
    fs.copyFileSync(path.join(values.documents, "THIRD-PARTY-LICENSES.txt"), path.join(scratch, "THIRD-PARTY-LICENSES.txt"));
    fs.copyFileSync(file === "sapar" ? program : program.replace(/(\.exe)?$/, ".exe"), copy);
    fs.chmodSync(copy, 0o755);
  },
);

// The same on every system, so that a release has it once.
const pages = fs.readdirSync(path.join(values.documents, "man", "man1")).sort();
pack(
  {
    name: "sapar",
    description: value("description"),
    keywords: ["static-site", "generator", "multilingual", "fluent", "tourism"],
    bin: { sapar: "bin/sapar.mjs" },
    man: pages.map((page) => `./man/man1/${page}`),
    files: ["bin", "completions", "man", "LICENSE-*"],
    engines: { node: ">=18" },
    optionalDependencies: Object.fromEntries(Object.values(SYSTEMS).map((system) => [nameOf(system), common.version])),
  },
  (scratch) => {
    fs.mkdirSync(path.join(scratch, "bin"));
    fs.copyFileSync(path.join(ROOT, "scripts/npm/sapar.mjs"), path.join(scratch, "bin/sapar.mjs"));
    fs.copyFileSync(path.join(ROOT, "README.md"), path.join(scratch, "README.md"));
    for (const part of ["completions", "man"]) fs.cpSync(path.join(values.documents, part), path.join(scratch, part), { recursive: true });
  },
);
