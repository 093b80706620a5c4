/** Markdown as a platform reads it, as far as a test needs it: what is code, what is left as text, and what is made of that. */

/** The text without its code, as it is written. A code span ends at as many backticks as it began with. */
function outsideCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[^\n`]*\n[\s\S]*?^ {0,3}\1`*[ \t]*$/gm, '')
    .replace(/(?<![\\`])(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, '\u0000');
}

/** What is shown outside code: escapes and entities undone, as it is before a platform looks for names and addresses. */
function shownText(markdown: string): string {
  return outsideCode(markdown)
    .replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_all, code, name: string) =>
      code === undefined ? { amp: '&', lt: '<', gt: '>', quot: '"' }[name]! : String.fromCodePoint(Number(code)),
    )
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Links, addresses, names and references that GitHub or GitLab find in what is shown. */
export function linked(markdown: string): string[] {
  const found = /\b[a-z][a-z0-9+.-]*:\/\/\S|\bwww\.|\bmailto:|\bxmpp:|@[\w-]|(?<!\w)[\w/-]*[#!&]\d|\bGH-\d/gi;
  return shownText(markdown).match(found) ?? [];
}

/** Tags, links, images and emphasis that the text itself would be. */
export function markup(markdown: string): string[] {
  return outsideCode(markdown).match(/<[a-z/!?][^>]*>|(?<!\\)\]\(|(?<!\\)!\[|(?<!\\)\[[^\]]*\]:/gi) ?? [];
}

/** How many cells each row of each table has. */
export function tables(markdown: string): number[][] {
  return markdown
    .split('\n\n')
    .filter((part) => part.startsWith('|'))
    .map((table) =>
      table
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('|'))
        // GitHub looks for unescaped lines before it looks for code.
        .map((line) => line.replace(/\\[!-/:-@[-`{-~]/g, '').split('|').length),
    );
}
