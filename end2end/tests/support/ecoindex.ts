// EcoIndex as published by its authors (ecoindex.fr): ranks of DOM nodes, requests and kilobytes among the web's pages.
const NODES = [0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601];
const REQUESTS = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920];
const KILOBYTES = [
  0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06, 2465.37, 2866.31, 3401.59,
  4155.73, 5400.08, 8037.54, 223212.26,
];
const GRADES: [number, string][] = [[80, "A"], [70, "B"], [55, "C"], [40, "D"], [25, "E"], [10, "F"]];

function rank(quantiles: number[], value: number): number {
  const i = quantiles.findIndex((q, at) => at > 0 && value < q);
  return i < 0 ? quantiles.length - 1 : i - 1 + (value - quantiles[i - 1]) / (quantiles[i] - quantiles[i - 1]);
}

export function ecoindex(nodes: number, requests: number, kilobytes: number): { score: number; grade: string } {
  const score = 100 - (5 * (3 * rank(NODES, nodes) + 2 * rank(REQUESTS, requests) + rank(KILOBYTES, kilobytes))) / 6;
  return { score, grade: GRADES.find(([above]) => score > above)?.[1] ?? "G" };
}
