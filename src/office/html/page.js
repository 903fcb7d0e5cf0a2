"use strict";
(() => {
  const own = document.currentScript;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  // As people search: without diacritics, in small letters.
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
  // Names and tasks are Vietnamese in whatever language the page is.
  const collator = new Intl.Collator("vi", { numeric: true });

  // Sorting: each body by itself, so that groups stay together; heads, sums and totals stay where they are.
  const value = (row, at) => {
    const cell = row.cells[at];
    const text = cell === undefined ? "" : cell.dataset.sort ?? cell.textContent.trim();
    return text === "–" ? "" : text;
  };
  const compare = (a, b) => {
    // What has no value comes last, whichever way.
    if (a === "" || b === "") return a === b ? 0 : null;
    return collator.compare(a, b);
  };
  const sort = (table, at, down) => {
    for (const body of table.tBodies) {
      const fixed = row => row.matches(".group, .subtotal, .total");
      const rows = [...body.rows].filter(row => !fixed(row));
      const keyed = rows.map((row, place) => ({ row, place, key: value(row, at) }));
      keyed.sort((a, b) => {
        const order = compare(a.key, b.key);
        if (order === null) return a.key === "" ? 1 : -1;
        return (down ? -order : order) || a.place - b.place;
      });
      const end = [...body.rows].find(row => row.matches(".subtotal, .total")) ?? null;
      for (const { row } of keyed) body.insertBefore(row, end);
    }
  };
  for (const table of all("table:not(.heat):not(.still)")) {
    const heads = all("thead th", table);
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = own.dataset.sort;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, at, down);
      });
    });
  }

  // Filtering: every row that is about an obligation.
  const form = document.getElementById("filters");
  if (form) {
    const shown = document.getElementById("shown");
    const rows = all("tr[data-unit]");
    // An obligation stands in several lists and is counted once.
    const one = row => `${row.dataset.unit} ${row.dataset.of}`;
    const every = new Set(rows.map(one)).size;
    const texts = new Map();
    const text = row => {
      if (!texts.has(row)) texts.set(row, fold(row.textContent));
      return texts.get(row);
    };
    const filter = () => {
      const { unit, quarter, state } = Object.fromEntries(new FormData(form));
      const words = fold(form.elements.text.value).split(/\s+/).filter(Boolean);
      document.body.classList.toggle("filtered", Boolean(unit || quarter || state || words.length));
      const found = new Set();
      for (const row of rows) {
        const data = row.dataset;
        const fits = (!unit || data.unit === unit) && (!quarter || data.quarter === quarter)
          && (!state || data.limit === state || data.state.split(" ").includes(state)) && words.every(word => text(row).includes(word));
        row.hidden = !fits;
        if (fits) found.add(one(row));
      }
      const said = shown.dataset.text.replace("{shown}", found.size).replace("{all}", every);
      shown.value = found.size ? said : shown.dataset.none;
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    for (const link of all(".heat a")) {
      link.addEventListener("click", () => {
        form.reset();
        const { unit, quarter } = link.parentElement.dataset;
        form.elements.unit.value = unit;
        form.elements.quarter.value = quarter;
        form.elements.state.value = "overdue";
        filter();
      });
    }
    filter();
  }

  // A count of the map opens the obligations that it counts; that of a whole row, those of its cells.
  const kept = document.getElementById("opens-rows");
  if (kept) {
    const opened = kept.firstElementChild;
    const [owed, stands] = ["owed", "stands"].map(id => all("li", document.getElementById(id)).map(item => item.textContent));
    const heads = all(".heat thead th");
    const rows = ({ dataset, parentElement }) => dataset.rows?.split(" ")
      ?? all(`[data-limit="${dataset.limit}"][data-rows]`, parentElement.parentElement).flatMap(rows);
    const line = row => {
      const [of, stand, due] = row.split(":");
      const made = document.createElement("tr");
      for (const [name, text] of [["th", owed[of]], ["td", due ?? "–"], ["td", stands[stand]]]) {
        const cell = document.createElement(name);
        cell.textContent = text;
        if (name === "th") cell.scope = "row";
        made.append(cell);
      }
      return made;
    };
    for (const span of all(".heat td > span")) {
      const text = span.firstChild;
      text.splitText(text.data.trimEnd().length);
      const cell = span.parentElement;
      const said = `${cell.parentElement.cells[0].textContent}, ${heads[cell.cellIndex].textContent}: ${text.data}`;
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", said);
      text.replaceWith(button);
      button.append(text);
      button.addEventListener("click", () => {
        opened.setAttribute("aria-label", said);
        opened.querySelector("caption").textContent = said;
        opened.querySelector("tbody").replaceChildren(...rows(span).map(line));
        kept.after(opened);
        opened.focus({ preventScroll: true });
        opened.scrollIntoView();
      });
    }
    document.getElementById("opens").hidden = false;
  }

  // Light and dark: as the system has it, until somebody chooses.
  const theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
