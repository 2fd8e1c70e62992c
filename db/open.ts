import Sqlite from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, type Driver, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Database } from './database.ts';

/** A read-only connection that whoever opened it closes. */
export interface ClosableReader {
  readonly reader: ReadonlyKysely<Database>;
  close(): Promise<void>;
}

/** The handles on one database: readers cannot write, and the survey's hot path has a connection of its own. */
export interface DatabaseHandles {
  readonly reader: ReadonlyKysely<Database>;
  /** A reading connection of its own, for what is read at somebody else's pace: all who use `reader` wait for one another. */
  openReader(): ClosableReader;
  readonly writer: Kysely<Database>;
  /** Raw connection for the one hot path, appending responses; it never waits for a lock, callers retry. */
  readonly responses: Sqlite.Database;
  close(): Promise<void>;
}

// SQLite can roll back a change of schema, but Kysely's adapter says it cannot; with this a failing migration leaves nothing.
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

// A plain `begin` takes the write lock only at the first write, and then fails at once where another process wrote in
// between; taken at the beginning, it waits its turn.
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class PortalSqliteDialect extends SqliteDialect {
  readonly #connection: Sqlite.Database;

  constructor(connection: Sqlite.Database) {
    super({ database: connection });
    this.#connection = connection;
  }

  override createDriver(): Driver {
    return new ImmediateDriver({ database: this.#connection });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** A Kysely over one better-sqlite3 connection. */
function kysely(connection: Sqlite.Database): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PortalSqliteDialect(connection) });
}

function connect(file: string, options: { readonly: boolean; timeout: number }): Sqlite.Database {
  const connection = new Sqlite(file, options);
  connection.pragma('foreign_keys = ON');
  if (!options.readonly) {
    connection.pragma('journal_mode = WAL');
    // Acknowledged means on disk: the driver's WAL default would be NORMAL.
    connection.pragma('synchronous = FULL');
  }
  return connection;
}

function openReader(file: string): ClosableReader {
  const db = kysely(connect(file, { readonly: true, timeout: 5000 }));
  // Kysely's own way to a read-only view; its types are apart on purpose, the connection itself refuses writes too.
  return { reader: db as unknown as ReadonlyKysely<Database>, close: () => db.destroy() };
}

/** Opens (and creates, when it is missing) the SQLite database in `file`. Throws where the file cannot be opened. */
export function openSqlite(file: string): DatabaseHandles {
  const writerConnection = connect(file, { readonly: false, timeout: 5000 });
  const shared = openReader(file);
  const responses = connect(file, { readonly: false, timeout: 0 });
  const writer = kysely(writerConnection);
  return {
    reader: shared.reader,
    openReader: () => openReader(file),
    writer,
    responses,
    async close() {
      responses.close();
      await shared.close();
      await writer.destroy();
    },
  };
}
