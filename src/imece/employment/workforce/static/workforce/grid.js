/* The grid's totals while one types; «Reckon» gives the same numbers from the server. */
"use strict";
(() => {
  const read = (cell) => {
    const box = cell.querySelector("input");
    const number = Number.parseInt((box ? box.value : cell.textContent).replace(/[.\s]/g, ""), 10);
    return Number.isNaN(number) ? 0 : number;
  };

  const start = (table) => {
    const cells = new Map();
    for (const cell of table.querySelectorAll("td[data-block]")) {
      cells.set([cell.dataset.block, cell.dataset.row, cell.dataset.sex].join(), cell);
    }
    const rows = [...new Set([...cells.values()].map((cell) => cell.dataset.row))].filter((row) => row !== "all");
    const sexes = ["E", "K"];
    const at = (block, row, sex) => cells.get([block, row, sex].join());
    const write = (cell, number) => {
      cell.textContent = number.toLocaleString("tr-TR");
      cell.classList.toggle("is-wrong", number < 0);
    };
    const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

    const reckon = () => {
      const known = new Map();
      const number = (block, row, sex) => {
        const key = [block, row, sex].join();
        if (!known.has(key)) {
          known.set(key, block === "end"
            ? number("previous", row, sex) + number("hired", row, sex) - number("left", row, sex)
            : read(at(block, row, sex)));
        }
        return known.get(key);
      };
      for (const block of ["previous", "hired", "left", "end"]) {
        for (const row of rows) {
          if (block === "end") for (const sex of sexes) write(at(block, row, sex), number(block, row, sex));
          write(at(block, row, "T"), sum(sexes.map((sex) => number(block, row, sex))));
        }
        for (const sex of sexes) write(at(block, "all", sex), sum(rows.map((row) => number(block, row, sex))));
        write(at(block, "all", "T"), sum(sexes.flatMap((sex) => rows.map((row) => number(block, row, sex)))));
      }
    };
    table.addEventListener("input", reckon);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll(".workforce-grid")) start(table);
  });
})();
