/** Leaves out the groups of a period that a report does not want. What the history holds stays as it is. */
import type { Database } from '../store/database.js';
import { columns, stage } from '../store/stage.js';

/** Whether the events of a group count, by the values of its keys; null where lines do not have a key. */
export type KeepsGroup = (values: readonly (string | null)[]) => boolean;

/** Takes rows out of the temporary table `span_counts`. @returns how many events they had */
export async function dropGroups(db: Database, keeps: KeepsGroup): Promise<number> {
  const groups = await db.rows<{ id: number; first: string | null; second: string | null }>(
    'SELECT id, first, second FROM groups SEMI JOIN span_counts ON groups.id = group_id',
  );
  const dropped = columns('id');
  for (const { id, first, second } of groups) if (!keeps([first, second])) dropped.id.push(id);
  if (dropped.id.length === 0) return 0;
  await stage(db, 'dropped_groups', dropped);
  const [row] = await db.rows<{ n: number }>(
    'SELECT coalesce(sum(n), 0)::BIGINT AS n FROM span_counts SEMI JOIN dropped_groups ON id = group_id',
  );
  await db.run('DELETE FROM span_counts USING dropped_groups WHERE id = group_id');
  return row!.n;
}
