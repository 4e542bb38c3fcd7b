//# allFunctionsCalledOnLoad
// Loads and reads the files of an index; each once.

const VERSION = 4;

// As in the program: FNV-1a over code points, with the high bits mixed into the low ones.
function hash(text) {
  let sum = 0x811c9dc5;
  for (const c of text) sum = Math.imul(sum ^ c.codePointAt(0), 0x01000193);
  return (Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) ^ (sum >>> 13)) >>> 0;
}

const decoder = new TextDecoder();
const text = (file) => decoder.decode(file);

// The bytes of a file. Each but the manifest begins with its version; a file of another one, or none, is of an index that was published
// since the manifest was loaded.
async function bytes(url, options, version = "") {
  const response = await fetch(url, options);
  const file = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || text(file.subarray(0, version.length)) !== version) {
    throw Object.assign(new Error(`${url}: ${response.status}`), { isOutdated: response.ok || response.status === 404 });
  }
  // A blob would be registered with another process first.
  const stream = new Response(file.subarray(version.length)).body.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function reader(file) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = file[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const slice = (length) => file.subarray(at, (at += length));
  const pages = () => {
    const numbers = new Uint32Array(number());
    let last = 0;
    for (let index = 0; index < numbers.length; index++) numbers[index] = last += number();
    return { numbers, weights: slice(numbers.length) };
  };
  return { number, slice, pages, more: () => at < file.length };
}

// Keys in their order, each with its stems and their pages, and with the pages whose names begin so.
function readTerms(file) {
  const { number, slice, pages, more } = reader(file);
  const terms = new Map();
  let key = "";
  while (more()) {
    // What is shared is told in bytes.
    let shared = 0;
    for (let left = number(); left > 0; shared++) {
      const code = key.charCodeAt(shared);
      left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
    }
    key = key.slice(0, shared) + text(slice(number()));
    const count = number();
    const stems = Array.from({ length: count >> 1 }, () => ({ stem: text(slice(number())) || key, ...pages() }));
    terms.set(key, { key, stems, beginning: count & 1 ? pages() : undefined });
  }
  return terms;
}

function readFacets(file) {
  const { number } = reader(file);
  const facets = new Map();
  let last = 0;
  for (let count = number(); count > 0; count--) {
    const page = (last += number());
    const [kind, region, months] = [number(), number(), number()];
    facets.set(page, { kind, region: region - 1, months, tags: Array.from({ length: number() }, number) });
  }
  return facets;
}

// `options` are those of `fetch`.
export async function openFiles(base, options) {
  const loaded = new Map();
  const load = (name, version, read) => {
    if (!loaded.has(name)) {
      const loading = bytes(`${base}${name}.bin?v=${version}`, options, version).then(read);
      // What failed is asked for again by the next query.
      loading.catch(() => loaded.delete(name));
      loaded.set(name, loading);
    }
    return loaded.get(name);
  };
  const manifest = JSON.parse(text(await bytes(`${base}index.bin`, { cache: "no-cache", ...options })));
  const divided = new Set(manifest.divided.split(" "));
  const one = (sort, number, read) => {
    const at = number * VERSION;
    return load(`${sort}-${number}`, manifest[sort].slice(at, at + VERSION), read);
  };
  const count = (sort) => manifest[sort].length / VERSION;

  // The letters that all words of a part begin with: as few as it takes.
  function part(key) {
    let letters = "";
    for (const c of key) {
      letters += c;
      if (!divided.has(letters)) break;
    }
    return letters;
  }

  return {
    manifest,
    // Whether words that begin so are in several files.
    isDivided: (beginning) => divided.has(beginning),
    terms: (key) => one("terms", hash(part(key)) & (count("terms") - 1), readTerms),
    // Words with the same two last letters as a word, and others: those of names, then the rest.
    endings: (key) =>
      one("endings", hash(key.slice(-2)) & (count("endings") - 1), (file) =>
        text(file).split("\n").map((line) => line.split(" ")),
      ),
    record: async (number) => {
      const file = number >>> (manifest.bits - Math.log2(count("pages")));
      return (await one("pages", file, (read) => JSON.parse(text(read))))[number];
    },
    facets: () => load("facets", manifest.facets, readFacets),
  };
}
