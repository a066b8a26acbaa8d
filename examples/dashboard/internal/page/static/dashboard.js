// Live progress of both directions. Everything else works without this file.
"use strict";

(() => {
  const lanes = document.querySelectorAll(".lane");
  if (lanes.length === 0 || !window.EventSource) return;

  const events = new EventSource("/events");
  let newest = [];

  events.addEventListener("state", (event) => {
    newest = JSON.parse(event.data);
    newest.forEach(show);
  });

  // The buttons and the table change with the mode and the run: then the page is
  // fetched anew, and only what differs is put in, so that focus stays.
  function show(lane) {
    const card = document.getElementById("lane-" + lane.name);
    if (!card) return;

    const now = card.querySelector(".now");
    if (now.innerHTML !== lane.html) now.innerHTML = lane.html;

    if (card.dataset.mode === lane.mode && card.dataset.run === lane.run) return;
    card.dataset.mode = lane.mode;
    card.dataset.run = lane.run;
    refresh();
  }

  let pending = 0;

  function refresh() {
    clearTimeout(pending);
    pending = setTimeout(async () => {
      const answer = await fetch("/", { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) { location.reload(); return; }

      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const focus = document.activeElement && document.activeElement.id;
      document.querySelector("main").innerHTML = fresh.querySelector("main").innerHTML;
      newest.forEach(show); // the page may have been drawn before what was heard last
      if (focus) (document.getElementById(focus) || document.getElementById(other(focus)) || document.body).focus();
    }, 150);
  }

  // Start becomes Stop where it stood, and back.
  function other(id) {
    return id.startsWith("start-") ? id.replace("start-", "stop-") : id.replace("stop-", "start-");
  }
})();
