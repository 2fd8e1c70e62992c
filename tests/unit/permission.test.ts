import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Act, type ActRule, acts } from '#accounts/model/act.ts';
import type { Actor } from '#accounts/model/actor.ts';
import { type Affected, denial, may, mayEver, refusal } from '#accounts/model/permission.ts';
import { type Role, roles } from '#accounts/model/role.ts';

const allActs = Object.keys(acts) as Act[];
const ruleOf = (act: Act): ActRule => acts[act];
const allStates = [
  ...new Set(allActs.flatMap((act) => Object.values(ruleOf(act).by).flatMap((condition) => condition.states ?? []))),
].sort();

const actor = (...held: readonly Role[]): Actor => ({
  id: 'toi',
  name: 'Nguyễn Thị Lan',
  roles: held,
  agency: held.includes('agency_officer') ? '00004' : null,
});

/** What a role may do, written as the states in which it may: with a thing of somebody else's and of one's own. */
function allowedIn(role: Role, act: Act, object: Affected): string {
  const states = ['', ...allStates].filter((state) => may(actor(role), act, { ...object, state }));
  return states.length === allStates.length + 1 ? 'always' : states.length === 0 ? '-' : states.join(', ');
}

test('the matrix of role, act, state and person is the one that was agreed on', async () => {
  const lines = allActs.flatMap((act) =>
    roles.flatMap((role) => {
      const cells = [
        ['own', { person: 'toi', agency: '00004' }],
        ['of another person', { person: 'nguoi-khac', agency: '00004' }],
        ['of another agency', { person: 'nguoi-khac', agency: '00008' }],
      ] as const;
      const said = cells.map(([what, object]) => `${what}: ${allowedIn(role, act, object)}`);
      return said.every((one) => one.endsWith(': -')) ? [] : [`${act} | ${role} | ${said.join(' | ')}`];
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('permission-matrix.txt');
});

describe('whatever the object', () => {
  const anyAct = fc.constantFrom(...allActs);
  const anyRoles = fc.uniqueArray(fc.constantFrom(...roles), { maxLength: roles.length });
  const anyObject = fc.record(
    {
      state: fc.constantFrom('', 'khong-co', ...allStates),
      person: fc.constantFrom('toi', 'nguoi-khac', null),
      agency: fc.constantFrom('00004', '00008', null),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Affected>;

  test('nobody who is not signed in may do anything, nor who has no role', () => {
    fc.assert(
      fc.property(anyAct, anyObject, (act, object) => {
        expect(denial(null, act, object)).toBe('nobody');
        expect(denial(actor(), act, object)).toBe('role');
      }),
    );
  });

  test('several roles allow what one of them allows, and nothing more', () => {
    fc.assert(
      fc.property(anyRoles, anyAct, anyObject, (held, act, object) => {
        const agency = held.includes('agency_officer') ? '00004' : null;
        const one = held.some((role) => may({ ...actor(role), agency }, act, object));
        expect(may(actor(...held), act, object)).toBe(one);
        expect(refusal(actor(...held), act, object) === null).toBe(one);
      }),
    );
  });

  test('an agency’s officer may do nothing with what is another agency’s, or nobody’s', () => {
    fc.assert(
      fc.property(anyAct, anyObject, (act, object) => {
        fc.pre(object.agency !== '00004');
        expect(may(actor('agency_officer'), act, object)).toBe(false);
        expect(may({ ...actor('agency_officer'), agency: null }, act, { ...object, agency: null })).toBe(false);
      }),
    );
  });

  test('who did the step before may not do the step that takes a second person, whatever roles they have', () => {
    const secondPerson: readonly Act[] = [
      'article.approve',
      'article.schedule',
      'article.review_forced',
      'document.publish',
      'exclusion.confirm',
      'exclusion.decline',
      'score.check',
      'score.decide',
      'round.release',
      'staff.change',
      'staff.disable',
      'staff.reset_password',
    ];
    const everything = { ...actor(...roles), agency: '00004' };
    fc.assert(
      fc.property(fc.constantFrom(...secondPerson), anyObject, (act, object) => {
        expect(may(everything, act, { ...object, agency: '00004', person: 'toi' })).toBe(false);
      }),
    );
  });

  test('a state that an act does not name refuses it', () => {
    for (const act of allActs)
      for (const [role, { states }] of Object.entries(ruleOf(act).by))
        if (states) expect(may(actor(role as Role), act, { state: 'khong-co', agency: '00004', person: 'nguoi-khac' }), act).toBe(false);
  });

  test('every act can be done by somebody, and a menu shows it to nobody else', () => {
    for (const act of allActs) {
      const somebody = roles.filter((role) => mayEver(actor(role), act));
      expect(somebody.length, act).toBeGreaterThan(0);
      expect([...somebody].sort()).toEqual(Object.keys(ruleOf(act).by).sort());
    }
  });
});

test('two people of one name are two people, and one person with another name is still the same', () => {
  const lan = actor('publisher');
  const submitted = { state: 'submitted', person: lan.id };
  expect(may({ ...lan, id: 'nguoi-khac' }, 'article.approve', submitted)).toBe(true);
  expect(may({ ...lan, name: 'Trần Thị Lan' }, 'article.approve', submitted)).toBe(false);
});

test('a refusal says the reason that is nearest to what somebody wanted', () => {
  const said = (held: readonly Role[], act: Act, object: Affected) => refusal(actor(...held), act, object)?.key;
  expect(said(['editor'], 'article.approve', { state: 'submitted' })).toBe('accounts.denied.role');
  expect(said(['editor', 'publisher'], 'article.approve', { state: 'submitted', person: 'toi' })).toBe('accounts.denied.own');
  expect(said(['publisher'], 'article.approve', { state: 'draft' })).toBe('accounts.denied.state');
  expect(said(['agency_officer'], 'score.self', { state: 'self_scoring', agency: '00008' })).toBe('accounts.denied.agency');
  expect(said(['editor'], 'article.discard', { state: 'draft', person: 'nguoi-khac' })).toBe('accounts.denied.not-own');
});
