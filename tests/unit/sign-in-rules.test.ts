import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '#accounts/model/account.ts';
import { deviceName } from '#accounts/model/device-name.ts';
import { passwordProblem } from '#accounts/model/password.ts';
import { actorOf, isFresh, isStaffPath, ledTo, type StaffSession, safeNext } from '#accounts/model/session.ts';
import { type Attempts, afterFailure, freeTries, longestWaitMs, type ThrottleKind, waitOf } from '#accounts/model/throttle.ts';

describe('a password', () => {
  const own = ['lan.nguyen', 'Nguyễn', 'Thị', 'Lan', 'Nguyễn Thị Lan'];
  test.each([
    ['ngắn', 'accounts.password.short'],
    ['11 ký tự à', 'accounts.password.short'],
    ['a'.repeat(201), 'accounts.password.long'],
    ['aaaaaaaaaaaa', 'accounts.password.common'],
    ['ababababababab', 'accounts.password.common'],
    ['123456789012', 'accounts.password.common'],
    ['Mật khẩu Mật khẩu', 'accounts.password.common'],
    ['PasswordPassword1', 'accounts.password.common'],
    ['Thành phố Hà Nội 2026!', 'accounts.password.common'],
    ['qwertyuiop12', 'accounts.password.common'],
    ['lan.nguyen2026', 'accounts.password.own'],
    ['LAN-NGUYEN-1990', 'accounts.password.own'],
    ['Nguyễn Thị Lan 1', 'accounts.password.own'],
  ])('like “%s” is refused', (password, key) => {
    expect(passwordProblem(password, own)?.key).toBe(key);
  });

  test.each(['bốn con trâu xanh', 'x7mq-4kd2-pp9w-aa3z', 'lantern beside 9 rivers', 'Đường Láng mưa to quá'])(
    'like “%s” is taken',
    (password) => {
      expect(passwordProblem(password, own)).toBeNull();
    },
  );
});

describe('whoever guesses', () => {
  const kinds = Object.keys(freeTries) as ThrottleKind[];

  test('has some tries free, then waits 1, 2, 4 … seconds, and never more than a minute', () => {
    let attempts: Attempts | null = null;
    const waits = Array.from({ length: 13 }, () => {
      const now: number = attempts === null ? 0 : attempts.openAt;
      attempts = afterFailure(attempts, now, 'account');
      return waitOf(attempts, now) / 1000;
    });
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('never makes the owner wait longer than a minute, however often and whenever it failed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(fc.integer({ min: -100_000, max: 7_200_000 }), { maxLength: 60 }), (kind, gaps) => {
        let attempts: Attempts | null = null;
        let now = 1_000_000_000;
        for (const gap of gaps) {
          now += gap;
          attempts = afterFailure(attempts, now, kind);
          expect(waitOf(attempts, now)).toBeLessThanOrEqual(longestWaitMs);
          expect(waitOf(attempts, now - 86_400_000)).toBeLessThanOrEqual(longestWaitMs);
          expect(waitOf(attempts, now + longestWaitMs)).toBe(0);
        }
      }),
    );
  });

  test('begins anew an hour after the last failure', () => {
    const many: Attempts = { failures: 50, failedAt: 0, openAt: longestWaitMs };
    expect(afterFailure(many, 3_600_000, 'account').failures).toBe(1);
    expect(afterFailure(many, 3_599_999, 'account').failures).toBe(51);
  });
});

const account: Account = {
  id: 'a',
  user_name: 'lan.nguyen',
  name: 'Nguyễn Thị Lan',
  roles: ['editor'],
  agency: null,
  must_change: false,
  second_factor: false,
  recovery_codes: 0,
  created_at: '',
  signed_in_at: null,
  disabled_at: null,
};
const session: StaffSession = { handle: 'h', account, stage: 'full', provenAt: 0 };
const halfway = { ...session, stage: 'code' as const };
const first = { ...session, account: { ...account, must_change: true } };

describe('a session', () => {
  test('lets nobody act before the second factor, nor before a first password was changed', () => {
    expect(actorOf(session)).toEqual({ id: 'a', name: 'Nguyễn Thị Lan', roles: ['editor'], agency: null });
    for (const unfinished of [null, halfway, first]) expect(actorOf(unfinished)).toBeNull();
  });

  test.each([
    [null, '/quan-tri', '/quan-tri/dang-nhap'],
    [null, '/quan-tri/tai-khoan', '/quan-tri/dang-nhap?tiep=%2Fquan-tri%2Ftai-khoan'],
    [null, '/quan-tri/dang-nhap', null],
    [null, '/quan-tri/ma-xac-thuc', '/quan-tri/dang-nhap?tiep=%2Fquan-tri%2Fma-xac-thuc'],
    [halfway, '/quan-tri', '/quan-tri/ma-xac-thuc'],
    [halfway, '/quan-tri/doi-mat-khau', '/quan-tri/ma-xac-thuc'],
    [halfway, '/quan-tri/ma-xac-thuc', null],
    [halfway, '/quan-tri/dang-nhap', null],
    [first, '/quan-tri/tai-khoan', '/quan-tri/doi-mat-khau'],
    [first, '/quan-tri/doi-mat-khau', null],
    [first, '/quan-tri/dang-xuat', null],
    [session, '/quan-tri/ma-xac-thuc', '/quan-tri'],
    [session, '/quan-tri/tai-khoan', null],
  ])('is led to where something is left to do (%#)', (held, path, to) => {
    expect(ledTo(held, path, path, true)).toBe(to);
  });

  test('that ended loses what was posted, and begins again at home', () => {
    expect(ledTo(null, '/quan-tri/tai-khoan', '/quan-tri/tai-khoan', false)).toBe('/quan-tri/dang-nhap');
  });

  test('is fresh for ten minutes, five more for what a page that is open sends, and not before it began', () => {
    expect([0, 599_999, 600_000, -1].map((now) => isFresh(session, now))).toEqual([true, true, false, false]);
    expect([0, 600_000, 899_999, 900_000, -1].map((now) => isFresh(session, now, true))).toEqual([true, true, true, false, false]);
  });
});

test.each([
  ['/quan-tri', true],
  ['/quan-tri/', true],
  ['/quan-tri/tai-khoan', true],
  ['/quan-tr%69', true],
  ['/%71uan-tri/tai-khoan', true],
  ['/quan-trio', false],
  ['/tin-tuc/quan-tri', false],
  ['/', false],
])('%s is one of the staff’s pages: %s', (path, staffs) => {
  expect(isStaffPath(path)).toBe(staffs);
});

test('signing in leads into the staff’s pages and nowhere else', () => {
  for (const good of ['/quan-tri', '/quan-tri/nhat-ky?nguoi=Lan&ngay=2026-11-22']) expect(safeNext(good)).toBe(good);
  for (const bad of [
    null,
    '',
    'https://evil.example/quan-tri',
    '//evil.example/quan-tri',
    '/\\evil.example',
    '/quan-tri/../tin-tuc',
    '/quan-tri\\@evil.example',
    '/quan-tri?x=\r\nset-cookie:a=b',
    '/quan-tri/dang-nhap',
    '/quan-triX',
    'javascript:alert(1)',
  ])
    expect(safeNext(bad), String(bad)).toBe('/quan-tri');
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 'Chrome, Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  ['curl/8', ''],
])('a browser is called as its owner calls it (%#)', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
