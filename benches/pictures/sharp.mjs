// Makes the same variants with sharp. Standard input: [{ "input": "a.jpg", "outputs": [{ "path", "width", "height", "format", "quality" }] }].
// Standard output: seconds and bytes by format, as JSON. NODE_PATH or the working directory must have `sharp`.
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const sharp = require("sharp");

// One thread a picture and as many pictures at once as there are cores, like Sapar.
sharp.concurrency(1);
sharp.cache(false);

const jobs = JSON.parse(readFileSync(0, "utf8"));
const start = performance.now();
const queue = [...jobs];
const result = { seconds: 0, bytes: {} };

async function work() {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const picture = sharp(job.input).rotate();
    for (const { path, width, height, format, quality } of job.outputs) {
      const options = { jpeg: { quality, progressive: true, optimiseCoding: true }, webp: { quality }, avif: { quality, effort: 4 } }[format];
      await picture.clone().resize(width, height, { fit: "cover" }).toFormat(format, options).toFile(path);
      result.bytes[format] = (result.bytes[format] ?? 0) + statSync(path).size;
    }
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
result.seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify(result));
