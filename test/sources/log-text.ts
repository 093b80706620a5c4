/** The text in the archives of test/data: 300 kB, some of it random, so that every part of a format is used. */
export function logText(): string {
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  let text = '';
  for (let i = 0; i < 6000; i++) {
    const minute = String(Math.floor(i / 100)).padStart(2, '0');
    const id = i % 8 === 0 ? random(1 << 24).toString(16) : 'none';
    text += `2026-11-01 09:${minute}:15.000 INFO id=${id} result=${107_000 + random(3)}\n`;
  }
  return text;
}
