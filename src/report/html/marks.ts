/** Shapes and patterns of severities: the second cue beside colour, on the screen and in grey print. */
import { SEVERITIES, type Severity } from '../../model/code.js';
import { html, type Markup, raw } from './markup.js';

const SHAPES: Readonly<Record<Severity, string>> = {
  ok: '<circle cx="6" cy="6" r="3.6" class="f-ok"/>',
  notice: '<circle cx="6" cy="6" r="3.4" class="f-none l-notice"/>',
  warning: '<path d="M6 1.3 11.2 10.4H.8Z" class="f-warning"/>',
  error: '<path d="M2 2 10 10M10 2 2 10" class="f-none l-error"/>',
  critical: '<path d="M1.2 1.2H10.8V10.8H1.2Z" class="f-critical"/>',
};

/**
 * The SVG symbols and patterns, to be put once into a page, before their first use. The colours go from pale to dark, so
 * that a stack of them is readable in grey; errors are hatched as well.
 */
export const DEFINITIONS: Markup = raw(
  `<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>${SEVERITIES.map(
    (severity) => `<symbol id="m-${severity}" viewBox="0 0 12 12">${SHAPES[severity]}</symbol>`,
  ).join(
    '',
  )}<pattern id="p-error" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="f-error"/><rect width="1.5" height="5" class="f-hatch"/></pattern></defs></svg>`,
);

/** The shape without the word, which must be written beside it. */
export function mark(severity: Severity): Markup {
  return raw(
    `<svg class="mark" width="12" height="12" aria-hidden="true" focusable="false"><use href="#m-${severity}"/></svg>`,
  );
}

/** Shape and word. */
export function severityWord(severity: Severity): Markup {
  return html`<span class="sev t-${severity}">${mark(severity)}${severity}</span>`;
}

/** A square filled as the severity is in charts, for legends. */
export function swatch(severity: Severity): Markup {
  return raw(
    `<svg class="swatch" width="14" height="14" aria-hidden="true" focusable="false"><rect width="14" height="14" rx="2" class="s-${severity}"/></svg>`,
  );
}
