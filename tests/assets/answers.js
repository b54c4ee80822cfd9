/** Answers what `test_agreement.py` asks of the modules: JSON in, JSON out. */

import { readFileSync } from "node:fs";

import { classOf } from "../../assets/map/classes.js";
import { number, read } from "../../assets/shared/numbers.js";
import { findPlaces } from "../../assets/shared/find_places.js";
import { fold, spellings } from "../../assets/shared/names.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = {
  read: asked.figures.map(([value, decimals]) => read(value, decimals)),
  number: asked.figures.map(([value, decimals]) => number(value, { ...asked.format, decimals })),
  classes: asked.classed.map(([value, edges, decimals]) => classOf(value, edges, decimals)),
  fold: asked.names.map(fold),
  spellings: asked.names.map(spellings),
  places: asked.searches.map(([text, level]) => findPlaces(asked.places, text, level)),
};
process.stdout.write(JSON.stringify(answers));
