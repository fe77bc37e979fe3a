/* P0.8: the calendar opens on the typed day or today, with drop-downs of month and year; Temizle empties. */
"use strict";
(() => {
  const language = () => document.documentElement.lang || "tr";
  const pad = (number) => String(number).padStart(2, "0");
  const write = (day) => `${pad(day.getDate())}.${pad(day.getMonth() + 1)}.${day.getFullYear()}`;
  const read = (text) => {
    const found = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text.trim());
    if (!found) return null;
    const day = new Date(found[3], found[2] - 1, found[1]);
    return day.getDate() === Number(found[1]) ? day : null;
  };
  const same = (one, other) => one && other && one.toDateString() === other.toDateString();
  const element = (name, attributes = {}, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const names = (length, make) => Array.from({ length }, (_, index) => make(index));
  const monthName = (month) => new Intl.DateTimeFormat(language(), { month: "long" }).format(new Date(2024, month, 1));
  const dayName = (index) => new Intl.DateTimeFormat(language(), { weekday: "short" }).format(new Date(2024, 0, 1 + index));
  const words = { tr: ["Ay", "Yıl"], en: ["Month", "Year"] };

  class Calendar {
    constructor(field) {
      this.field = field;
      this.input = field.querySelector("input");
      this.button = field.querySelector("[data-calendar]");
      this.chosen = read(this.input.value);
      this.day = this.chosen || new Date();
      this.panel = element("div", { class: "calendar", role: "dialog", "aria-label": this.button.getAttribute("aria-label") });
      this.panel.addEventListener("keydown", (event) => this.key(event));
      field.append(this.panel);
      this.button.setAttribute("aria-expanded", "true");
      this.draw(true);
    }

    draw(focus) {
      const year = this.day.getFullYear();
      const [monthWord, yearWord] = words[language()] || words.tr;
      const month = this.choice(monthWord, names(12, (index) => [index, monthName(index)]), this.day.getMonth());
      const now = new Date().getFullYear();
      const first = Math.min(now - 100, year);
      const years = this.choice(yearWord, names(Math.max(now + 20, year) - first + 1, (index) => [first + index, first + index]), year);
      const move = (from) => {
        this.go(new Date(Number(years.value), Number(month.value), Math.min(this.day.getDate(), new Date(years.value, Number(month.value) + 1, 0).getDate())), false);
        this.panel.querySelector(`select[aria-label="${from.getAttribute("aria-label")}"]`).focus();
      };
      for (const list of [month, years]) list.addEventListener("change", () => move(list));
      const heads = element("div", { class: "calendar-heads" });
      heads.append(month, years);
      this.panel.replaceChildren(heads, this.table());
      if (focus) this.panel.querySelector('td button[tabindex="0"]').focus();
    }

    choice(label, options, value) {
      const list = element("select", { class: "form-select", "aria-label": label });
      for (const [key, text] of options) {
        const option = element("option", { value: key }, text);
        option.selected = key === value;
        list.append(option);
      }
      return list;
    }

    table() {
      const table = element("table");
      const head = table.createTHead().insertRow();
      for (const name of names(7, dayName)) head.append(element("th", { scope: "col" }, name));
      const body = table.createTBody();
      const first = new Date(this.day.getFullYear(), this.day.getMonth(), 1);
      const length = new Date(this.day.getFullYear(), this.day.getMonth() + 1, 0).getDate();
      let row = body.insertRow();
      for (let blank = (first.getDay() + 6) % 7; blank > 0; blank--) row.insertCell();
      for (let number = 1; number <= length; number++) {
        if (row.cells.length === 7) row = body.insertRow();
        row.insertCell().append(this.dayButton(new Date(this.day.getFullYear(), this.day.getMonth(), number)));
      }
      return table;
    }

    dayButton(day) {
      const long = new Intl.DateTimeFormat(language(), { dateStyle: "full" }).format(day);
      const button = element("button", { type: "button", "aria-label": long, tabindex: same(day, this.day) ? "0" : "-1" }, day.getDate());
      if (same(day, new Date())) button.setAttribute("aria-current", "date");
      button.setAttribute("aria-pressed", String(Boolean(same(day, this.chosen))));
      button.addEventListener("click", () => this.choose(day));
      return button;
    }

    go(day, focus = true) { this.day = day; this.draw(focus); }

    choose(day) {
      this.input.value = write(day);
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      this.close();
      this.input.focus();
    }

    key(event) {
      if (event.key === "Escape") { event.stopPropagation(); this.close(); this.button.focus(); return; }
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
      const months = { PageUp: -1, PageDown: 1 }[event.key];
      if (event.target.tagName === "SELECT" || !(step || months)) return;
      event.preventDefault();
      const day = this.day;
      if (step) this.go(new Date(day.getFullYear(), day.getMonth(), day.getDate() + step));
      else this.go(new Date(day.getFullYear(), day.getMonth() + months, Math.min(day.getDate(), 28)));
    }

    close() {
      this.panel.remove();
      this.button.setAttribute("aria-expanded", "false");
      open = null;
    }
  }

  let open = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-calendar]");
    const mine = open && open.button === button;
    if (open && (button || !open.field.contains(event.target)) && document.contains(event.target)) open.close();
    if (button && !mine) open = new Calendar(button.closest("[data-date-field]"));
    const clear = event.target.closest("[data-clear]");
    if (clear) {
      const input = clear.closest("[data-date-field]").querySelector("input");
      input.value = "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    }
  });

  const reveal = (root) => {
    for (const button of root.querySelectorAll("[data-calendar], [data-clear]")) {
      if (!button.closest("[data-date-field]").querySelector("input").disabled) button.hidden = false;
    }
  };
  document.addEventListener("DOMContentLoaded", () => reveal(document));
  document.addEventListener("htmx:load", (event) => reveal(event.target));
})();
