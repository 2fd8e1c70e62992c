import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { projectRoot } from '#platform/project-root.ts';

export interface Command {
  readonly child: ChildProcess;
  /** Resolves when the command ends; rejects never. */
  readonly ended: Promise<{ code: number | null; output: string; seconds: number }>;
  /** Resolves once the output contains a text; rejects when the command ends before. */
  said(text: string): Promise<void>;
}

/** Runs one of the project's commands as a person would, through its npm script's own line; killed when the test ends. */
export function runCommand(name: string, args: readonly string[], env: Record<string, string>, cwd: string = projectRoot): Command {
  const begun = Date.now();
  const child = spawn(process.execPath, ['scripts/run.mjs', name, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<{ code: number | null; output: string; seconds: number }>((resolve) => {
    child.on('close', (code) => resolve({ code, output, seconds: (Date.now() - begun) / 1000 }));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    ended,
    said: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (output.includes(text)) resolve();
        };
        listeners.add(check);
        check();
        void ended.then(() => reject(new Error(`it ended without saying "${text}":\n${output}`)));
      }),
  };
}
