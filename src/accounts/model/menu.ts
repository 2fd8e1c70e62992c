import type { MessageKey } from '#i18n/model/message.ts';
import type { Act } from './act.ts';
import type { Actor } from './actor.ts';
import { mayEver } from './permission.ts';

export interface MenuEntry {
  readonly href: string;
  readonly label: MessageKey;
  /** What one does there, for the home page. */
  readonly about: MessageKey | null;
  /** Whoever may ever do this is shown the entry; null: everybody. */
  readonly act: Act | null;
  /** Pages of the same area at addresses of their own. */
  readonly also?: readonly string[];
}

const home = '/quan-tri';

const entries: readonly MenuEntry[] = [
  { href: home, label: 'accounts.menu.home', about: null, act: null },
  { href: '/quan-tri/bai-viet', label: 'accounts.menu.articles', about: 'accounts.home.articles', act: 'article.preview' },
  { href: '/quan-tri/van-ban', label: 'accounts.menu.documents', about: 'accounts.home.documents', act: 'document.create' },
  { href: '/quan-tri/kho-tep', label: 'accounts.menu.media', about: 'accounts.home.media', act: 'media.add' },
  { href: '/quan-tri/khao-sat', label: 'accounts.menu.survey', about: 'accounts.home.survey', act: 'flag.read' },
  { href: '/quan-tri/chi-so', label: 'accounts.menu.rounds', about: 'accounts.home.rounds', act: 'round.read' },
  { href: '/quan-tri/viec-da-lam', label: 'accounts.menu.improvements', about: 'accounts.home.improvements', act: 'improvement.publish' },
  {
    href: '/quan-tri/thu-tuc',
    label: 'accounts.menu.procedures',
    about: 'accounts.home.procedures',
    act: 'procedure.change_notes',
    also: ['/quan-tri/su-kien', '/quan-tri/nhap-thu-tuc'],
  },
  { href: '/quan-tri/tim-kiem', label: 'accounts.menu.search', about: 'accounts.home.search', act: 'search.read_misses' },
  { href: '/quan-tri/huu-ich', label: 'accounts.menu.feedback', about: 'accounts.home.feedback', act: 'feedback.read' },
  { href: '/quan-tri/cai-dat', label: 'accounts.menu.settings', about: 'accounts.home.settings', act: 'settings.change_banner' },
  { href: '/quan-tri/tai-khoan', label: 'accounts.menu.staff', about: 'accounts.home.staff', act: 'staff.list' },
  { href: '/quan-tri/nhat-ky', label: 'accounts.menu.audit', about: 'accounts.home.audit', act: 'audit.read' },
  { href: '/quan-tri/bao-mat', label: 'accounts.menu.security', about: 'accounts.home.security', act: null },
];

/** The entry to whose area a page belongs; undefined where it belongs to none. */
export function entryOf(menu: readonly MenuEntry[], path: string): MenuEntry | undefined {
  return menu.find(
    ({ href, also = [] }) => path === href || (href !== home && [href, ...also].some((one) => `${path}/`.startsWith(`${one}/`))),
  );
}

/** The staff's pages that are of use to somebody. */
export function menuOf(actor: Actor): readonly MenuEntry[] {
  return entries.filter(({ act }) => act === null || mayEver(actor, act));
}
