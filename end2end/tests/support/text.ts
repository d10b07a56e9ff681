// Text and dates as the pages write them.

/** Every kind of space made plain, runs of spaces made one. */
export function flat(text: string | null | undefined): string {
  return (text ?? "").replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

/** The lines of a Markdown text as they read once rendered. */
export function plainLines(markdown: string): string[] {
  const lines = markdown.split("\n").map((l) => l.replace(/^\s*(#+|-|\d+\.)\s+/, "").replace(/\*\*/g, ""));
  return lines.map(flat).filter(Boolean);
}

const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const DAY = 86_400_000;

/** Today in Paris, at midnight UTC so that whole days can be counted. */
export function today(): Date {
  return new Date(new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date()));
}

export function plusDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * DAY);
}

export function daysBetween(a: Date, b: Date): number {
  return Math.round((b.getTime() - a.getTime()) / DAY);
}

export function iso(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** "14 janvier", "1er mars". */
export function dayAndMonth(day: Date): string {
  const n = day.getUTCDate();
  return `${n === 1 ? "1er" : n} ${MONTHS[day.getUTCMonth()]}`;
}

/** "14 janvier 2021". */
export function longDay(day: Date): string {
  return `${dayAndMonth(day)} ${day.getUTCFullYear()}`;
}

/** "février 2021". */
/** The nearest day of any month with this number; 0 is the last day of a month. */
export function nearest(day: Date, number: number): Date {
  const months = [-1, 0, 1].map((m) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + m + (number === 0 ? 1 : 0), number)));
  return months.reduce((best, d) => (Math.abs(d.getTime() - day.getTime()) < Math.abs(best.getTime() - day.getTime()) ? d : best));
}

export function monthOf(day: Date): string {
  return `${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}
