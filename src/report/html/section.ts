import { type Content, html, type Markup } from './markup.js';

/** A section of the page with its heading and one line of explanation. */
export function section(id: string, title: Content, note: Content, content: Content): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><div class="head"><h2 id="${id}-title">${title}</h2><p class="note">${note}</p></div>${content}</section>
`;
}
