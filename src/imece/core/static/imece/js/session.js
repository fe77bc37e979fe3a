/* Two minutes before the session ends: a dialog; one key press goes on (WCAG 2.2.1). */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const dialog = document.querySelector("[data-session-warning]");
  if (!dialog) return;
  const idle = Number(dialog.dataset.idle) * 1000;
  const warn = Number(dialog.dataset.warn) * 1000;
  const left = dialog.querySelector("[data-session-left]");
  const form = dialog.querySelector("form");
  let ends = Date.now() + idle;

  const renew = () => { ends = Date.now() + idle; };
  const say = (seconds) => {
    const step = seconds > 30 ? 30 : 10;
    const shown = Math.ceil(seconds / step) * step;
    const minutes = Math.floor(shown / 60);
    const text = new Intl.RelativeTimeFormat(document.documentElement.lang);
    const words = shown % 60 === 0 ? text.format(minutes, "minute") : text.format(shown, "second");
    if (left.textContent !== words) left.textContent = words;
  };

  setInterval(() => {
    const remaining = ends - Date.now();
    if (remaining <= 0) window.location.assign(`${dialog.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
    else if (remaining <= warn) {
      if (!dialog.open) dialog.showModal();
      say(remaining / 1000);
    }
  }, 1000);

  const goOn = async () => {
    const answer = await fetch(dialog.dataset.url, { method: "POST", body: new FormData(form) });
    if (answer.ok) {
      renew();
      delete form.dataset.sent;
      form.querySelector("button").removeAttribute("aria-busy");
      dialog.close();
    } else window.location.reload();
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); goOn(); });
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); goOn(); });
  document.addEventListener("htmx:afterRequest", renew);
});
