// What is shown as data, and a line to cite it.

import { clean, plural } from "../base/text.js";

const PUBLISHERS = 4; // named in a citation

/**
 * The shown part of the data, in the format of the page.
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 */
export function shownPart(data, result) {
  const incidents = data.incidents.filter((i) => result.shown.has(i.id));
  const actors = new Set(incidents.flatMap((i) => [...i.agents, ...i.targets]));
  const reports = incidents.flatMap((i) => data.reportsOf(i));
  const articles = new Set(reports.map((report) => report.article));
  const types = new Set(incidents.map((i) => i.type));
  return {
    format: 1,
    title: data.title,
    types: [...data.types.values()].filter((type) => types.has(type.id)),
    actors: [...data.actors.values()].filter((actor) => actors.has(actor.id)),
    articles: [...data.articles.values()].filter((article) => articles.has(article.id)),
    incidents: incidents.map(({ from, to, words, ...row }) => row),
    reports,
    claims: result.claims.filter((c) => result.shown.has(c.source) && result.shown.has(c.target)),
  };
}

/**
 * A line to cite what is seen: what, how much of it, which data, where.
 * @param {Page.Context} page
 */
export function citation({ data, result, source, store }) {
  const { shown, total, totals } = result();
  const publishers = new Set([...data.articles.values()].map((a) => clean(a.publisher ?? a.id)));
  const names = [...publishers].slice(0, PUBLISHERS).join(", ") + (publishers.size > PUBLISHERS ? ", …" : "");
  const link = store.link();
  const address = link.startsWith("file:") ? link.replace(/^file:.*\//, "") : link;
  const incidents = `${shown.size} of ${plural(totals?.incidents ?? total, "incident")}`;
  const articles = `${plural(data.articles.size, "article")} (${names})`;
  return `Talion, “${clean(data.title)}”: ${incidents} from ${articles}; data ${source.name.slice(0, 16)}; ${address}`;
}
