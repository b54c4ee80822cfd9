/** Made from atlas/views/map/browser_records.py by `python -m tools.types`; do not edit. */

/** The classes of a year or of all years. */
export interface Classes {
  edges: ReadonlyArray<number>;
  edges_second: ReadonlyArray<number>;
  colours: ReadonlyArray<string>;
  labels: ReadonlyArray<string>;
  labels_second: ReadonlyArray<string>;
  bars: ReadonlyArray<number>;
  note: string;
}

/** Classes that show more of a year: why, what to press, and the words of the address that are then changed. */
export interface Offer {
  text: string;
  action: string;
  scheme: string;
  over: "year" | "all";
}

/** How numbers of an indicator are written; ``group`` parts thousands from ``group_from`` on. */
export interface NumberFormat {
  decimals: number;
  unit: string;
  decimal: string;
  group: string;
  group_from: number;
}

/** The law of circle areas: a circle of ``radius`` pixels stands for ``value``, none is smaller than ``least``. */
export interface Circle {
  value: number;
  radius: number;
  least: number;
}

/** The benchmark: its name and its value in each year, null where there is none. */
export interface Against {
  name: string;
  values: ReadonlyArray<number | null>;
}

/** The one district that is shown in full: its code, those of its areas, and what is said of areas beside it. */
export interface Focus {
  code: string;
  inside: ReadonlyArray<string>;
  outside: string;
}

/** The other indicator of a map of two; ``sentence`` is a template. */
export interface Second {
  title: string;
  format: NumberFormat;
  sentence: string;
}

/** Templates and texts that the browser fills in; dictionaries are by state of a value. */
export interface Texts {
  sentence: string;
  alone: string;
  more: string;
  less: string;
  same: string;
  points: string;
  states: Record<string, string>;
  remarks: Record<string, string>;
  signs: Record<string, string>;
  notes: Record<string, string>;
  no_value: string;
  too_many: string;
  load_failed: string;
  copied: string;
  play: string;
  pause: string;
  over_year: string;
  over_all: string;
  over_running: string;
  title: string;
  summary: string;
  summary_one: string;
  taken_out: string;
  sorted_up: string;
  sorted_down: string;
}

/** Addresses of the outlines of one layer, from afar and near. */
export interface Details {
  coarse: string;
  fine: string;
}

/** Addresses of the immutable files of a view; empty or null where it needs none; of ``marks`` one a ``{year}``. */
export interface Files {
  areas: Details;
  borders: Details | null;
  figures: string;
  figures_second: string;
  regions: string;
  names: string;
  points: string;
  places: string;
  marks: string;
}

/** Everything that the browser needs to draw the map of a view and every year of it. */
export interface View {
  release: string;
  indicator: string;
  page_title: string;
  year: number;
  selected: ReadonlyArray<string>;
  most_selected: number;
  areas: string;
  focus: Focus | null;
  level: string;
  levels: ReadonlyArray<string>;
  draw: "choropleth" | "symbols" | "bivariate";
  years: ReadonlyArray<number>;
  over: "year" | "all";
  of_years: ReadonlyArray<Classes>;
  of_all: Classes;
  offers: Record<string, ReadonlyArray<Offer | null>>;
  lines: Record<string, string>;
  circle: Circle | null;
  benchmark: Against | null;
  format: NumberFormat;
  second: Second | null;
  texts: Texts;
  files: Files;
  bounds: readonly [readonly [number, number], readonly [number, number]];
  controls: Record<string, string>;
}

/** Figures of all years: values by year and area, and for each year the positions of areas by remarkable state. */
export interface FiguresFile {
  years: ReadonlyArray<number>;
  values: ReadonlyArray<ReadonlyArray<number | null>>;
  states: ReadonlyArray<Record<string, ReadonlyArray<number>>>;
}

/** The areas of a level in the order of the figures: names, districts, a point inside of each. */
export interface RegionsFile {
  codes: ReadonlyArray<string>;
  names: ReadonlyArray<string>;
  parents: ReadonlyArray<string>;
  lons: ReadonlyArray<number>;
  lats: ReadonlyArray<number>;
}

/** Marks of a year: pattern of each area, -1 without one; what is said of each pattern, and of all. */
export interface MarksFile {
  of: ReadonlyArray<number>;
  sentences: ReadonlyArray<string>;
  said: string;
}

/** A line of a small chart: heights in its drawing, null without a value, and what is said of each year. */
export interface SeriesLine {
  name: string;
  css: string;
  y: ReadonlyArray<number | null>;
  texts: ReadonlyArray<string>;
}

/** A small chart over years as it is read out; ``x``, ``top`` and ``bottom`` are units of its drawing. */
export interface Series {
  label: string;
  years: ReadonlyArray<number>;
  x: ReadonlyArray<number>;
  top: number;
  bottom: number;
  lines: ReadonlyArray<SeriesLine>;
}

/** A place that can be found: codes by level, areas that hold it; a former one leads ``into`` others by position. */
export interface FoundPlace {
  label: string;
  where: string;
  codes: Record<string, string>;
  within: ReadonlyArray<string>;
  into: ReadonlyArray<number>;
  names: ReadonlyArray<string>;
  parts: ReadonlyArray<string>;
  kinds: ReadonlyArray<string>;
  numbers: ReadonlyArray<string>;
  rank: number;
}

/** All places of a territory date; ``kinds`` are the words that say which sort of place is meant. */
export interface PlacesFile {
  kinds: ReadonlyArray<string>;
  places: ReadonlyArray<FoundPlace>;
}
