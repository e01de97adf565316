/** The part of a picture that leaves: in shares of its upright width and height, moved and scaled within its borders. */

export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Format {
  name: string;
  width: number;
  height: number;
}

const PORTRAIT: Format = { name: "4:5", width: 1080, height: 1350 };
const SQUARE: Format = { name: "1:1", width: 1080, height: 1080 };
const STORY: Format = { name: "9:16", width: 1080, height: 1920 };
const WIDE: Format = { name: "16:9", width: 1600, height: 900 };
const CLASSIC: Format = { name: "3:2", width: 1200, height: 800 };
const BANNER: Format = { name: "1,91:1", width: 1200, height: 628 };

const FORMATS: Record<string, Format[]> = {
  instagram: [PORTRAIT, SQUARE, STORY], facebook: [BANNER, PORTRAIT, SQUARE, STORY], linkedin: [BANNER, SQUARE, PORTRAIT],
  youtube: [WIDE], other_social: [SQUARE, PORTRAIT, WIDE], website: [WIDE, CLASSIC, SQUARE], intranet: [WIDE, CLASSIC, SQUARE],
  newsletter: [CLASSIC, WIDE], presentation: [WIDE],
};
const ANY = [CLASSIC, SQUARE, PORTRAIT, WIDE];
const SMALLEST = 0.2;

/** The usual one first; a story has its own. */
export function formatsOf(channel: string, placement?: string): Format[] {
  const found = FORMATS[channel] ?? ANY;
  if (placement === "story") return [STORY, ...found.filter((each) => each !== STORY)];
  return placement === "header" ? [WIDE, ...found.filter((each) => each !== WIDE)] : found;
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** The largest frame of this shape, in the middle. `ratio` is that of the picture, width by height. */
export function largest(format: Format, ratio: number): Crop {
  const shape = format.width / format.height;
  const width = Math.min(1, shape / ratio);
  const height = Math.min(1, ratio / shape);
  return { x: round((1 - width) / 2), y: round((1 - height) / 2), width: round(width), height: round(height) };
}

export function moved(crop: Crop, dx: number, dy: number): Crop {
  return { ...crop, x: round(clamp(crop.x + dx, 0, 1 - crop.width)), y: round(clamp(crop.y + dy, 0, 1 - crop.height)) };
}

/** The same frame with this point as near to its middle as the borders allow. */
export function around(crop: Crop, point: { x: number; y: number } | null | undefined): Crop {
  return point ? moved(crop, point.x - crop.x - crop.width / 2, point.y - crop.y - crop.height / 2) : crop;
}

/** Larger or smaller around its middle, never out of shape, never out of the picture. */
export function scaled(crop: Crop, factor: number): Crop {
  const most = Math.min(1 / crop.width, 1 / crop.height);
  const by = clamp(factor, SMALLEST / Math.max(crop.width, crop.height), most);
  const [width, height] = [crop.width * by, crop.height * by];
  const middle = { x: crop.x + crop.width / 2, y: crop.y + crop.height / 2 };
  return moved({ x: middle.x - width / 2, y: middle.y - height / 2, width: round(width), height: round(height) }, 0, 0);
}

/** What a key does to the frame: arrows by one percent, with Shift by five, plus and minus by a twentieth. */
export function pressed(crop: Crop, key: string, shift: boolean): Crop | null {
  const step = shift ? 0.05 : 0.01;
  switch (key) {
    case "ArrowLeft": return moved(crop, -step, 0);
    case "ArrowRight": return moved(crop, step, 0);
    case "ArrowUp": return moved(crop, 0, -step);
    case "ArrowDown": return moved(crop, 0, step);
    case "+": return scaled(crop, 1.05);
    case "-": return scaled(crop, 1 / 1.05);
    default: return null;
  }
}
