/** Social regions while somebody draws them: a municipality is in one of them or in none, and steps can be undone. */

/** @typedef {{ readonly name: string, readonly colour: string, readonly codes: readonly string[] }} Drawn */
/** @typedef {readonly Drawn[]} Regions */
/** @typedef {readonly [number, number]} Point */

/**
 * @param {Regions} regions
 * @returns {Map<string, number>} for each municipality that is in one its place in the list
 */
export const holders = (regions) =>
  new Map(regions.flatMap(({ codes }, at) => codes.map((code) => /** @type {[string, number]} */ ([code, at]))));

/**
 * Puts municipalities into a region; from others they are taken out.
 * @param {Regions} regions
 * @param {number} at
 * @param {readonly string[]} codes
 */
export function put(regions, at, codes) {
  const before = holders(regions);
  const coming = new Set(codes.filter((code) => before.get(code) !== at));
  const moved = [...coming].filter((code) => before.has(code));
  const after = regions.map((region, i) =>
    i === at
      ? { ...region, codes: [...region.codes, ...coming] }
      : { ...region, codes: region.codes.filter((code) => !coming.has(code)) },
  );
  return { regions: after, coming: [...coming], moved };
}

/**
 * @param {Regions} regions
 * @param {readonly string[]} codes
 */
export const without = (regions, codes) =>
  regions.map((region) => ({ ...region, codes: region.codes.filter((code) => !codes.includes(code)) }));

/**
 * @param {readonly string[]} colours
 * @param {Regions} regions
 * @returns {string} the colour that the fewest regions have
 */
export function freeColour(colours, regions) {
  const times = colours.map((colour) => regions.filter((region) => region.colour === colour).length);
  return colours[times.indexOf(Math.min(...times))];
}

/**
 * @param {Regions} regions
 * @param {string} template
 * @returns {string} a name that none of them has
 */
export function freeName(regions, template) {
  const taken = new Set(regions.map(({ name }) => name));
  let n = regions.length + 1;
  while (taken.has(template.replace("{n}", String(n)))) n += 1;
  return template.replace("{n}", String(n));
}

/**
 * @param {Point} point
 * @param {readonly Point[]} line closed from its end to its beginning
 */
export function within([x, y], line) {
  let inside = false;
  line.forEach(([x1, y1], i) => {
    const [x2, y2] = line.at(i - 1) ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

/**
 * What is drawn, and what was drawn before.
 * @param {Regions} first
 */
export function steps(first) {
  /** @type {Regions[]} */
  const before = [];
  let now = first;
  return {
    get now() {
      return now;
    },
    get any() {
      return before.length > 0;
    },
    /** @param {Regions} next */
    take(next) {
      before.push(now);
      now = next;
    },
    undo() {
      now = before.pop() ?? now;
    },
  };
}
