/** Preloaded by `listening.ts`: writes its process id to descriptor 3 and closes it when the program listens for signals. */
const { closeSync, writeSync } = require('node:fs');

process.on('newListener', function listen(name) {
  if (name !== 'SIGTERM') return;
  process.off('newListener', listen);
  // Until then it listens for all of them.
  queueMicrotask(() => {
    writeSync(3, String(process.pid));
    closeSync(3);
  });
});
