import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Doer } from '#accounts/model/person.ts';
import { atCommand } from '#accounts/model/person.ts';
import { message } from '#i18n/model/message.ts';
import { translatorFor } from '#i18n/translator.ts';
import { changeAddress } from '#newsroom/address-service.ts';
import type { ArticleOutcome, Target } from '#newsroom/article-act.ts';
import { createDraft, returnToDraft, saveDraft, submitDraft } from '#newsroom/draft-service.ts';
import { setFeatured } from '#newsroom/featured-service.ts';
import { refusalMessage } from '#newsroom/model/refusal.ts';
import { approve, correct, forcePublish, publishDueArticles, reviewForced, unschedule, withdraw } from '#newsroom/publication-service.ts';
import { compareRevisions, restoreRevision } from '#newsroom/revision-service.ts';
import { listRevisions } from '#newsroom/revision-store.ts';
import { findPublishedArticle, listFeaturedArticles } from '#newsroom/store.ts';
import { fieldsOf, findArticleInWork, listForcedArticles } from '#newsroom/work-store.ts';
import type { App } from '#platform/app.ts';
import { clockAt, openTestApp, temporaryDir } from '../support/app.ts';
import { addMediaRow, binh, bodyOfLines, done, ha, wholeFields } from '../support/editors.ts';
import { runCommand } from '../support/process.ts';

const slug = 'mot-cua-luu-dong';
const idOf = async (app: App, at: string) => (await findArticleInWork(app.reader, at))?.id ?? 0;
const draft = async (app: App, at = slug) => done(await createDraft(app, ha, at, wholeFields()));
const submitted = async (app: App, at = slug) => done(await submitDraft(app, ha, await draft(app, at)));
const published = async (app: App, at = slug) => done(await approve(app, binh, await submitted(app, at)));

test('whoever saves what somebody else has changed since is told who and when, and nothing is overwritten', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  const opened = await draft(app);
  clock.set('2026-11-22T03:05:00Z');
  done(await saveDraft(app, ha, opened, wholeFields({ title: 'Tiêu đề của Hà' })));
  const late = await saveDraft(app, binh, opened, wholeFields({ title: 'Tiêu đề của Bình' }));
  expect(late).toMatchObject({ kind: 'refused', reason: 'conflict', by: 'Nguyễn Thị Hà', version: 2 });
  if (late.kind === 'refused')
    expect(translatorFor('vi').say(refusalMessage(late))).toMatch(/^Nguyễn Thị Hà đã lưu bài này lúc 10:05 ngày 22\/11\/2026/);
  expect((await findArticleInWork(app.reader, slug))?.title).toBe('Tiêu đề của Hà');
  // The same from an old page of one's own, and whatever was meant to be done.
  expect(await submitDraft(app, ha, opened)).toMatchObject({ reason: 'conflict', by: 'Nguyễn Thị Hà' });
  const both = await Promise.all([ha, binh].map((by) => saveDraft(app, by, { slug, version: 2 }, wholeFields({ title: by.name }))));
  expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
});

test('saving again and again keeps one revision in five minutes, and all that somebody else goes on from', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  let at = await draft(app);
  const save = async (by: Doer, time: string, title: string) => {
    clock.set(`2026-11-22T${time}Z`);
    at = done(await saveDraft(app, by, at, wholeFields({ title })));
  };
  for (const second of ['01', '10', '20', '30', '59']) await save(ha, `03:00:${second}`, `Hà ${second}`);
  await save(ha, '03:04:00', 'Hà bốn phút');
  await save(ha, '03:05:02', 'Hà năm phút');
  await save(ha, '03:06:00', 'Hà sáu phút');
  await save(binh, '03:06:10', 'Bình');
  const unchanged = done(await saveDraft(app, binh, at, wholeFields({ title: 'Bình' })));
  expect(unchanged.version).toBe(at.version);
  const titles = async () =>
    (await listRevisions(app.reader, await idOf(app, slug))).map(({ title, person }) => `${person.split(' ').at(-1)}: ${title}`);
  expect(await titles()).toEqual(['Bình: Bình', 'Hà: Hà sáu phút', 'Hà: Hà năm phút', 'Hà: Hà 01', `Hà: ${wholeFields().title}`]);
  // A clock that went back keeps too much rather than too little.
  await save(binh, '02:00:00', 'Bình sau khi đồng hồ lùi');
  expect((await titles())[0]).toBe('Bình: Bình sau khi đồng hồ lùi');
});

