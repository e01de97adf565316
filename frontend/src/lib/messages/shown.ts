/** Things shown and heard besides people. */
import { wordsOf } from "../state/language.svelte";

const de = {
  origin: "Woher kommt es?",
  layers: { works: "Fremde Werke", property: "Orte mit Hausrecht", signs: "Wappen, Logos, Marken", audio_tracks: "Ton" } as Record<string, string>,
  completeness: "Vollständigkeit",
  complete: { unknown: "noch nicht geprüft", none_confirmed: "nichts, das habe ich geprüft", listed_complete: "alles aufgeführt", listed_incomplete: "noch nicht alles aufgeführt" } as Record<string, string>,
  add: { works: "Werk hinzufügen", property: "Ort hinzufügen", signs: "Zeichen hinzufügen", audio_tracks: "Tonspur hinzufügen" } as Record<string, string>,
  remove: (what: string) => `${what} entfernen`,
  fields: {
    title: "Titel", artist: "Wer hat es geschaffen?", artist_died_on: "Gestorben am", is_protected: "Geschützt?", place: "Wo steht es?", prominence: "Wie wichtig im Bild?",
    name: "Name", site_rule: "Regel des Hauses", kind: "Art", holder: "Wem gehört es?", source: "Woher?", permission: "Genehmigung",
  } as Record<string, string>,
  values: {
    unknown: "unbekannt", yes: "ja", no: "nein", public_permanent: "bleibend an öffentlichen Wegen", public_temporary: "vorübergehend aufgestellt", interior: "innen",
    private: "auf Privatgrund", main: "Hauptmotiv", group: "eines von mehreren", incidental: "Beiwerk", none: "keine", permission_needed: "Genehmigung nötig", forbidden: "verboten",
    coat_of_arms: "Wappen", flag: "Flagge", logo: "Logo", trademark: "Marke", music: "Musik", speech: "Sprache", ambient: "Umgebung",
  } as Record<string, string>,
  noPermission: "keine eingetragen",
  viewpoint: "Wo stand die Kamera?",
  viewpoints: { unknown: "unbekannt", public_ground: "öffentlicher Weg", private_ground: "Privatgrund", interior: "innen", aerial: "aus der Luft" } as Record<string, string>,
  assembly: "Politische Versammlung",
  aiLooksReal: "Könnte man es für echt halten?", aiRealPerson: "Zeigt echte Person?", aiTerms: "Bedingungen des Dienstes abgelegt?", aiLabel: "Wortlaut der Kennzeichnung",
  nothingListed: "Nichts aufgeführt.",
  permissionOf: (label: string) => `Genehmigung: ${label}`,
  recordsAt: (who: string) => `Beleg liegt bei ${who}`,
  addPermission: "Genehmigung eintragen",
  grantedBy: "Von wem?",
  blocked: (why: string) => `Gesperrt: ${why}`,
  fold: "Was sonst zu sehen ist",
};
const en: typeof de = {
  origin: "Where does it come from?",
  layers: { works: "Works of others", property: "Places with house rules", signs: "Emblems, logos, marks", audio_tracks: "Sound" },
  completeness: "Completeness",
  complete: { unknown: "not checked yet", none_confirmed: "nothing, I have checked", listed_complete: "all listed", listed_incomplete: "not all listed yet" },
  add: { works: "Add a work", property: "Add a place", signs: "Add a sign", audio_tracks: "Add a track" },
  remove: (what) => `Remove ${what}`,
  fields: {
    title: "Title", artist: "Who made it?", artist_died_on: "Died on", is_protected: "Protected?", place: "Where does it stand?", prominence: "How important in the picture?",
    name: "Name", site_rule: "House rule", kind: "Kind", holder: "Whose is it?", source: "Where from?", permission: "Permission",
  },
  values: {
    unknown: "unknown", yes: "yes", no: "no", public_permanent: "permanently on public ways", public_temporary: "put up for a time", interior: "inside",
    private: "on private ground", main: "main subject", group: "one of several", incidental: "incidental", none: "none", permission_needed: "permission needed", forbidden: "forbidden",
    coat_of_arms: "coat of arms", flag: "flag", logo: "logo", trademark: "trademark", music: "music", speech: "speech", ambient: "ambient",
  },
  noPermission: "none recorded",
  viewpoint: "Where did the camera stand?",
  viewpoints: { unknown: "unknown", public_ground: "public way", private_ground: "private ground", interior: "inside", aerial: "from the air" },
  assembly: "Political assembly",
  aiLooksReal: "Could it be taken for real?", aiRealPerson: "Shows a real person?", aiTerms: "Terms of the service filed?", aiLabel: "Wording of the label",
  nothingListed: "Nothing listed.",
  permissionOf: (label) => `Permission: ${label}`,
  recordsAt: (who) => `Evidence is held by ${who}`,
  addPermission: "Record a permission",
  grantedBy: "By whom?",
  blocked: (why) => `Blocked: ${why}`,
  fold: "What else is shown",
};
export const x = wordsOf({ de, en });
