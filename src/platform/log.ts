/** One line of JSON per event on standard error; never an address, a name or an answer of a person. */
export interface Log {
  info(event: string, detail?: Record<string, unknown>): void;
  error(event: string, error: unknown, detail?: Record<string, unknown>): void;
}

export const jsonLog: Log = {
  info: (event, detail) => write({ level: 'info', event, ...detail }),
  error: (event, error, detail) =>
    write({ level: 'error', event, ...detail, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
};

export const silentLog: Log = { info: () => {}, error: () => {} };

function write(record: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...record })}\n`);
}
