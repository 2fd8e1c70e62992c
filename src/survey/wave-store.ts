import type { WaveRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { Mode } from './model/response.ts';
import type { Wave } from './model/wave.ts';

function waveOf(row: WaveRow): Wave {
  return {
    ...row,
    modes: JSON.parse(row.modes) as Mode[],
    agencies: row.agencies === null ? null : (JSON.parse(row.agencies) as string[]),
    minimum_n: Number(row.minimum_n),
  };
}

/** One wave; undefined when there is none with this id. */
export async function findWave(reader: Reader, id: string): Promise<Wave | undefined> {
  const row = await reader.selectFrom('waves').selectAll().where('id', '=', id).executeTakeFirst();
  return row && waveOf(row);
}

/** All waves, those that opened last first. */
export async function allWaves(reader: Reader): Promise<readonly Wave[]> {
  const rows = await reader.selectFrom('waves').selectAll().orderBy('opens', 'desc').orderBy('id').execute();
  return rows.map(waveOf);
}

/** Puts a wave in; one that is there already is left as it is. */
export async function insertWave(tx: Tx, wave: Wave): Promise<void> {
  await tx
    .insertInto('waves')
    .values({ ...wave, modes: JSON.stringify(wave.modes), agencies: wave.agencies && JSON.stringify(wave.agencies) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Changes title and last day of a wave. */
export async function updateWave(tx: Tx, id: string, set: Pick<Wave, 'title' | 'closes'>): Promise<void> {
  await tx.updateTable('waves').set(set).where('id', '=', id).execute();
}
