/** The view of a collector of metrics, which is sent them. */
import { startOtlp } from '../../serve/otlp.js';
import type { AlertCount } from '../../watch/view.js';
import type { LiveOptions, View } from './asked.js';

/** @throws LogscanError `usage` where the packages are not there, or it is no URL */
export async function otlpView(
  { plan, context }: LiveOptions,
  url: string,
  alerts: () => readonly AlertCount[],
): Promise<View> {
  const { begin, end } = await startOtlp({ url, warn: (message) => context.warn(message) });
  const { catalogue, groupKeys } = plan;
  return {
    begin: (view) => {
      begin(() => ({
        ...{ totals: view.totals, counters: view.counters, catalogue, groupKeys },
        ...{ alerts: alerts(), clients: 0, dropped: 0, now: context.now() },
      }));
    },
    end,
  };
}
