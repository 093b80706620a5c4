/** The site of these pages: `npm run docs:site` builds it into dist/ here. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const DOCS = fileURLToPath(new URL('..', import.meta.url));
const ROOT = join(DOCS, '..');
const { homepage, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const REPOSITORY = homepage.replace(/#.*$/, '');

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#6d0f3a" d="M2 11h3v3H2zM6.5 2h3v12h-3zM11 8h3v6h-3z"/></svg>';

const page = (text, name) => ({ text, link: `/${name}` });

export default defineConfig({
  title: 'ptk-logscan',
  description: 'Finds the status codes of a callback platform in its logs and counts them',
  lang: 'en',
  // Drawn here: browsers ask for one that is not there otherwise.
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  lastUpdated: false,
  markdown: {
    // As GitHub makes them, so that the same links lead to the same headings.
    anchor: { slugify: anchorOf },
    config: (markdown) => {
      markdown.core.ruler.push('links-out-of-docs', (state) => {
        for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
          // Braces in it are no template: `${{ … }}` of a workflow.
          if (token.type === 'code_inline') token.attrSet('v-pre', '');
          if (token.type === 'link_open') token.attrSet('href', leadingOut(token.attrGet('href'), state.env));
        }
      });
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [page('An incident', 'incident'), page('Install', 'install'), page('Options', 'options'), page('API', 'api/')],
    sidebar: [
      {
        text: 'Using it',
        items: [
          page('What is where', ''),
          page('Install', 'install'),
          page('An incident', 'incident'),
          page('Options', 'options'),
          page('Forms of a summary', 'forms'),
          page('Documents and schemas', 'documents'),
          page('Troubleshooting', 'troubleshooting'),
        ],
      },
      {
        text: 'How it decides',
        items: [
          page('How it counts', 'counting'),
          page('How lines are read', 'rules'),
          page('What stands out', 'findings'),
        ],
      },
      {
        text: 'In the long run',
        items: [
          page('The gate', 'check'),
          page('The gate in CI', 'ci'),
          page('Scheduled reports', 'reports'),
          page('Live', 'watch'),
          page('Alerts and services', 'alerts'),
          page('Beyond one machine', 'cluster'),
          page('Speed and memory', 'performance'),
        ],
      },
      {
        text: 'For developers',
        items: [
          page('The library', 'library'),
          page('API', 'api/'),
          page('What a version promises', 'versions'),
          page('A release', 'releasing'),
        ],
      },
    ].map(({ text, items }) => ({ text, items: items.filter(isThere) })),
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    footer: { message: `Version ${version}. MIT licence.` },
  },
});

function isThere({ link }) {
  return existsSync(join(DOCS, link.endsWith('/') ? `${link}index.md` : `${link}.md`));
}

function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** Where a link leads that goes out of docs/: to the repository. All others stay as they are. */
function leadingOut(href, { relativePath }) {
  if (/^(?:[a-z]+:|#|\/)/.test(href)) return href;
  const path = normalize(join(dirname(relativePath), href));
  if (!path.startsWith('..')) return href;
  return `${REPOSITORY}/blob/main/${relative(ROOT, join(DOCS, path)).split(sep).join('/')}`;
}
