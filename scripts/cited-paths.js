import { posix } from 'node:path';

const folders = 'app|components|lib|prisma|e2e|examples|bench|docs|scripts|src|\\.ci';
const looksLikePath = new RegExp(`^(\\./)?(${folders})(/[\\w.@()\\[\\]-]+)*/?$`);

/**
 * The files and folders that a Markdown text says exist: code spans that look like a path of this repository, and
 * relative links. Fenced blocks are examples and claim nothing.
 * @param {string} markdown
 * @returns {string[]}
 */
export function citedPaths(markdown) {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1].replace(/:\d+$/, ''));
  const links = [...prose.matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)].map((match) => match[1]);
  const relativeLinks = links.filter((link) => !/^[a-z]+:/i.test(link));
  const paths = spans.filter((span) => span.includes('/') && looksLikePath.test(span));
  return [...new Set([...paths, ...relativeLinks])];
}

/** Where a cited path may lie: beside the document that cites it, or under the root. */
export function candidates(document, cited) {
  return [posix.join(posix.dirname(document), cited), posix.normalize(cited)];
}
