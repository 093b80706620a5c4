/** The name that was found last: it is in [nameFrom, nameTo) of the text before the candidate. */
export let nameFrom: usize = 0;
export let nameTo: usize = 0;
/** Where the key, or the element's tag, begins. */
export let nameStart: usize = 0;

@inline
export function setName(from: usize, to: usize): void {
  nameFrom = from;
  nameTo = to;
}

@inline
export function setNameStart(start: usize): void {
  nameStart = start;
}
