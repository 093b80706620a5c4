/** How an address is written: known without the server, which is loaded only where one is asked for. */

export const DEFAULT_ADDRESS = '127.0.0.1:8687';

/** What may stand behind `--serve`: a port, or a host and a port. Anything else there is a file. */
export const ADDRESS_FORM = /^(?:(?:\[[\da-f:.]+\]|[\w.-]+):)?\d{1,5}$/i;