test('two revisions are told apart by words, links included, and an older one comes back as a new one', async () => {
  const app = await openTestApp();
  const link = (href: string) => ({ type: 'text' as const, text: 'xem lịch', marks: [{ type: 'link' as const, attrs: { href } }] });
  const body = (words: string, href: string) => ({
    type: 'doc' as const,
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }, link(href)] }],
  });
  let at = done(await createDraft(app, ha, slug, wholeFields({ body: body('Nhận hồ sơ thứ Bảy, ', '/thu-tuc') })));
  at = done(await saveDraft(app, binh, at, wholeFields({ title: 'Tiêu đề khác', body: body('Nhận hồ sơ Chủ nhật, ', '/khao-sat') })));
  const difference = await compareRevisions(app.reader, await idOf(app, slug), { older: 1, newer: 2 });
  expect(difference?.parts.map(({ part }) => part)).toEqual(['title', 'body']);
  const runs = difference?.parts[1]?.runs ?? [];
  expect(runs.filter(({ kind }) => kind === 'removed').map(({ text }) => text.trim())).toEqual(['thứ Bảy', 'thu-tuc']);
  expect(runs.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim())).toEqual(['Chủ nhật', 'khao-sat']);

  at = done(await restoreRevision(app, ha, at, { version: 1 }));
  expect(at).toMatchObject({ state: 'draft', version: 3 });
  const row = await findArticleInWork(app.reader, slug);
  expect(row && fieldsOf(row)).toEqual(wholeFields({ body: body('Nhận hồ sơ thứ Bảy, ', '/thu-tuc') }));
  expect((await listRevisions(app.reader, await idOf(app, slug))).map(({ act }) => act)).toEqual([
    'article.restore_revision',
    'article.edit',
    'article.create',
  ]);
  expect(await restoreRevision(app, ha, at, { version: 99 })).toMatchObject({ reason: 'unknown-revision' });

  const shown = done(await approve(app, binh, done(await submitDraft(app, ha, at))));
  expect(await restoreRevision(app, binh, shown, { version: 2 })).toMatchObject({ reason: 'no-note' });
  done(await restoreRevision(app, binh, shown, { version: 2, note: 'Trở lại ngày đúng.' }));
  expect(await findPublishedArticle(app.reader, slug)).toMatchObject({
    title: 'Tiêu đề khác',
    corrections: [{ date: '2026-11-22', note: 'Trở lại ngày đúng.' }],
  });
});

test('what is scheduled can be put off and taken off; a clock that goes back publishes nothing twice', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  let at = await submitted(app);
  expect(await approve(app, ha, at, '2026-11-23T01:00:00.000Z')).toMatchObject({ reason: 'same-person' });
  at = done(await approve(app, binh, at, '2026-11-23T01:00:00.000Z'));
  at = done(await approve(app, binh, at, '2026-11-24T01:00:00.000Z'));
  clock.set('2026-11-23T02:00:00Z');
  expect(await publishDueArticles(app)).toBe(0);
  at = done(await unschedule(app, binh, at));
  clock.set('2026-11-24T02:00:00Z');
  expect(await publishDueArticles(app)).toBe(0);
  at = done(await approve(app, binh, at, '2026-11-25T01:00:00.000Z'));
  clock.set('2026-11-25T02:00:00Z');
  expect(await publishDueArticles(app)).toBe(1);
  clock.set('2026-11-22T00:00:00Z');
  expect(await publishDueArticles(app)).toBe(0);
  clock.set('2026-11-25T03:00:00Z');
  expect(await publishDueArticles(app)).toBe(0);
  const acts = await app.reader.selectFrom('audit').select('act').where('act', '=', 'article.publish').execute();
  expect(acts).toHaveLength(1);
  expect((await findArticleInWork(app.reader, slug))?.public_since).toBe('2026-11-25T02:00:00.000Z');
});

