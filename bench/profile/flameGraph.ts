/** A tree of frames as a picture: each as wide as its time, what it called below it, coloured by part. */
import { REST, timeByPart, totalOf, type Frame } from "./parts";

const WIDTH = 1400;
const ROW = 17;
const TOP = 74;
const COLUMNS = 6;
/** Narrower ones are left out. */
const MIN_WIDTH = 1.2;
const CHARACTER = 6.2;
const COLOURS = ["#c8553d", "#e0a458", "#6a994e", "#5c80bc", "#9b72cf", "#2a9d8f", "#bc4b51", "#8d99ae", "#a7754d", "#577590", "#b5838d", "#7f9c4b", "#d4a373", "#457b9d", "#e76f51"]; // prettier-ignore

interface Box {
  frame: Frame;
  x: number;
  depth: number;
  width: number;
}

export function flameGraph(root: Frame, title: string): string {
  const total = totalOf(root);
  const parts = timeByPart(root);
  const colourOf = new Map(parts.filter(([part]) => part !== REST).map(([part], at) => [part, COLOURS[at % COLOURS.length]!]));
  colourOf.set(REST, "#c9c9c9");
  const boxes = boxesOf(root, WIDTH / total);
  const height = TOP + ROW * (1 + Math.max(...boxes.map(({ depth }) => depth)));
  const legend = parts.map(([part, time], at) => {
    const [x, y] = [(at % COLUMNS) * (WIDTH / COLUMNS) + 4, 26 + Math.floor(at / COLUMNS) * 15];
    const share = ((100 * time) / total).toFixed(1);
    return `<rect x="${x}" y="${y}" width="10" height="10" fill="${colourOf.get(part)}"/><text x="${x + 14}" y="${y + 9}">${escaped(part)} ${share} %</text>`;
  });
  const drawn = boxes.map(({ frame, x, depth, width }) => {
    const y = TOP + depth * ROW;
    const label = frame.label.slice(0, Math.max(0, Math.floor((width - 4) / CHARACTER)));
    const share = ((100 * width) / WIDTH).toFixed(2);
    const text = label.length > 2 ? `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(label)}</text>` : "";
    return `<g><title>${escaped(frame.label)} (${escaped(frame.part)}): ${share} %</title><rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}" fill="${colourOf.get(frame.part)}"/>${text}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="monospace" font-size="10">
<rect width="100%" height="100%" fill="#fff"/><text x="4" y="16" font-size="13">${escaped(title)}</text>
${[...legend, ...drawn].join("\n")}
</svg>
`;
}

function boxesOf(root: Frame, scale: number): Box[] {
  const boxes: Box[] = [];
  const place = (frame: Frame, x: number, depth: number): void => {
    const width = totalOf(frame) * scale;
    if (width < MIN_WIDTH) return;
    boxes.push({ frame, x, depth, width });
    let at = x;
    for (const child of [...frame.children.values()].sort((a, b) => totalOf(b) - totalOf(a))) {
      place(child, at, depth + 1);
      at += totalOf(child) * scale;
    }
  };
  place(root, 0, 0);
  return boxes;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
