import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isCollection, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Fault } from './fault.ts';
import { projectRoot } from './project-root.ts';

/** The folder of words and reference data that people edit. */
export const contentDir = path.join(projectRoot, 'content');

export interface ContentFile<T> {
  /** File name without its ending: the slug of an article, the code of a procedure. */
  readonly name: string;
  readonly data: T;
  /** Text below the front matter; empty for plain YAML. */
  readonly body: string;
}

/**
 * Reads every `.yaml` or `.md` (front matter and text) file of a folder of content/, in the order of their names, and
 * checks each against a schema. Text comes out as Unicode NFC.
 * @throws Fault naming file, line and what was expected, at the first thing that is wrong.
 */
export function readContentFolder<T>(folder: string, schema: z.ZodType<T>): readonly ContentFile<T>[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /\.(yaml|md)$/.test(name));
  } catch (error) {
    throw new Fault(`Không đọc được thư mục nội dung ${folder}: ${(error as Error).message}`);
  }
  return names.sort().map((name) => readContentFile(path.join(folder, name), schema));
}

/** Reads one content file; see readContentFolder. */
export function readContentFile<T>(file: string, schema: z.ZodType<T>): ContentFile<T> {
  const shown = path.relative(process.cwd(), file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)).normalize('NFC');
  } catch (error) {
    throw new Fault(`${shown}: không đọc được tệp (cần văn bản UTF-8): ${(error as Error).message}`);
  }
  const { yaml, body, firstLine } = splitFrontMatter(text, file, shown);
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, strict: true, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line + firstLine - 1;
    throw new Fault(`${shown}:${line}: YAML sai: ${broken.message.split('\n')[0]}`);
  }
  const parsed = schema.safeParse(plain(document, shown));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const at = issue?.path ?? [];
    const line = lineOf(document.contents, at, lines) + firstLine - 1;
    throw new Fault(`${shown}:${line}: ${at.join('.') || 'tệp'}: ${issue?.message ?? 'không đúng khuôn dạng'}`);
  }
  return { name: path.basename(file).replace(/\.(yaml|md)$/, ''), data: parsed.data, body };
}

/** The values of a document. An alias (`*name`) that stands for nothing is usually an asterisk meant as text. */
function plain(document: ReturnType<typeof parseDocument>, shown: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new Fault(`${shown}: YAML sai: ${(error as Error).message}. Chữ bắt đầu bằng dấu * phải đặt trong dấu nháy.`);
  }
}

function splitFrontMatter(text: string, file: string, shown: string): { yaml: string; body: string; firstLine: number } {
  if (!file.endsWith('.md')) return { yaml: text, body: '', firstLine: 1 };
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text);
  if (!match) throw new Fault(`${shown}:1: cần phần đầu tệp giữa hai dòng "---"`);
  return { yaml: match[1] ?? '', body: (match[2] ?? '').trim(), firstLine: 2 };
}

/** The line of the value at `keys`, or of the nearest value around it that exists. */
function lineOf(contents: unknown, keys: readonly PropertyKey[], lines: LineCounter): number {
  let node = contents as Node | null;
  let line = 1;
  for (let depth = 0; depth <= keys.length; depth++) {
    if (node?.range) line = lines.linePos(node.range[0]).line;
    const key = keys[depth];
    if (key === undefined || !isCollection(node)) break;
    const inner: unknown = node.get(key, true);
    if (inner === undefined || !(isCollection(inner) || isScalar(inner))) break;
    node = inner;
  }
  return line;
}
