/** Pages of the server whose tables can be sorted. */

import { start } from "../shared/sort_tables.js";

start();
