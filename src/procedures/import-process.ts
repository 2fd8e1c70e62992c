// Started by import-desk.ts as a process of its own: reading and writing thousands of procedures takes seconds.
import { setPriority } from 'node:os';
import { z } from 'zod';
import { type Permit, signedIn } from '#accounts/model/person.ts';
import type { Role } from '#accounts/model/role.ts';
import { openSqlite } from '#db/open.ts';
import { type Message, message } from '#i18n/model/message.ts';
import type { Tx } from '#platform/context.ts';
import { Fault } from '#platform/fault.ts';
import { readImportFile } from './import-files/import-file.ts';
import { reportOf } from './import-report.ts';
import { planFor, type ReadFiles, readFiles, touchedBy, writeImport } from './import-service.ts';
import { findImport, updateImport } from './import-store.ts';
import { deniedTo, refused } from './outcome.ts';

export interface ImportOrder {
  readonly act: 'plan' | 'apply';
  /** Of the import. */
  readonly id: string;
  readonly databaseFile: string;
  readonly files: readonly { readonly path: string; readonly name: string }[];
  /** ISO 8601. */
  readonly now: string;
  /** Who applies it; whether they may is asked of their account once more, as it is stored by then. */
  readonly person: { readonly id: string | null; readonly name: string };
}

export type ImportAnswer =
  | { readonly kind: 'done'; readonly touched: readonly string[] }
  | { readonly kind: 'refused'; readonly message: Message }
  /** A file is not as it must be. */
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'bug'; readonly bug: string };

type Handles = ReturnType<typeof openSqlite>;

// Who asked is gone: what is not finished is undone.
process.once('disconnect', () => process.exit());
process.once('message', (order: ImportOrder) => {
  // Whoever looks something up goes first.
  setPriority(10);
  z.config(z.locales.vi());
  void work(order)
    .catch((error: unknown): ImportAnswer => {
      return error instanceof Fault ? { kind: 'fault', fault: error.message } : { kind: 'bug', bug: String((error as Error).stack) };
    })
    .then((answer) => process.send?.(answer, () => process.disconnect()));
});

async function work(order: ImportOrder): Promise<ImportAnswer> {
  const clock = { now: () => new Date(order.now) };
  const files = [];
  for (const { path, name } of order.files) files.push(await readImportFile(path, name));
  const read = await readFiles({ clock }, files);
  const db = openSqlite(order.databaseFile);
  try {
    return order.act === 'plan' ? await plan(db, order, read) : await apply(db, order, read);
  } finally {
    await db.close();
  }
}

async function plan({ reader, writer }: Handles, { id }: ImportOrder, read: ReadFiles): Promise<ImportAnswer> {
  const { plan, fingerprint } = await planFor(reader, read);
  const report = await reportOf(reader, read, plan);
  await writer.transaction().execute((tx) => updateImport(tx, id, { state: 'planned', report, fingerprint, problem: null }));
  return { kind: 'done', touched: [] };
}

async function apply({ reader, writer }: Handles, { id, now, person }: ImportOrder, read: ReadFiles): Promise<ImportAnswer> {
  const outcome = await writeImport({ reader, writer, clock: { now: () => new Date(now) } }, { ...person, permit: () => null }, read, {
    unless: async (tx, fingerprint) => {
      const denied = deniedTo({ ...person, permit: await permitNow(tx, person) }, 'import.apply');
      if (denied) return denied;
      const kept = await findImport(tx, id);
      if (kept?.state !== 'planned') return refused('procedures.staff.import.refused.state');
      if (kept.fingerprint !== fingerprint) return refused('procedures.staff.import.refused.changed');
      await updateImport(tx, id, { state: 'applied' });
      return null;
    },
  });
  return outcome.kind === 'done' ? { kind: 'done', touched: touchedBy(outcome.plan) } : { kind: 'refused', message: outcome.message };
}

/** What the account allows as it is stored now: minutes may have passed since the order. At a command there is no account. */
async function permitNow(tx: Tx, { id }: ImportOrder['person']): Promise<Permit> {
  if (id === null) return () => null;
  const account = await tx
    .selectFrom('staff')
    .select(['id', 'name', 'roles', 'agency'])
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .where('must_change', '=', 0)
    .executeTakeFirst();
  return account ? signedIn({ ...account, roles: JSON.parse(account.roles) as Role[] }).permit : () => message('accounts.denied.nobody');
}
