/** Makes a text smaller that fails, as long as it fails: first by lines, then by parts of them. */

/** The smallest that was found: no line and no stretch of it can be left out. */
export function minimised(text: string, fails: (text: string) => boolean): string {
  const lines = smaller(text.split(/(?<=\n)/), (some) => fails(some.join('')));
  return smaller([...lines.join('')], (some) => fails(some.join(''))).join('');
}

/** Leaves out half of the parts, then a quarter, down to one, while what is left fails. */
function smaller(parts: readonly string[], fails: (parts: readonly string[]) => boolean): readonly string[] {
  let left = parts;
  for (let size = Math.ceil(parts.length / 2); size >= 1; ) {
    let isSmaller = false;
    for (let at = 0; at < left.length; ) {
      const some = [...left.slice(0, at), ...left.slice(at + size)];
      if (some.length < left.length && fails(some)) {
        left = some;
        isSmaller = true;
      } else at += size;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (!isSmaller) break;
  }
  return left;
}
