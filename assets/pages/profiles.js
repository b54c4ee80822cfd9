/** The search of the profiles: a place that was chosen opens its profile. */

import { placeField, targets } from "../shared/place_field.js";

placeField("q", {
  choose: (found, file, box) => {
    const places = targets(file, found);
    if (places.length > 1 && box.form) {
      box.value = found.label;
      box.form.submit(); /* the page of results links to each of them */
      return;
    }
    const [code] = Object.values(places[0].codes);
    window.location.assign(
      (box.form?.dataset.profile ?? "").replace(encodeURIComponent("{code}"), code).replace("{code}", code),
    );
  },
});
