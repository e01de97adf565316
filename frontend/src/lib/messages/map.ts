/** The map of a result. */
import { wordsOf } from "../state/language.svelte";

const de = {
  part: "Kartenausschnitt",
  everywhere: "Überall, nicht nur im Kartenausschnitt",
  name: "Karte der Treffer. Dieselben Bilder stehen in der Liste daneben.",
  searchHere: "In diesem Ausschnitt suchen",
  closer: (count: string, isOne: boolean) => `${isOne ? "1 Bild" : `${count} Bilder`} hier, näher ansehen`,
  only: (count: string, isOne: boolean) => `${isOne ? "1 Bild" : `${count} Bilder`} hier, nur ${isOne ? "dieses" : "diese"} zeigen`,
  placeless: (count: string, isOne: boolean) => (isOne ? "Bei 1 Bild ist nicht bekannt, wo es liegt." : `Bei ${count} Bildern ist nicht bekannt, wo sie liegen.`),
  nowhere: "Von keinem dieser Bilder ist bekannt, wo es liegt.",
  middle: "Bilder anderer Organisationen liegen in der Mitte ihres Ortes.",
  zoomIn: "Näher",
  zoomOut: "Weiter weg",
  failed: "Die Karte lässt sich gerade nicht laden. Die Liste daneben gilt.",
};

const en: typeof de = {
  part: "Part of the map",
  everywhere: "Everywhere, not only in this part of the map",
  name: "Map of the results. The same pictures stand in the list beside it.",
  searchHere: "Search in this part",
  closer: (count, isOne) => `${isOne ? "1 picture" : `${count} pictures`} here, look closer`,
  only: (count, isOne) => `${isOne ? "1 picture" : `${count} pictures`} here, show only ${isOne ? "this one" : "these"}`,
  placeless: (count, isOne) => (isOne ? "Of 1 picture it is not known where it lies." : `Of ${count} pictures it is not known where they lie.`),
  nowhere: "Of none of these pictures it is known where it lies.",
  middle: "Pictures of other organizations lie in the middle of their place.",
  zoomIn: "Closer",
  zoomOut: "Farther",
  failed: "The map cannot be loaded at the moment. The list beside it holds.",
};

export const m = wordsOf({ de, en });
