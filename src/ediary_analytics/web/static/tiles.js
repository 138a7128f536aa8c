// Numbers that lead to their pages. Everything shown arrives as ready text and is set as text, never as markup.
//
// data: { tiles: [{ name, value, of, than, state, go }] }    one without go leads nowhere

function make(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const list = parentElement.querySelector("dl");
  list.replaceChildren(
    ...data.tiles.map((tile) => {
      const box = make("div", tile.go ? "ed-tile ed-leads" : "ed-tile", "");
      const name = make("dt", "", "");
      if (tile.go) {
        const button = make("button", "", tile.name);
        button.type = "button";
        button.onclick = () => setTriggerValue("go", tile.go);
        name.append(button);
      } else name.textContent = tile.name;
      const number = make("dd", `ed-number ed-${tile.state}`, "");
      if (tile.state) {
        const shape = make("span", "ed-shape", "");
        shape.setAttribute("aria-hidden", "true");
        number.append(shape);
      }
      number.append(tile.value);
      box.append(name, number, make("dd", "ed-of", tile.of));
      if (tile.than) box.append(make("dd", "ed-than", tile.than));
      return box;
    }),
  );
}
