/** A small map for the tests: four areas, two years, one figure kept secret, one missing. */

export const format = { decimals: 1, unit: "%", decimal: ",", group: "\u202f", group_from: 10000 };

export const regions = {
  codes: ["a", "b", "c", "d"],
  names: ["Mühlhausen", "Apolda", "Gera", "Greiz"],
  folded: [["muehlhausen", "muhlhausen"], ["apolda"], ["gera"], ["greiz"]],
  parents: ["Unstrut-Hainich-Kreis", "Weimarer Land", "", "Greiz"],
  lons: [10, 11, 10, 12],
  lats: [51, 51, 50, 50],
};

export const figures = {
  years: [2020, 2021],
  values: [
    [1, 2, 2, null],
    [3, 2, 3, null],
  ],
  states: [{ secret: [3] }, { unknown: [3], estimated: [1] }],
};

export const texts = {
  sentence: "{name}, {year}: {value}. Rank {rank} of {n} {areas}. {comparison}",
  alone: "{name}, {year}: {value}.",
  more: "{difference} more than {benchmark} ({value})",
  less: "{difference} less than {benchmark} ({value})",
  same: "as much as {benchmark} ({value})",
  points: "points",
  states: { secret: "{name}: secret in {year}", unknown: "{name}: unknown in {year}" },
  remarks: { estimated: "(estimated)" },
  signs: {},
  notes: {},
  no_value: "no value",
};

export const classes = {
  edges: [0, 2, 3, 5],
  edges_second: [],
  colours: ["#1", "#2", "#3"],
  labels: ["0 to 2", "over 2 to 3", "over 3 to 5"],
  labels_second: [],
  bars: [0, 1, 2, 3, 4],
  note: "",
};

export const view = {
  indicator: "x",
  year: 2021,
  selected: ["a"],
  most_selected: 2,
  areas: "areas",
  draw: "choropleth",
  years: [2020, 2021],
  over: "all",
  of_years: [],
  of_all: classes,
  offers: {},
  lines: { "#1": "#4", "#2": "#5", "#3": "#6" },
  circle: { value: 100, radius: 30, least: 1 },
  benchmark: { name: "Land", values: [2, 2.5] },
  format,
  second: null,
  texts,
  files: { figures: "f", figures_second: "", regions: "r" },
};