test('of processes that look at the schedule at the same moment one publishes, and none after a restart', async () => {
  const app = await openTestApp();
  done(await approve(app, binh, await submitted(app), '2026-11-23T01:00:00.000Z'));
  const go = path.join(temporaryDir(), 'go');
  const run = () => runCommand('tests/support/publish-due.ts', [app.config.dataDir, '2026-11-23T01:00:01Z', go], {});
  const processes = [run(), run()];
  await Promise.all(processes.map(({ said }) => said('ready')));
  writeFileSync(go, '');
  const ended = await Promise.all([...processes, run()].map((one) => one.ended));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(ended.map(({ output }) => Number(output.trim().split('\n').at(-1))).sort()).toEqual([0, 0, 1]);
  expect(await app.reader.selectFrom('audit').select('person').where('act', '=', 'article.publish').execute()).toEqual([
    { person: 'lịch đăng' },
  ]);
  expect((await findArticleInWork(app.reader, slug))?.state).toBe('published');
}, 60_000);

test('a schedule that is read before it is put off does not fire early', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  const at = done(await approve(app, binh, await submitted(app), '2026-11-22T04:00:00.000Z'));
  clock.set('2026-11-22T04:00:01Z');
  // Put off between the look at the schedule and the act.
  const transaction = app.writer.transaction.bind(app.writer);
  let first = true;
  const writer = new Proxy(app.writer, {
    get: (target, name) =>
      name === 'transaction'
        ? () => ({
            execute: async (run: Parameters<ReturnType<typeof transaction>['execute']>[0]) => {
              if (first) {
                first = false;
                done(await approve(app, binh, at, '2026-11-22T05:00:00.000Z'));
              }
              return transaction().execute(run);
            },
          })
        : Reflect.get(target, name),
  });
  expect(await publishDueArticles({ ...app, writer })).toBe(0);
  expect((await findArticleInWork(app.reader, slug))?.state).toBe('scheduled');
});

test('one person may publish alone for a reason, and it stays listed until somebody else has looked at it', async () => {
  const app = await openTestApp();
  const at = await draft(app);
  expect(await forcePublish(app, ha, at, '')).toMatchObject({ reason: 'no-note' });
  const forced = done(await forcePublish(app, ha, at, 'Báo bão khẩn cấp ngoài giờ.'));
  expect(forced.state).toBe('published');
  expect((await listForcedArticles(app.reader)).map((row) => row.slug)).toEqual([slug]);
  expect(await reviewForced(app, ha, forced)).toMatchObject({ reason: 'same-person' });
  const looked = done(await reviewForced(app, binh, forced));
  expect(await listForcedArticles(app.reader)).toEqual([]);
  expect(await reviewForced(app, binh, looked)).toMatchObject({ reason: 'wrong-state' });
  expect(await findArticleInWork(app.reader, slug)).toMatchObject({ forced: 1, force_reviewer: 'Trần Văn Bình' });
});

