/** Where an arrow key leads in rows of tiles of different width. */
interface Box {
  left: number;
  width: number;
  top: number;
}

const PAGE_ROWS = 3;
const middle = (box: Box) => box.left + box.width / 2;

export function neighbor(boxes: readonly Box[], at: number, key: string): number | null {
  if (boxes.length === 0) return null;
  switch (key) {
    case "ArrowRight": return Math.min(at + 1, boxes.length - 1);
    case "ArrowLeft": return Math.max(at - 1, 0);
    case "Home": return 0;
    case "End": return boxes.length - 1;
    case "ArrowDown": return row(boxes, at, 1);
    case "ArrowUp": return row(boxes, at, -1);
    case "PageDown": return row(boxes, at, PAGE_ROWS);
    case "PageUp": return row(boxes, at, -PAGE_ROWS);
    default: return null;
  }
}

/** The tile whose middle is nearest, so many rows away; the last row there is when there are fewer. */
function row(boxes: readonly Box[], at: number, steps: number): number {
  const rows = [...new Set(boxes.map((box) => Math.round(box.top)))].sort((a, b) => a - b);
  const here = boxes[at];
  if (!here) return at;
  const target = Math.max(0, Math.min(rows.length - 1, rows.indexOf(Math.round(here.top)) + steps));
  const inRow = boxes.flatMap((box, index) => (Math.round(box.top) === rows[target] ? [index] : []));
  const distance = (index: number) => Math.abs(middle(boxes[index] as Box) - middle(here));
  return inRow.reduce((best, index) => (distance(index) < distance(best) ? index : best), inRow[0] ?? at);
}
