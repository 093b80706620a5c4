/** Of the package; a test holds it to `package.json`, which is not read at a start. */
export const VERSION = '1.0.0';
