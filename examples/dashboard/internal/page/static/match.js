// The keyboard of the page of matching, and decisions without loading it anew.
// Everything works without this file.
"use strict";

(() => {
  searching();

  const cards = document.getElementById("match-cards");
  if (!cards) return;

  const said = document.getElementById("match-said");
  const all = () => [...cards.querySelectorAll(".case")];
  const current = () => cards.querySelector(".case.current") || cards.querySelector(".case");

  // Buttons of a card and the one that takes the last decision back.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest(".case") && form.id !== "match-back") return;

    event.preventDefault();
    send(form, event.submitter);
  });

  cards.addEventListener("focusin", (event) => {
    const card = event.target.closest(".case");
    if (card) mark(card);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;

    // By place and not by letter: a Bulgarian keyboard has other letters there.
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const acts = {
      KeyJ: () => step(1), ArrowDown: () => step(1), KeyK: () => step(-1), ArrowUp: () => step(-1),
      KeyA: () => press("1"), KeyX: () => press("x"),
      KeyU: () => document.querySelector("#match-back button").click(),
    };

    if (event.key === "?") document.getElementById("match-keys").toggleAttribute("open");
    else if (event.shiftKey) return;
    else if (digit) press(digit[1]);
    else if (acts[event.code]) acts[event.code]();
    else return;

    event.preventDefault();
  });

  function mark(card) {
    for (const other of cards.querySelectorAll(".case.current")) other.classList.remove("current");
    card.classList.add("current");
  }

  function go(card) {
    if (!card) return;

    mark(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const list = all();
    const marked = cards.querySelector(".case.current");
    if (list.length > 0) go(marked ? list[Math.max(0, Math.min(list.length - 1, list.indexOf(marked) + by))] : list[0]);
  }

  function press(key) {
    const card = current();
    const button = card && card.querySelector(`button[data-key="${key}"]`);
    if (button) { mark(card); button.click(); }
  }

  let sending = Promise.resolve(); // one after the other, in the order of the keys

  function send(form, button) {
    const body = new URLSearchParams(new FormData(form, button));
    const card = form.closest(".case");
    if (card) go(all()[all().indexOf(card) + 1] || card); // the next key is for the next good

    sending = sending.then(() => decide(form.action, body)).catch(() => location.reload());
  }

  async function decide(action, body) {
    const token = document.querySelector("meta[name=csrf-token]").content;
    const answer = await fetch(action, { method: "POST", body, headers: { Accept: "application/json", "X-CSRF-Token": token } });
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) { location.reload(); return; }

    const news = await answer.json();
    said.textContent = "";
    if (!answer.ok) { tell(news.message); return; }

    document.getElementById("match-tally").innerHTML = news.tally;
    show(news, action.endsWith("/back"));
  }

  // A card that was taken back is shown again, wherever it is.
  function show(news, taken) {
    const old = document.getElementById(news.id);
    if (!old) { if (taken) location.reload(); return; }

    const marked = old.classList.contains("current");
    const focused = old.contains(document.activeElement);
    old.outerHTML = news.card;

    const fresh = document.getElementById(news.id);
    if (taken || focused) go(fresh);
    else if (marked) mark(fresh);
  }

  function tell(message) {
    const box = document.createElement("div");
    box.className = "notice warn";
    box.append(Object.assign(document.createElement("p"), { textContent: message }));
    said.replaceChildren(box);
    box.scrollIntoView({ block: "nearest" });
  }

  // Shows how far a search is, and the page once it is over.
  function searching() {
    const box = document.getElementById("match-searching");
    if (!box) return;

    const again = async () => {
      try {
        const answer = await fetch("/match", { headers: { Accept: "text/html" } });
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("match-searching");
        if (answer.redirected || !fresh) { location.replace("/match"); return; }

        box.innerHTML = fresh.innerHTML;
      } catch { /* the program is being started anew: ask again */ }
      setTimeout(again, 1000);
    };

    setTimeout(again, 500);
  }
})();
