#!/usr/bin/env node
// Runs the program. It is in a package of its own for each system, of which npm installs the one that fits (`optionalDependencies`).
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import os from "node:os";

const platform = `${process.platform}-${process.arch}`;
const name = `@sapar/${platform}`;
const program = process.platform === "win32" ? "sapar.exe" : "sapar";

let path;
try {
  path = createRequire(import.meta.url).resolve(`${name}/bin/${program}`);
} catch {
  console.error(
    `sapar: the package ${name} is not installed. If npm was told to leave out optional packages (--omit=optional), install without ` +
      `that. If there is no such package, there is no program for this system: install it with cargo.`,
  );
  process.exit(2);
}

const child = spawn(path, process.argv.slice(2), { stdio: "inherit" });
// A terminal sends Ctrl-C to both. What only this process is sent is handed on, and the end of the program is waited for.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on("error", (error) => {
  console.error(`sapar: ${path} cannot be run: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
