"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  // As people search: without diacritics, in small letters; days without leading zeros, also those written year first.
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d")
    .replace(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, "$3/$2/$1").replace(/\b0+(?=\d)/g, "");
  const collator = new Intl.Collator("vi", { numeric: true });
  // A day begins where it begins: 5/5 is not found in 15/5.
  const found = (text, word) => {
    if (!/^\d+\//.test(word)) return text.includes(word);
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/\d/.test(text[at - 1])) return true;
    }
    return false;
  };

  // Sorting by any column.
  const sortBy = (table, at, down) => {
    const body = table.tBodies[0];
    const key = row => row.cells[at].dataset.sort ?? row.cells[at].textContent.trim();
    const keyed = [...body.rows].map((row, place) => ({ row, place, key: key(row) }));
    keyed.sort((a, b) => {
      if (a.key === "" || b.key === "") return a.key === b.key ? a.place - b.place : a.key === "" ? 1 : -1;
      const order = collator.compare(a.key, b.key);
      return (down ? -order : order) || a.place - b.place;
    });
    body.append(...keyed.map(one => one.row));
  };
  for (const table of all("table.rows")) {
    const heads = all("thead th", table);
    heads.forEach((head, at) => {
      if (head.textContent === "" || table.tBodies[0].rows.length < 2) return;
      const button = document.createElement("button");
      button.type = "button";
      button.title = document.body.dataset.sort;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sortBy(table, at, down);
      });
    });
  }

  // Filters stand in the address, so that they can be sent on, and Back goes back to those before.
  const form = document.querySelector("form.filters");
  if (form) {
    let table = form.nextElementSibling;
    while (table && !table.querySelector("table.rows")) table = table.nextElementSibling;
    const rows = all("tbody tr", table);
    const texts = rows.map(row => fold([...row.cells].map(cell => cell.textContent).join(" ")));
    const shown = form.querySelector("output");
    const names = ["state", "part", "text"].filter(name => form.elements[name]);
    const asked = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    const show = () => {
      const { state, part } = Object.fromEntries(names.map(name => [name, form.elements[name].value]));
      const words = fold(form.elements.text.value).split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, at) => {
        const fits = (!state || (row.dataset.s ?? "").split(" ").includes(state)) && (!part || row.dataset.p === part)
          && words.every(word => found(texts[at], word));
        row.hidden = !fits;
        count += fits;
      });
      shown.value = count === 0 && rows.length > 0 ? shown.dataset.none
        : shown.dataset.text.replace("{shown}", count).replace("{all}", rows.length);
    };
    const read = () => {
      const from = asked();
      for (const name of names) form.elements[name].value = from.get(name) ?? "";
      show();
    };
    const tell = (replace) => {
      const to = new URLSearchParams();
      for (const name of names) if (form.elements[name].value) to.set(name, form.elements[name].value);
      const hash = "#" + (to.toString() || "=");
      if (hash === location.hash || (hash === "#=" && !asked().toString())) return;
      if (replace) location.replace(hash); else location.hash = hash;
    };
    form.hidden = false;
    // A letter more is no place to come back to; a choice is.
    form.addEventListener("input", event => { show(); tell(event.target.name === "text" && asked().has("text")); });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { show(); tell(false); }));
    addEventListener("hashchange", read);
    read();
  }

  // Search by name: units and tasks of the whole plan, loaded when somebody first looks for one.
  const find = document.getElementById("find");
  if (find) {
    const list = document.getElementById("found");
    const most = 12;
    let known = null;
    const load = () => {
      if (known) return;
      known = [];
      const script = document.createElement("script");
      script.src = find.dataset.up + "names.js";
      script.addEventListener("load", () => {
        known = window.tiendoNames.map(([way, name, more]) => ({ way, name, text: fold(name + " " + more) }));
        search();
      });
      document.head.append(script);
    };
    const search = () => {
      const words = fold(find.elements.find.value).split(/\s+/).filter(Boolean);
      list.hidden = words.length === 0;
      const hits = known.filter(one => words.every(word => one.text.includes(word))).slice(0, most);
      list.replaceChildren(...hits.map(one => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = find.dataset.up + one.way + ".html";
        link.textContent = one.name;
        item.append(link);
        return item;
      }));
      if (hits.length === 0 && words.length > 0 && known.length > 0) {
        const item = document.createElement("li");
        item.textContent = find.dataset.none;
        list.append(item);
      }
    };
    find.hidden = false;
    find.addEventListener("focusin", load);
    find.addEventListener("input", search);
    find.addEventListener("keydown", event => {
      if (event.key === "Escape") { find.reset(); search(); }
    });
    find.addEventListener("submit", event => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
  }

  // Light and dark: as the system has it, until somebody chooses.
  const theme = document.getElementById("theme");
  const root = document.documentElement;
  const kept = value => {
    try {
      if (value) localStorage.setItem("tiendo-theme", value);
      return localStorage.getItem("tiendo-theme");
    } catch { return null; }
  };
  const before = kept();
  if (before === "light" || before === "dark") root.dataset.theme = before;
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    kept(root.dataset.theme);
  });
})();
