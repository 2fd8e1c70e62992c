import { describe, expect, test } from 'vitest';
import { type ArticleAct, articleActs, asked, type Standing, workflowRefusal } from '#newsroom/model/workflow.ts';

const ha = { id: 'ha', name: 'Nguyễn Thị Hà' };
const binh = { id: 'binh', name: 'Trần Văn Bình' };
/** Written and submitted by Hà, approved or forced by Bình. */
const article = (state: Standing['state'], forced = false): Standing => ({ state, forced, author: ha, submitter: ha, reviewer: binh });

/**
 * What each act answers in draft, submitted, scheduled, published, published by force, withdrawn, discarded: `.` anybody (whom the
 * permission lets), `2` only somebody else than the one of the step before, `-` nobody.
 */
const table: Readonly<Record<ArticleAct, string>> = {
  edit: '. - - - - - -',
  submit: '. - - - - - -',
  discard: '. - - - - - -',
  bring_back: '- - - - - - .',
  share_preview: '. . . - - - -',
  return: '- . . - - - -',
  approve: '- 2 - - - - -',
  schedule: '- 2 2 - - - -',
  unschedule: '- - . - - - -',
  force: '. . - - - - -',
  review_forced: '- - - - 2 - -',
  correct: '- - - . . - -',
  withdraw: '- - - . . - -',
  restore_revision: '. - - . . . -',
  change_address: '. . . . . - -',
  feature: '- - - . . - -',
};

const standings: readonly (readonly [string, Standing])[] = [
  ['a draft', article('draft')],
  ['a submitted one', article('submitted')],
  ['a scheduled one', article('scheduled')],
  ['a published one', article('published')],
  ['one published by force', article('published', true)],
  ['a withdrawn one', article('withdrawn')],
  ['a discarded one', article('discarded')],
];

const cases = articleActs.flatMap((act) =>
  standings.map(([name, standing], i) => ({ act, name, standing, expected: table[act].split(' ')[i] ?? '' })),
);

describe('what may be done with an article', () => {
  test.each(cases)('$act with $name: $expected', ({ act, standing, expected }) => {
    const before = act === 'review_forced' ? binh : ha;
    const other = act === 'review_forced' ? ha : binh;
    const answers = { '.': [null, null], '2': ['same-person', null], '-': ['wrong-state', 'wrong-state'] }[expected];
    expect([workflowRefusal(act, standing, before), workflowRefusal(act, standing, other)]).toEqual(answers);
  });

  test('the second person is another account, whatever the names; at a command another name', () => {
    const submitted = article('submitted');
    expect(workflowRefusal('approve', submitted, { id: 'ha-2', name: 'Nguyễn Thị Hà' })).toBeNull();
    expect(workflowRefusal('approve', submitted, { id: 'ha', name: 'Hà đã đổi tên' })).toBe('same-person');
    expect(workflowRefusal('approve', submitted, { id: null, name: 'Nguyễn Thị Hải' })).toBeNull();
    for (const name of ['Nguyễn Thị Hà', ' NGUYỄN thị  hà ', 'nguyen thi ha', 'Nguyễn Thị Hà'.normalize('NFD')])
      expect(workflowRefusal('approve', submitted, { id: null, name })).toBe('same-person');
    const byName = { ...submitted, submitter: { id: null, name: 'Nguyễn Thị Hà'.normalize('NFD') } };
    expect(workflowRefusal('approve', byName, ha)).toBe('same-person');
    expect(workflowRefusal('approve', byName, binh)).toBeNull();
  });

  test('permission is asked by the act, the state and the account of the step before', () => {
    expect(asked('approve', article('submitted'))).toEqual({ act: 'article.approve', affected: { state: 'submitted', person: 'ha' } });
    expect(asked('review_forced', article('published', true))).toEqual({
      act: 'article.review_forced',
      affected: { state: 'forced', person: 'binh' },
    });
    expect(asked('unschedule', article('scheduled'))).toEqual({ act: 'article.return', affected: { state: 'scheduled', person: 'ha' } });
    expect(asked('edit', { ...article('draft'), author: { id: null, name: 'Lệnh' } }).affected).toEqual({ state: 'draft', person: null });
  });
});
