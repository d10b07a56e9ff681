// The public pages, by what they show.
import { CLOSED_PATH, S3_PATH, S4_PATH } from "./offers";

export interface Place {
  name: string;
  path: string;
  status?: number;
  /** Static documents carry no application to wait for. */
  still?: boolean;
}

export const EMPTY = "/offres?q=menuiserie&contrat=benevolat";
export const ORGANISATION = "/organisations/france-active-seine-et-marne-essonne";
export const ADVICE = "/conseils/lire-une-offre-de-l-ess";
export const ARTICLE = "/mag/l-ess-en-vrai-cinq-familles-et-une-loi";
export const MISSING = "/cette-page-n-existe-pas";
export const ANSWERED = "/definir-mes-criteres?fait=1&secteur=logement&rythme=temps-plein&lieu=Lille+%2859%29&rayon=50";
export const WRONG = "/offres?q=mission&lieu=zzzz&rayon=-4&contrat=cdx&depuis=abc&remuneration=beaucoup&tri=hasard&page=0&teletravail=lune";

export const PLACES: Place[] = [
  { name: "accueil", path: "/" },
  { name: "offres", path: "/offres?q=mission" },
  { name: "offres-vide", path: EMPTY },
  { name: "offres-a-corriger", path: WRONG },
  { name: "offre", path: S3_PATH },
  { name: "offre-s4", path: S4_PATH },
  { name: "offre-close", path: CLOSED_PATH },
  { name: "organisation", path: ORGANISATION },
  { name: "organisation-hebergee", path: "/organisations/we-co" },
  { name: "organisations", path: "/organisations" },
  { name: "conseils", path: "/conseils" },
  { name: "conseil", path: ADVICE },
  { name: "mag", path: "/mag" },
  { name: "article", path: ARTICLE },
  { name: "criteres", path: "/definir-mes-criteres" },
  { name: "criteres-reponses", path: ANSWERED },
  { name: "contact", path: "/contact" },
  { name: "charte", path: "/charte" },
  { name: "a-propos", path: "/a-propos" },
  { name: "mentions-legales", path: "/mentions-legales" },
  { name: "accessibilite", path: "/accessibilite" },
  { name: "programmes", path: "/programmes" },
  { name: "introuvable", path: MISSING, status: 404 },
  { name: "en", path: "/en" },
  { name: "en-offre", path: `/en${S3_PATH}` },
  { name: "apercu", path: "/apercu", still: true },
];
