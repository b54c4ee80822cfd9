/* Two maps side by side: where one is moved or pointed at, the other follows. Only acts on the page that has two frames. */
(function () {
  const frames = () => [...document.querySelectorAll(".two-maps iframe")];

  function whenReady(frame) {
    return new Promise((done) => {
      const look = () => {
        const atlas = frame.contentWindow?.atlas;
        if (atlas?.now?.view && atlas.areas?.size) done(atlas);
        else setTimeout(look, 50);
      };
      look();
    });
  }

  function follow(leader, follower) {
    let busy = false;
    leader.moved = (center, zoom) => {
      if (busy || leader.following) return;
      busy = true;
      follower.following = true;
      follower.follow(center, zoom);
      follower.following = false;
      busy = false;
    };
    leader.pointed = (code) => follower.mirror(code);
  }

  async function link() {
    const two = frames();
    if (two.length !== 2) return;
    const [left, right] = await Promise.all(two.map(whenReady));
    follow(left, right);
    follow(right, left);
    document.querySelector(".two-maps").dataset.linked = "true";
  }

  document.addEventListener("DOMContentLoaded", link);
})();
