/* Menu, theme, copy, print. Each only makes quicker what works without. */
"use strict";
(() => {
  const reveal = (root) => {
    for (const button of root.querySelectorAll("[data-copy], [data-print]")) button.hidden = false;
  };

  document.addEventListener("click", async (event) => {
    const menu = document.querySelector("[data-menu][open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
      copy.nextElementSibling.textContent = copy.dataset.copied;
    }
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  /* Without a reload, so that nothing typed is lost; the cookie is set by the same address. */
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-switch]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    fetch(`${form.action}?theme=${theme}&next=/erisilebilirlik/`, { redirect: "manual" });
    document.documentElement.dataset.bsTheme = theme;
    form.querySelector(`[value="${theme === "dark" ? "light" : "dark"}"]`).focus();
  });

  document.addEventListener("DOMContentLoaded", () => reveal(document));
  document.addEventListener("htmx:load", (event) => reveal(event.target));
})();
