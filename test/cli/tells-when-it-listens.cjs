/** Preloaded by `listening.ts`: closes descriptor 3 when the program listens for signals. */
const { closeSync } = require('node:fs');

process.on('newListener', function listen(name) {
  if (name !== 'SIGTERM') return;
  process.off('newListener', listen);
  // Until then it listens for all of them.
  queueMicrotask(() => closeSync(3));
});
