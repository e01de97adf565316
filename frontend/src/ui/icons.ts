/** Line drawings on a field of 24 by 24, one path each. Never used for a verdict: those have their own shapes. */
const circle = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const ICONS = {
  search: `${circle(10.5, 10.5, 6.5)}M15.5 15.5L21 21`,
  close: "M6 6l12 12M18 6L6 18",
  tiles: "M4 5h7v6H4zM14 5h6v6h-6zM4 14h5v5H4zM12 14h8v5h-8z",
  list: "M4 6.5h3M10 6.5h10M4 12h3M10 12h10M4 17.5h3M10 17.5h10",
  filter: `M4 7h10M18 7h2M4 17h2M10 17h10${circle(16, 7, 2)}${circle(8, 17, 2)}`,
  copy: "M8.500 10a1.500 1.500 0 0 1 1.500-1.500h8a1.500 1.500 0 0 1 1.500 1.500v8a1.500 1.500 0 0 1-1.500 1.500h-8a1.500 1.500 0 0 1-1.500-1.500zM15.500 5.500v-1h-11v11h1",
  download: "M12 4v11M7.500 11L12 15.500 16.500 11M4.500 19.500h15",
  previous: "M14.500 5.500L8 12l6.500 6.500",
  next: "M9.500 5.500L16 12l-6.500 6.500",
  edit: "M5 19l.8-4L16 4.800l3.200 3.200L9 18.200z",
  day: "M4 7a1.500 1.500 0 0 1 1.500-1.500h13A1.500 1.500 0 0 1 20 7v11a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 4 18zM4 10h16M8.500 3.500v4M15.500 3.500v4",
  person: `${circle(12, 8, 3.5)}M5 20c.6-4 3.400-6 7-6s6.400 2 7 6`,
  campaign: "M4 10v4l3 .5 1 5h2.500l-.8-4.800L18 18V6L7 9.500z",
  play: "M8 5.500v13l10.500-6.500z",
  spark: "M12 4l1.800 5.200L19 11l-5.200 1.800L12 18l-1.800-5.200L5 11l5.200-1.800z",
  shirt: "M8.500 4L3.500 7l2 4L7.500 10v10h9V10l2 1 2-4-5-3c-.8 1.600-6.200 1.600-7 0z",
  document: "M6 3.500h8l4 4v13H6zM14 3.500v4h4",
  check: "M5 12.500l4.500 4.500L19 7.500",
  shield: "M12 3.500l7 2.500v5.500c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6z",
  website: `${circle(12, 12, 9)}M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18`,
  intranet: "M4 5h16v11H4zM8.500 20h7M12 16v4",
  newsletter: "M3.500 7A1.500 1.500 0 0 1 5 5.500h14A1.500 1.500 0 0 1 20.500 7v10a1.500 1.500 0 0 1-1.500 1.500H5A1.500 1.500 0 0 1 3.500 17zM4 7l8 6 8-6",
  facebook: "M4 5h16v11H12l-5 4v-4H4zM8 9h8M8 12h5",
  instagram: `M4 8.500A4.500 4.500 0 0 1 8.500 4h7A4.500 4.500 0 0 1 20 8.500v7a4.500 4.500 0 0 1-4.500 4.500h-7A4.500 4.500 0 0 1 4 15.500z${circle(12, 12, 3.6)}M16.400 7.500v.2`,
  linkedin: "M3.500 9.500A1.500 1.500 0 0 1 5 8h14a1.500 1.500 0 0 1 1.500 1.500v8A1.500 1.500 0 0 1 19 19H5a1.500 1.500 0 0 1-1.500-1.500zM9 8V5.500h6V8M3.500 13h17",
  youtube: "M3.500 6.500h17v11h-17zM10 9.500v5l4.500-2.500z",
  other_social: `${circle(6, 12, 2.4)}${circle(17, 6, 2.4)}${circle(17, 18, 2.4)}M8.200 11l6.600-3.800M8.200 13l6.600 3.800`,
  press: "M4 5h13v14H5.500A1.500 1.500 0 0 1 4 17.500zM17 9h3v8.500a1.500 1.500 0 0 1-3 0M7 9h7M7 12h7M7 15h4",
  print: "M7 9V4h10v5M7 17H4.500v-7h15v7H17M7 14h10v6H7z",
  poster: "M6 3.500h12v14H6zM12 17.500V21M9 8h6M9 11.500h6",
  presentation: "M3.500 4.500h17M5 4.500v11h14v-11M12 15.500v2.500M8.500 21l3.500-3 3.500 3",
  merchandise: "M8.500 4L3.500 7l2 4L7.500 10v10h9V10l2 1 2-4-5-3c-.8 1.600-6.200 1.600-7 0z",
} as const;

export type IconName = keyof typeof ICONS;

export const iconOfChannel = (code: string): IconName => (code in ICONS ? (code as IconName) : "website");
