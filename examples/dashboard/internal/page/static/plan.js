// Shows how far a preview is, and the preview once it is there. Without this file
// the page asks again by itself.
"use strict";

(() => {
  const making = document.getElementById("plan-making");
  if (!making) return;

  const again = async () => {
    try {
      const answer = await fetch(making.dataset.ready, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("plan-making");
      if (answer.redirected || !fresh) { location.replace(making.dataset.ready); return; }

      making.innerHTML = fresh.innerHTML;
    } catch { /* the program is being started anew: ask again */ }
    setTimeout(again, 1000);
  };

  setTimeout(again, 500);
})();
