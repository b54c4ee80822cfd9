/** What the scripts share with Dash, Leaflet and plotly, and the records of the map that only the browser has. */

import type { Feature, Point, Polygon } from "geojson";
import type * as Leaflet from "leaflet";
import type * as hooks from "./map/hooks.js";
import type { follow, onMove } from "./map/leaflet_map.js";
import type { mirror, onPoint } from "./map/interaction.js";
import type { circles } from "./map/paint.js";
import type { choose } from "./map/region_search.js";
import type { sentence } from "./map/sentences.js";
import type { rank } from "./map/state.js";
import type { FiguresFile, RegionsFile, View } from "./types.d.ts";

export type AreaFeature = Feature<Polygon, { code: string }>;
export type SeatFeature = Feature<Point, { name: string; rank: string }>;

/** A layer of Leaflet with the private parts that recolouring in place needs. */
export interface Shape {
  _map?: Leaflet.Map;
  _path?: SVGPathElement;
  _painted?: string;
  feature?: AreaFeature;
  options: { fillColor?: string; color?: string; stroke?: boolean };
  on(kinds: string, act: (event: Leaflet.LeafletMouseEvent) => void): unknown;
  setStyle(style: { fillColor?: string; color?: string; stroke?: boolean; fill?: boolean }): unknown;
}

export interface CircleShape extends Shape {
  setRadius(pixels: number): unknown;
  bringToFront(): unknown;
}

/**
 * What the page shows right now; `at` is the place of the year, `index` the place of each code, `inside` holds the areas
 * of the one district that is shown in full, or is null; `over` says whose values make the classes where the map rests,
 * `running` that it does not.
 */
export interface Now {
  view: View | null;
  figures: FiguresFile | null;
  regions: RegionsFile | null;
  other: FiguresFile | null;
  at: number;
  selected: Set<string>;
  inside: Set<string> | null;
  over: "year" | "all";
  running: boolean;
  index: Map<string, number>;
}

export interface Drawn extends Now {
  view: View;
  figures: FiguresFile;
  regions: RegionsFile;
}

/** The edges of what a text is written beside. */
export type Near = Pick<DOMRect, "left" | "right" | "bottom">;

export type Atlas = typeof hooks & {
  now: Now;
  foreseen: Promise<void>;
  ready: Promise<void>;
  find: typeof choose;
  follow: typeof follow;
  mirror: typeof mirror;
  onMove: typeof onMove;
  onPoint: typeof onPoint;
  read: { sentence: typeof sentence; rank: typeof rank; circles: typeof circles };
};

/** What the comparison chose, as the server answers it. */
export interface Compared {
  indicator: string;
  second: string;
  level: string;
  year: number;
  years: number[];
  regions: string[];
  query: string;
  title: string;
  said: string;
  places: string;
}

/** A chart of the comparison: what Dash draws, what it is called, and how high its place is. */
export interface Chart {
  graph: { props: { figure: unknown } };
  title: string;
  high: number;
}

interface DashClientside {
  no_update: unknown;
  set_props(id: string, props: Record<string, unknown>): void;
  atlas_page?: Record<string, (given: any) => unknown>;
  atlas_compare?: Record<string, (given: any) => unknown>;
}

/** A chart of the page; `meta.saved` is what the server wants otherwise on a saved picture. */
export interface PlotlyGraph extends HTMLElement {
  data: unknown;
  layout: {
    annotations: unknown[];
    meta: { saved: { note: unknown; layout: { width: number; height: number } } };
  };
}

interface Plotly {
  toImage(figure: { data: unknown; layout: unknown }, options: Record<string, unknown>): Promise<string>;
}

declare global {
  interface Window {
    atlas: Atlas;
    dash_clientside: DashClientside;
    L: typeof Leaflet;
    Plotly: Plotly;
  }
}
