/* Elements, and the dial: one segment per shift, filled as far as it is answered. */

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "path", "circle"]);

/** An element with its attributes, listeners (on…) and children. */
function h(tag, attributes = {}, ...children) {
  const node = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") node[name] = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== false && child !== undefined));
  return node;
}

const INNER = 20;
const OUTER = 50;
/* half the space between two segments, in the units of the drawing */
const SPACE = 1.3;
/* a hair less: an arc that ends where it began would not be drawn */
const FULL_TURN = 2 * Math.PI * 0.9999;

/** A piece of a ring between two angles, with straight sides that keep their distance. */
function segment(number, count, far) {
  const point = (radius, side) => {
    const turn = ((number + (side < 0 ? 0 : 1)) / count) * FULL_TURN - Math.PI / 2;
    const angle = turn - side * Math.asin(count > 1 ? SPACE / radius : 0);
    return `${(50 + radius * Math.cos(angle)).toFixed(2)} ${(50 + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const wide = count < 2 ? 1 : 0;
  return (
    `M${point(INNER, -1)} L${point(far, -1)} A${far} ${far} 0 ${wide} 1 ${point(far, 1)} ` +
    `L${point(INNER, 1)} A${INNER} ${INNER} 0 ${wide} 0 ${point(INNER, -1)}Z`
  );
}

/** The dial; `shares` says of each part how much of it is answered, 0 to 1. */
function dial(shares) {
  const pieces = shares.map((share, number) => {
    const far = INNER + (OUTER - INNER) * share;
    const full = segment(number, shares.length, OUTER);
    return [
      h("path", { class: "room", d: full }),
      share > 0 && h("path", { class: "done", d: segment(number, shares.length, far) }),
    ];
  });
  return h("svg", { class: "dial", viewBox: "0 0 100 100", "aria-hidden": "true", focusable: "false" }, pieces);
}
