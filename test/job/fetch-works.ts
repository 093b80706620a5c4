/** Whether Node's `fetch` does: Wine 8 does not know how it connects, other than on Windows itself. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

async function works(): Promise<boolean> {
  const server = createServer((_, response) => response.end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const isOk = await fetch(`http://127.0.0.1:${port}/`).then(
    ({ ok }) => ok,
    () => false,
  );
  server.closeAllConnections();
  server.close();
  return isOk;
}

export const fetchWorks = process.platform !== 'win32' || (await works());
