// The two source offers and a closed one: their texts, their addresses, and the dates the demo world moves them to.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { plusDays, today } from "./text";

export interface SourceOffer {
  source: string;
  reference: string;
  title: string;
  published_on: string;
  last_day?: string;
  sections: Record<string, string>;
}

export const SOURCES_FILE = join(__dirname, "../../../src/seeds/sources.json");
const offers: SourceOffer[] = JSON.parse(readFileSync(SOURCES_FILE, "utf8")).offers;

function byReference(reference: string): SourceOffer {
  const found = offers.find((o) => o.reference === reference);
  if (!found) throw new Error(`no source offer ${reference}`);
  return found;
}

/** An offer's address ends with a mark made of its source and reference. */
function address(slug: string, source: string, reference: string): string {
  return `/offres/${slug}-${createHash("sha256").update(`${source}\0${reference}`).digest("hex").slice(0, 8)}`;
}

/** France Active Seine-et-Marne Essonne, winter 2020–2021; published fifteen days ago in the demo world. */
export const S3 = byReference("france-active-77-91-etude-action");
export const S3_PATH = address("charge-de-mission-etude-action-innovation-sociale", S3.source, S3.reference);
export const s3Published = (): Date => plusDays(today(), -15);

/** WE-CO, spring 2015; published three days ago in the demo world. */
export const S4 = byReference("we-co-experience-2015");
export const S4_PATH = address("responsable-une-entreprise-sociale-innovante-edition-2015", S4.source, S4.reference);
export const s4Published = (): Date => plusDays(today(), -3);

/** A demo offer whose last day is two weeks past. */
export const CLOSED_TITLE = "Stagiaire : cartographier les achats responsables du Grand Est";
export const CLOSED_PATH = address("stagiaire-cartographier-les-achats-responsables-du-grand-est", "demo", "demo-028");
