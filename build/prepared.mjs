/** A plugin for rolldown that puts the values of files named `prepared.ts` in the place of what makes them. */
import { rolldown } from 'rolldown';

export const prepared = {
  name: 'prepared',
  async load(id) {
    if (!/[\\/]prepared\.ts$/.test(id)) return null;
    const bundle = await rolldown({ input: id, platform: 'node' });
    const { output } = await bundle.generate({ format: 'esm' });
    await bundle.close();
    const values = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
    const lines = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
    return { code: lines.join('\n'), moduleType: 'js' };
  },
};
