/** Pages with small charts over years. */

import { start } from "../shared/series.js";

start();
