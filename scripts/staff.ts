import { userNameOf } from '#accounts/model/account.ts';
import { atCommand } from '#accounts/model/person.ts';
import { type Role, roles } from '#accounts/model/role.ts';
import { addAccount, disableAccount, enableAccount, resetPassword, resetSecondFactor, type StaffOutcome } from '#accounts/staff-service.ts';
import { allAccounts, findStaffByUserName } from '#accounts/store.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { command, oneOf, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run staff -- list
       npm run staff -- add TÊN --name "Họ tên" --roles administrator[,editor…] [--agency 00004] --person "Ai cấp"
       npm run staff -- disable|enable|reset-password|reset-second-factor TÊN --person "Ai làm"
   Vai trò: ${roles.join(', ')}. Mật khẩu lần đầu chỉ in ra một lần.`;

const t = translatorFor('vi');

const acts = {
  disable: { act: disableAccount, done: 'Đã khóa' },
  enable: { act: enableAccount, done: 'Đã mở khóa' },
  'reset-password': { act: resetPassword, done: 'Đã cấp mật khẩu mới cho' },
  'reset-second-factor': { act: resetSecondFactor, done: 'Đã bỏ mã xác thực của' },
};

await command(async () => {
  const text = { type: 'string' } as const;
  const { values, positionals } = options(usage, { name: text, roles: text, agency: text, person: text });
  const [act = '', target = '', ...more] = positionals;
  if (more.length > 0 || (act === 'list') !== (target === '')) throw new Fault(`Cách dùng: ${usage}`);
  if (act === 'list') return withApp(list);
  const userName = userNameOf(target);
  const by = atCommand(required(values.person?.trim(), 'person', usage));
  if (act === 'add') {
    const wanted = required(values.roles, 'roles', usage).split(',');
    const input = {
      user_name: userName,
      name: required(values.name, 'name', usage),
      roles: wanted.map((role): Role => oneOf('roles', role.trim(), roles)),
      agency: values.agency ?? null,
    };
    return withApp(async (app) => report('Đã cấp', await addAccount(app, by, input)));
  }
  const known = Object.entries(acts).find(([name]) => name === act)?.[1];
  if (!known) throw new Fault(`Cách dùng: ${usage}`);
  return withApp(async (app) => {
    const row = await findStaffByUserName(app.reader, userName);
    if (!row) throw new Fault(`Không có tài khoản “${userName}”. Xem các tài khoản: npm run staff -- list`);
    report(known.done, await known.act(app, by, row.id));
  });
});

async function list(app: App): Promise<void> {
  const accounts = await allAccounts(app.reader);
  for (const { user_name, name, roles, agency, disabled_at, second_factor } of accounts) {
    const state = disabled_at === null ? 'đang dùng' : `khóa từ ${disabled_at.slice(0, 10)}`;
    console.log([user_name, name, roles.join(','), agency ?? '', state, second_factor ? 'có mã xác thực' : ''].join('\t').trimEnd());
  }
  if (accounts.length === 0) console.log('Chưa có tài khoản nào.');
}

function report(done: string, outcome: StaffOutcome): void {
  if (outcome.kind === 'refused') throw new Fault(t.say(outcome.message));
  console.log(`${done} tài khoản ${outcome.account.user_name} (${outcome.account.name}).`);
  if (outcome.password !== undefined) console.log(`Mật khẩu lần đầu, chỉ hiện một lần này: ${outcome.password}`);
}
