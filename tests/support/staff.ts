import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { atCommand } from '#accounts/model/person.ts';
import type { Role } from '#accounts/model/role.ts';
import { hashPassword } from '#accounts/password-hash.ts';
import { addAccount } from '#accounts/staff-service.ts';
import { findStaffByUserName, updateStaff } from '#accounts/store.ts';
import { createDraft, saveDraft, submitDraft } from '#newsroom/draft-service.ts';
import type { App } from '#platform/app.ts';
import { openTestApp } from './app.ts';
import { binh, done, ha, wholeFields } from './editors.ts';
import { startTestPortal, type TestPortal } from './server.ts';
import { addStaffRounds } from './staff-rounds.ts';
import { addSurveyWork } from './survey-work.ts';

/** The password of every account that tests make. */
export const password = 'bốn con trâu xanh';

export interface NewStaff {
  readonly userName?: string;
  readonly name?: string;
  readonly roles?: readonly Role[];
  readonly agency?: string | null;
  /** A first password, to be changed at the first sign-in; without it the account has the password of every test. */
  readonly first?: boolean;
}

/** An account of the staff, made as an administrator makes it. */
export async function addStaff(
  app: App,
  { userName = 'lan.nguyen', name = 'Nguyễn Thị Lan', roles = ['editor'], agency = null, first = false }: NewStaff = {},
) {
  const outcome = await addAccount(app, atCommand('Thử nghiệm'), { user_name: userName, name, roles, agency });
  if (outcome.kind === 'refused' || outcome.password === undefined) throw new Error(`the account ${userName} was refused`);
  if (first) return { ...outcome.account, password: outcome.password };
  const password_hash = await hashPassword(password);
  await app.writer.transaction().execute((tx) => updateStaff(tx, outcome.account.id, { password_hash, must_change: 0 }));
  return { ...outcome.account, password };
}

/** The code that an authenticator with this key shows at a moment. */
export function codeOf(typedKey: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(typedKey.replaceAll(' ', '')), digits: 6, period: 30 }).generate({ timestamp: at.getTime() });
}

/** The version that a form names. */
export const versionIn = (html: string) => /name="phien_ban" value="(\d+)"/.exec(html)?.[1] ?? '';

/** What two people wrote, as a refused form shows it: of each field that differs, what stands now and what was typed. */
export const bothVersions = (html: string) =>
  [
    ...html.matchAll(
      /<dt[^>]*>Đang lưu<\/dt>\s*<dd[^>]*>([^<]*)<\/dd>\s*<\/div>\s*<div[^>]*>\s*<dt[^>]*>Bạn gõ<\/dt>\s*<dd[^>]*>([^<]*)</g,
    ),
  ].map(([, now, typed]) => [now, typed]);

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  readonly headers: Headers;
}

/** A browser without script: it keeps cookies and follows nothing by itself. */
export class StaffBrowser {
  readonly cookies = new Map<string, string>();
  /** As the proxy before the portal would say; each test has its own network. */
  readonly #headers: Readonly<Record<string, string>>;
  readonly #url: string;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  get(path: string): Promise<Answer> {
    return this.#send(path, {});
  }

  post(path: string, fields: Readonly<Record<string, string>> | [name: string, value: string][] = {}): Promise<Answer> {
    const body = new URLSearchParams(fields);
    return this.#send(path, { method: 'POST', body });
  }

  /** A form with files, as a browser sends it. */
  upload(path: string, form: FormData): Promise<Answer> {
    return this.#send(path, { method: 'POST', body: form });
  }

  /** A form with a file and fields beside it. */
  uploadFile(
    path: string,
    fields: Readonly<Record<string, string>>,
    file: { readonly name: string; readonly bytes: Uint8Array; readonly type?: string },
    field = 'tep',
  ): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append(field, new File([new Uint8Array(file.bytes)], file.name, { type: file.type ?? '' }));
    return this.upload(path, body);
  }

  signIn(userName: string, typed: string = password): Promise<Answer> {
    return this.post('/quan-tri/dang-nhap', { ten: userName, 'mat-khau': typed });
  }

  /** A second browser that has stolen all cookies of this one. */
  copy(): StaffBrowser {
    const other = new StaffBrowser(this.#url, this.#headers);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.#headers, ...(cookie === '' ? {} : { cookie }) };
    const answer = await fetch(`${this.#url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text(), headers: answer.headers };
  }
}

export interface StaffPortal extends TestPortal {
  /** Signed in as an administrator who has every other role too, but that of an agency's officer. */
  readonly browser: StaffBrowser;
  /** The id of another account. */
  readonly other: string;
}

/** A portal with two accounts, one of them signed in. */
export async function startStaffPortal(given?: App): Promise<StaffPortal> {
  const portal = await startTestPortal(given ?? (await openTestApp()));
  await addStaff(portal.app, { roles: ['administrator', 'editor', 'publisher', 'appraiser', 'survey_manager'] });
  const { id } = await addStaff(portal.app, { userName: 'minh.tran', name: 'Trần Minh', roles: ['agency_officer'], agency: '00004' });
  const browser = new StaffBrowser(portal.url);
  await browser.signIn('lan.nguyen');
  return { ...portal, browser, other: id };
}

/** What staffSamples looks at: a draft with a long title has the number 1001, one that waits for review 1002. */
async function addArticles(app: App): Promise<void> {
  await sql`update sqlite_sequence set seq = 1000 where name = 'articles'`.execute(app.writer);
  const draft = done(await createDraft(app, ha, 'ban-nhap-de-xem', wholeFields()));
  done(await saveDraft(app, binh, draft, wholeFields({ title: 'Một tiêu đề rất dài '.repeat(7).trim() })));
  done(await submitDraft(app, ha, done(await createDraft(app, ha, 'bai-cho-duyet', wholeFields()))));
}

/** The same, with something to see on every page of `staffAddresses`. */
export async function startFilledStaffPortal(given?: App): Promise<StaffPortal> {
  const portal = await startStaffPortal(given);
  const own = await findStaffByUserName(portal.app.reader, 'lan.nguyen');
  await addArticles(portal.app);
  await addStaffRounds(portal.app);
  await addSurveyWork(portal.app, { ...atCommand(own?.name ?? ''), id: own?.id ?? null });
  return portal;
}