test('the published articles that stand out are chosen as a whole, in their order', async () => {
  const app = await openTestApp();
  const one = await published(app, 'bai-mot');
  await published(app, 'bai-hai');
  await submitted(app, 'bai-ba');
  const featured = async () => (await listFeaturedArticles(app.reader)).map((article) => article.slug);
  expect(await setFeatured(app, binh, ['bai-hai', 'bai-mot', 'bai-hai'], await featured())).toEqual({ kind: 'done' });
  expect(await featured()).toEqual(['bai-hai', 'bai-mot']);
  expect(await setFeatured(app, binh, ['bai-ba'], await featured())).toMatchObject({ reason: 'wrong-state' });
  expect(await setFeatured(app, binh, ['khong-co'], await featured())).toMatchObject({ reason: 'unknown-article' });
  expect(await featured()).toEqual(['bai-hai', 'bai-mot']);
  done(await withdraw(app, binh, one, 'Sai nguồn.'));
  expect(await featured()).toEqual(['bai-hai']);
  expect(await setFeatured(app, binh, [], await featured())).toEqual({ kind: 'done' });
  expect(await featured()).toEqual([]);
});

test('what the permission does not allow changes nothing, and says nothing of the article', async () => {
  const app = await openTestApp();
  const at = await submitted(app);
  const asked: string[] = [];
  const denied = message('newsroom.refused.unknown-article');
  const stranger: Doer = {
    id: 'la',
    name: 'Người lạ',
    permit: (act, { state, person } = {}) => {
      asked.push(`${act} ${state} ${person}`);
      return denied;
    },
  };
  const attempts: readonly Promise<unknown>[] = [
    createDraft(app, stranger, 'bai-moi', wholeFields()),
    approve(app, stranger, at),
    approve(app, stranger, { ...at, version: 1 }),
    returnToDraft(app, stranger, at, 'x'),
    withdraw(app, stranger, at, 'x'),
    setFeatured(app, stranger, [slug], []),
  ];
  for (const attempt of attempts) expect(await attempt).toEqual({ kind: 'refused', reason: 'not-allowed', message: denied });
  expect(asked).toContain('article.approve submitted tk-ha');
  expect(await findArticleInWork(app.reader, slug)).toMatchObject({ state: 'submitted', version: at.version });
  expect(await findArticleInWork(app.reader, 'bai-moi')).toBeUndefined();
});

test('whatever two people try in whatever order, nothing is public that only one has answered for, unless it says so', async () => {
  const app = await openTestApp();
  const fields = wholeFields();
  type Attempt = (by: Doer, at: Target, n: number) => Promise<ArticleOutcome>;
  const attempts: Readonly<Record<string, Attempt>> = {
    save: (by, at, n) => saveDraft(app, by, at, wholeFields({ body: bodyOfLines(`Lần ${n}`) })),
    submit: (by, at) => submitDraft(app, by, at),
    return: (by, at) => returnToDraft(app, by, at, 'Xem lại.'),
    approve: (by, at) => approve(app, by, at),
    schedule: (by, at) => approve(app, by, at, '2027-01-01T00:00:00.000Z'),
    unschedule: (by, at) => unschedule(app, by, at),
    force: (by, at) => forcePublish(app, by, at, 'Khẩn.'),
    review: (by, at) => reviewForced(app, by, at),
    correct: (by, at, n) => correct(app, by, at, { fields: { ...fields, title: `Lần ${n}` }, note: 'Sửa.' }),
    withdraw: (by, at) => withdraw(app, by, at, 'Rút.'),
    restore: (by, at) => restoreRevision(app, by, at, { version: 1, note: 'Về bản đầu.' }),
    move: (by, at, n) => changeAddress(app, by, at, `${at.slug.split('--')[0]?.slice(0, 8)}-${n}`),
  };
  let run = 0;
  const step = fc.tuple(fc.constantFrom(...Object.keys(attempts)), fc.boolean(), fc.integer({ min: 0, max: 5 }));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      run += 1;
      let at = done(await createDraft(app, ha, `bai${run}x`, fields));
      const id = await idOf(app, at.slug);
      for (const [name, second, n] of steps) {
        const by = second ? binh : ha;
        const outcome = await attempts[name]?.(by, at, run * 10 + n);
        const row = await app.reader.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        if (outcome?.kind === 'refused') expect([row.version, row.slug, row.state]).toEqual([at.version, at.slug, at.state]);
        else if (outcome) {
          expect([0, 1]).toContain(outcome.version - at.version);
          at = outcome;
          expect([row.version, row.slug, row.state]).toEqual([at.version, at.slug, at.state]);
        }
        if (row.state === 'published') expect(row.forced === 1 || row.reviewer_id !== row.submitter_id).toBe(true);
        if (row.force_reviewer !== null) expect(row.force_reviewer_id).not.toBe(row.reviewer_id);
        expect((await findPublishedArticle(app.reader, at.slug)) !== undefined).toBe(row.state === 'published');
      }
    }),
    { numRuns: 25 },
  );
});

