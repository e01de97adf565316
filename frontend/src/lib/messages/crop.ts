/** Sentences of the crop. */
import { wordsOf } from "../state/language.svelte";

const de = {
  crop: "Zuschnitt",
  format: "Format",
  frame: (format: string) => `Zuschnitt ${format}`,
  how: "Ziehen oder Pfeiltasten: 1 %, mit Umschalt 5 %. Plus und Minus ändern die Größe.",
  spoken: (left: number, top: number, width: number, height: number) => `Links ${left} %, oben ${top} %, Breite ${width} %, Höhe ${height} %`,
  whole: "Ganzes Bild",
  smaller: "Kleiner",
  larger: "Größer",
  refused: "Diese Rechte erlauben keinen Zuschnitt. Nehmen Sie das ganze Bild und stellen Sie es auf eine Fläche.",
};
const en: typeof de = {
  crop: "Crop",
  format: "Format",
  frame: (format) => `Crop ${format}`,
  how: "Drag or use the arrow keys: 1 %, with Shift 5 %. Plus and minus change the size.",
  spoken: (left, top, width, height) => `Left ${left} %, top ${top} %, width ${width} %, height ${height} %`,
  whole: "Whole picture",
  smaller: "Smaller",
  larger: "Larger",
  refused: "These rights permit no crop. Take the whole picture and put it on a plain ground.",
};
export const c = wordsOf({ de, en });
