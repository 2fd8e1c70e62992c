import { type Message, message } from '#i18n/model/message.ts';

/** Long enough to need no other rule (NIST SP 800-63B); a limit above, so that hashing costs the same for everybody. */
export const shortestPassword = 12;
const longestPassword = 200;

/** Of at least twelve characters, and among the first that are tried. Compared without capitals, blanks and figures at the end. */
const common = new Set(
  [
    'password', 'passwordpassword', 'password password', 'qwertyuiop', 'qwertyuiopasdf', 'qwertyuiopasdfghjkl', 'asdfghjklqwertyuiop',
    'administrator', 'administrators', 'adminadmin', 'adminadminadmin', 'iloveyou', 'iloveyouiloveyou', 'letmeinletmein', 'welcome',
    'welcomewelcome', 'matkhau', 'matkhaumatkhau', 'matkhaucuatoi', 'mat khau', 'khongcomatkhau', 'anhyeuem', 'anhyeuemnhieu',
    'anhyeuemmaimai', 'emyeuanh', 'emyeuanhnhieu', 'hanoi', 'hanoihanoi', 'hanoivietnam', 'thanhphohanoi', 'thudohanoi', 'vietnam',
    'vietnamvietnam', 'vietnamvodich', 'toiyeuvietnam', 'toiyeuhanoi', 'cchchanoi', 'caicachhanhchinh', 'conghoaxahoi', 'quantri',
    'quantriquantri', 'quantrivien', 'nguoiquantri', 'changeme', 'changemechangeme', 'qazwsxedcrfv', 'zaqxswcdevfr', 'abcdefghijkl',
    'abcabcabcabc', '1q2w3e4r5t6y', 'q1w2e3r4t5y6', 'trustno', 'supersecret', 'correcthorsebatterystaple',
  ],
); // biome-ignore format: a list of words

/**
 * Why a password cannot be taken; null where it can. `own` are words of the account itself (user name, name): whoever
 * guesses begins with them.
 */
export function passwordProblem(password: string, own: readonly string[]): Message | null {
  const { length } = [...password];
  if (length < shortestPassword) return message('accounts.password.short', { least: shortestPassword });
  if (length > longestPassword) return message('accounts.password.long', { most: longestPassword });
  const bare = bareOf(password);
  if (common.has(bare.replace(/\d+$/, '')) || /^\d*$/.test(bare) || fewCharacters(bare)) return message('accounts.password.common');
  const named = own.map(bareOf).filter((word) => word.length >= 3);
  if (named.some((word) => bare.replaceAll(word, '').replace(/\d+/g, '').length < 4)) return message('accounts.password.own');
  return null;
}

/** Without capitals, marks and all that is no letter or figure: `Hà Nội 2026!` as `hanoi2026`. */
function bareOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** `aaaaaaaaaaaa`, `abababababab`. */
function fewCharacters(text: string): boolean {
  return new Set(text).size < 4;
}
