/** `--update-baseline`: a run that passed becomes what later runs are compared with. */
import type { CheckDocument } from '../../check/document.js';
import type { Gate } from '../../check/evaluate.js';
import type { Summary } from '../../model/summary.js';
import type { CliContext } from '../context.js';
import { openOutput } from '../output.js';

/** Writes the summary as the baseline if the run passed, was read whole and has events; the document says whether. */
export async function updateBaseline(
  { baseline }: Gate,
  summary: Summary,
  document: CheckDocument,
  context: CliContext,
): Promise<void> {
  const isWhole = summary.totals.events > 0 && summary.sources.every(({ error }) => error === null);
  const isFit = document.verdict === 'pass' && isWhole && !context.signal.aborted;
  document.baseline!.update = isFit ? 'written' : 'kept';
  if (!isFit) return;
  const { renderJson } = await import('../../report/json.js');
  const output = await openOutput(baseline!.file, 'programs', context);
  try {
    await output.writeAll(renderJson(summary));
    await output.commit();
  } finally {
    await output.discard();
  }
}
