// A table whose rows open. Everything shown arrives as ready text and is set as text, never as markup.
//
// data: { label, columns, rows, lazy, open, limit, language, words }
//   columns  [{ text, kind: "text" | "number", wide }]    wide ones are left out on a phone
//   rows     [{ key, cells, blocks, shut, go }]           a shut row does not open; one with go leads elsewhere
//   lazy     the server fills the blocks of the row that it is told is open; else all rows have theirs from the start
//   cells    text, or { text, state, note, go }           state is one of the six, shown by shape, colour and word
//   blocks   [{ title, text, facts, columns, rows, more }]

const SHAPES = ["met", "late", "missing", "pending", "excused", "unchecked"];

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function fill(node, cell, go) {
  if (cell === null || typeof cell !== "object") {
    node.append(cell ?? "");
    return;
  }
  const text = make(cell.go && go ? "button" : "span", cell.state ? `state ${cell.state}` : "");
  if (cell.go && go) {
    text.type = "button";
    text.classList.add("go");
    text.onclick = (event) => {
      event.stopPropagation();
      go(cell.go);
    };
  }
  if (SHAPES.includes(cell.state)) {
    const shape = make("span", `shape ${cell.state}`);
    shape.setAttribute("aria-hidden", "true");
    text.append(shape);
  }
  text.append(cell.text);
  node.append(text);
  if (cell.note) node.append(make("span", "note", cell.note));
}

function head(columns, search) {
  const line = make("tr");
  for (const column of columns) {
    const cell = make("th", `${column.kind ?? "text"} ${column.wide ? "wide" : ""}`, column.text);
    cell.scope = "col";
    line.append(cell);
  }
  if (search) line.firstChild.append(search);
  const top = make("thead");
  top.append(line);
  return top;
}

function records(block, go) {
  const table = make("table", block.columns.length < 8 ? "records slim" : "records");
  table.append(head(block.columns));
  const body = make("tbody");
  for (const row of block.rows) {
    const line = make("tr");
    row.forEach((cell, place) => {
      const node = make("td", block.columns[place].kind ?? "text");
      node.dataset.label = block.columns[place].text;
      fill(node, cell, go);
      line.append(node);
    });
    body.append(line);
  }
  table.append(body);
  return table;
}

function details(blocks, go) {
  const box = make("div", "details");
  for (const block of blocks) {
    const part = make("section");
    if (block.title) part.append(make("h4", "", block.title));
    if (block.text) part.append(make("p", "todo", block.text));
    for (const [term, text] of block.facts ?? []) {
      const fact = make("p", "fact");
      fact.append(make("b", "", term), ` ${text}`);
      part.append(fact);
    }
    if (block.rows?.length) part.append(records(block, go));
    if (block.more) part.append(make("p", "more", block.more));
    box.append(part);
  }
  return box;
}

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const root = parentElement.querySelector(".table-root");
  document.documentElement.lang = data.language; // Streamlit's own page says English, and would be read aloud so
  const go = (where) => setTriggerValue("go", where);
  let open = data.lazy ? data.open : root.dataset.open || null;

  // one and the same element over all updates, so that what was typed stays
  const search = root.querySelector("input") ?? make("input");
  search.type = "search";
  search.placeholder = data.words.search;
  search.setAttribute("aria-label", `${data.words.search}: ${data.label}`);
  search.oninput = () => root.querySelector(".main > tbody").replaceWith(body());

  function choose(row) {
    open = open === row.key ? null : row.key;
    root.dataset.open = open ?? "";
    root.dataset.focus = row.key;
    draw();
    root.querySelector("tr.opened")?.scrollIntoView({ block: "nearest" });
    if (data.lazy) setStateValue("open", open);
  }

  function line(row) {
    const node = make("tr", `row ${row.quiet ? "quiet" : ""} ${open === row.key ? "open" : ""}`);
    node.dataset.key = row.key;
    row.cells.forEach((cell, place) => {
      const column = data.columns[place];
      const box = make(place === 0 ? "th" : "td", `${column.kind ?? "text"} ${column.wide ? "wide" : ""}`);
      if (place === 0) {
        box.scope = "row";
        const name = make(row.shut ? "span" : "button", row.go ? "name go" : "name");
        if (!row.shut) name.type = "button";
        if (!row.shut && !row.go) name.setAttribute("aria-expanded", String(open === row.key));
        fill(name, cell);
        box.append(name);
      } else fill(box, cell, go);
      node.append(box);
    });
    if (!row.shut) node.onclick = () => (row.go ? go(row.go) : choose(row));
    return node;
  }

  function across(className, content) {
    const node = make("tr", className);
    const box = make("td");
    box.colSpan = data.columns.length;
    box.append(content);
    node.append(box);
    return node;
  }

  function body() {
    const found = make("tbody");
    const wanted = search.value.toLocaleLowerCase();
    for (const row of data.rows) {
      const name = row.cells[0].text ?? row.cells[0];
      if (!name.toLocaleLowerCase().includes(wanted)) continue;
      found.append(line(row));
      if (open === row.key) {
        found.append(across("opened", row.blocks ? details(row.blocks, go) : make("p", "more", data.words.wait)));
      }
    }
    if (!found.children.length) found.append(across("", make("p", "more", data.words.nothing)));
    return found;
  }

  function draw() {
    const many = data.rows.length > data.limit;
    if (!many) search.value = "";
    const table = make("table", "main");
    table.setAttribute("aria-label", data.label);
    table.append(head(data.columns, many ? search : null), body());
    const scroll = root.querySelector(".scroll");
    const place = scroll.scrollTop;
    scroll.classList.toggle("tall", many && !(data.lazy && open));
    scroll.replaceChildren(table);
    scroll.scrollTop = place;
    const last = root.dataset.focus;
    if (last) root.querySelector(`tr[data-key="${CSS.escape(last)}"] button`)?.focus({ preventScroll: true });
  }

  if (!root.querySelector(".scroll")) root.append(make("div", "scroll"));
  draw();
}
