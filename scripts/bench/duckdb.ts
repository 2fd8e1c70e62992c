import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

// Fetched when it is asked for, not with the project: 70 MB that nothing else needs.
const name = '@duckdb/node-api';
const version = '1.5.6-r.1';

/** What the bench asks of DuckDB. */
export interface DuckDB {
  run(sql: string): Promise<unknown>;
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** Loads rows of an agency and packed answers through the appender, a column per answer. */
  append(table: string, rows: Iterable<readonly [string, string]>): Promise<void>;
}

interface Appender {
  appendVarchar(value: string): void;
  appendUTinyInt(value: number): void;
  appendNull(): void;
  endRow(): void;
  closeSync(): void;
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  createAppender(table: string): Promise<Appender>;
}
interface Package {
  readonly DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection> }> };
}

/** DuckDB in memory, its package fetched into a folder; undefined, and said why, where it cannot be fetched. */
export async function fetchDuckDB(folder: string): Promise<DuckDB | undefined> {
  const install = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`];
  try {
    await promisify(execFile)('npm', install, {
      cwd: folder,
      env: { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}` },
    });
  } catch (error) {
    console.error(`Không tải được ${name}@${version}, nên không so được việc đếm lại: ${(error as Error).message}`);
    return undefined;
  }
  const { DuckDBInstance } = createRequire(path.join(folder, 'here.js'))(name) as Package;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return {
    run: (sql) => connection.run(sql),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    append: async (table, rows) => {
      const appender = await connection.createAppender(table);
      for (const [agency, answers] of rows) {
        appender.appendVarchar(agency);
        for (const answer of answers) {
          if (answer === '-') appender.appendNull();
          else appender.appendUTinyInt(Number(answer));
        }
        appender.endRow();
      }
      appender.closeSync();
    },
  };
}
