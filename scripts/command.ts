import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Fault } from '#platform/fault.ts';

/** Runs a command; a Fault becomes one clear line and exit code 1, anything else keeps its stack. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(
      error instanceof Fault
        ? error.message
        : busy(error)
          ? 'Cơ sở dữ liệu đang bận quá lâu. Chưa có gì thay đổi; xin chạy lại lệnh.'
          : error,
    );
    process.exitCode = 1;
  }
}

/** Another process held the database longer than we wait. */
function busy(error: unknown): boolean {
  return String((error as { code?: unknown } | undefined)?.code).startsWith('SQLITE_BUSY');
}

/** The options of a command line. Throws a Fault with the usage where they cannot be read. */
export function options<T extends NonNullable<ParseArgsConfig['options']>>(usage: string, config: T) {
  try {
    return parseArgs({ options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Fault(`${(error as Error).message}\nCách dùng: ${usage}`);
  }
}

/** An option that must be there. */
export function required(value: string | undefined, name: string, usage: string): string {
  if (value === undefined || value === '') throw new Fault(`Thiếu --${name}.\nCách dùng: ${usage}`);
  return value;
}

/** An option that must be one of a few words. */
export function oneOf<T extends string>(name: string, value: string, all: readonly T[]): T {
  const known = all.find((one) => one === value);
  if (known === undefined) throw new Fault(`--${name} phải là một trong: ${all.join(', ')}.`);
  return known;
}
