// Comfort on the page Settings: each field is tried while it is typed, and fields
// come and go with what they depend on. Saving tries everything again.
"use strict";

(() => {
  const form = document.getElementById("settings");
  if (!form) return;

  const token = document.querySelector("meta[name=csrf-token]").content;
  const timers = new Map();

  form.addEventListener("input", (event) => soon(event.target, 400));
  form.addEventListener("change", (event) => { soon(event.target, 0); depend(); });

  function soon(control, wait) {
    const field = control.closest(".field");
    if (!field) return;
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => check(field), wait));
  }

  async function check(field) {
    const body = new URLSearchParams({ name: field.dataset.name });
    for (const control of field.querySelectorAll("input, select, textarea")) {
      if (control.disabled || control.type === "password" || (control.type === "checkbox" && !control.checked)) continue;
      body.append(control.name, control.value);
    }

    let answer;
    try {
      const response = await fetch("/settings/check", { method: "POST", body, headers: { "X-CSRF-Token": token } });
      if (!response.ok) return;
      answer = await response.json();
    } catch { return; }

    const fault = field.querySelector(".fault");
    fault.textContent = answer.message;
    fault.hidden = answer.ok;
    for (const control of field.querySelectorAll("input, select, textarea")) {
      if (answer.ok) control.removeAttribute("aria-invalid"); else control.setAttribute("aria-invalid", "true");
    }
  }

  // depend shows what has a meaning and puts the rest away, where it is not sent.
  function depend() {
    const printer = form.elements.namedItem("fiscal.smart_printer.enabled");
    const on = printer && [...(printer.length ? printer : [printer])].some((box) => box.checked);
    const choice = form.elements.namedItem("warehouse.supto");
    const supto = choice && choice.value !== "auto" ? choice.value : form.dataset.supto;

    show("printer", on);
    if (supto) show("supto", supto === "yes");
  }

  function show(condition, on) {
    for (const place of form.querySelectorAll(`[data-when="${condition}"]`)) {
      if (on && place.localName === "template") place.replaceWith(place.content);
      if (!on && place.localName !== "template") {
        const away = document.createElement("template");
        away.dataset.when = condition;
        place.replaceWith(away);
        away.content.append(place);
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const first = form.querySelector("[aria-invalid]");
    if (first) first.focus();
  });
})();
