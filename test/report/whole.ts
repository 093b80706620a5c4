/** The whole of a text that a renderer gives in parts. */
export function whole<Args extends readonly unknown[]>(
  render: (...args: Args) => Iterable<string>,
): (...args: Args) => string {
  return (...args) => [...render(...args)].join('');
}
