/* Fields that matter only for another field's answer are hidden until it is given; never while they hold something. */
"use strict";
(() => {
  const answers = (form, name) =>
    [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
      .filter((one) => !["checkbox", "radio"].includes(one.type) || one.checked)
      .map((one) => one.value)
      .filter((value) => value !== "");

  const isEmpty = (box) =>
    [...box.querySelectorAll("input, select, textarea")].every((one) =>
      ["checkbox", "radio"].includes(one.type) ? !one.checked : one.value === "");

  const update = (form) => {
    for (const field of form.querySelectorAll("[data-shown-if]")) {
      const box = field.closest(".field");
      const wanted = field.dataset.shownFor.split(" ");
      const given = field.dataset.shownIf.split(" ").flatMap((name) => answers(form, name));
      const fits = wanted.includes("*") ? given.length > 0 : given.some((value) => wanted.includes(value));
      box.hidden = !fits && isEmpty(box) && !box.classList.contains("has-error");
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("wizard-form");
    if (!form) return;
    update(form);
    form.addEventListener("change", () => update(form));
  });
})();
