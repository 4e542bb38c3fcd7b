// Makes pictures with sharp. Standard input: [{ "input": "a.jpg", "outputs": [{ "path", "width", "height", "format", "quality" }] }].
// Standard output, as JSON: seconds, CPU seconds, and bytes by format. A picture whose input has its size already is only encoded.
import { readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";

import sharp from "sharp";

// One thread a picture and as many pictures at once as there are cores, like Sapar.
sharp.concurrency(1);
sharp.cache(false);

/** What each encoder is asked for: the same choices as Sapar's, where there is one. The rest is sharp's default. */
const OPTIONS = {
  avif: (quality) => ({ quality, effort: 4 }),
  jpeg: (quality) => ({ quality, progressive: true, optimiseCoding: true }),
  png: () => ({ compressionLevel: 1 }),
  webp: (quality) => ({ quality }),
};

const queue = JSON.parse(readFileSync(0, "utf8"));
const bytes = {};

async function work() {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const picture = sharp(job.input).rotate();
    for (const { path, width, height, format, quality } of job.outputs) {
      const sized = picture.clone().resize(width, height, { fit: "cover" });
      await sized.toFormat(format, OPTIONS[format](quality)).toFile(path);
      bytes[format] = (bytes[format] ?? 0) + statSync(path).size;
    }
  }
}

const before = process.cpuUsage();
const start = performance.now();
await Promise.all(Array.from({ length: availableParallelism() }, work));
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, bytes }));