test('at the command line a name is not an account: it may not approve what its bearer submitted', async () => {
  const app = await openTestApp();
  const at = await submitted(app);
  expect(await approve(app, atCommand(' nguyễn thị hà '), at)).toMatchObject({ reason: 'same-person' });
  expect(await approve(app, atCommand('Lê Thị C'), at)).toMatchObject({ kind: 'done' });
});

test('what was saved within five minutes comes back too, where only the title was changed', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  let at = await draft(app);
  for (const [second, title] of [
    ['01', 'Đầu tiên'],
    ['40', 'Một tiêu đề công phu'],
  ]) {
    clock.set(`2026-11-22T03:00:${second}Z`);
    at = done(await saveDraft(app, ha, at, wholeFields({ title: title ?? '' })));
  }
  clock.set('2026-11-22T03:01:00Z');
  done(await restoreRevision(app, ha, at, { version: 1 }));
  const titles = (await listRevisions(app.reader, await idOf(app, slug))).map(({ title }) => title);
  expect(titles).toContain('Một tiêu đề công phu');
});

test('an order of those that stand out that was seen before somebody else changed it is refused, and changes nothing', async () => {
  const app = await openTestApp();
  await published(app, 'bai-mot');
  await published(app, 'bai-hai');
  const featured = async () => (await listFeaturedArticles(app.reader)).map((article) => article.slug);
  const seen = await featured();
  const both = await Promise.all([['bai-mot'], ['bai-hai']].map((wanted) => setFeatured(app, binh, wanted, seen)));
  expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
  expect(both.find(({ kind }) => kind === 'refused')).toMatchObject({ reason: 'order-changed' });
  expect(await featured()).toHaveLength(1);
});

test('nothing is submitted, approved, published or corrected with a picture that the library has not got, nor with a file as a picture', async () => {
  const app = await openTestApp();
  await addMediaRow(app, 'anh-that');
  await addMediaRow(app, 'tep-that', 'file');
  const body = (media: string) => ({
    type: 'doc' as const,
    content: [...bodyOfLines('Xem ảnh.').content, { type: 'image' as const, attrs: { media, alt: 'ảnh', caption: '' } }],
  });
  for (const media of ['khong-co', 'tep-that']) {
    const missing = { kind: 'refused', reason: 'missing-media', media: { id: media, kind: 'image' } };
    const at = done(await createDraft(app, ha, `bai-${media}`, wholeFields({ body: body(media) })));
    expect(await submitDraft(app, ha, at)).toEqual(missing);
    expect(await forcePublish(app, ha, at, 'Khẩn.')).toEqual(missing);
    await app.writer.updateTable('articles').set({ state: 'submitted' }).where('slug', '=', at.slug).execute();
    expect(await approve(app, binh, at)).toEqual(missing);
    expect(await approve(app, binh, at, '2030-01-01T00:00:00.000Z')).toEqual(missing);
  }
  const at = await published(app);
  expect(await correct(app, binh, at, { fields: wholeFields({ body: body('khong-co') }), note: 'Thêm ảnh.' })).toMatchObject({
    reason: 'missing-media',
  });
  done(await correct(app, binh, at, { fields: wholeFields({ body: body('anh-that') }), note: 'Thêm ảnh.' }));
});
