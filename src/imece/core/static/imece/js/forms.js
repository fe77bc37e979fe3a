/* Error summary takes focus; a form is sent once; leaving with unsaved words asks first; passwords can be seen. */
"use strict";
(() => {
  let changed = false;

  const prepare = (root) => {
    const summary = root.querySelector("[data-error-summary]");
    if (summary) summary.focus();
    for (const button of root.querySelectorAll("[data-show]")) button.hidden = false;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "get" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    changed = false;
    /* after the browser has read the pressed button's value */
    setTimeout(() => event.submitter?.setAttribute("aria-busy", "true"), 0);
  });

  /* back from the next page: the browser shows the form as it was left */
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) delete form.dataset.sent;
  });

  document.addEventListener("input", (event) => {
    if (event.target.closest("[data-guard]")) changed = true;
  });
  /* wizards save by themselves and tell so with this event */
  document.addEventListener("imece:saved", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    const input = button.closest("[data-password]").querySelector("input");
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });

  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:afterSwap", (event) => prepare(event.target));
})();
