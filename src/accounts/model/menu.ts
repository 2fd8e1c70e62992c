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
}

const entries: readonly MenuEntry[] = [
  { href: '/quan-tri', label: 'accounts.menu.home', about: null, act: null },
  { href: '/quan-tri/khao-sat', label: 'accounts.menu.survey', about: 'accounts.home.survey', act: 'flag.read' },
  { href: '/quan-tri/tai-khoan', label: 'accounts.menu.staff', about: 'accounts.home.staff', act: 'staff.list' },
  { href: '/quan-tri/nhat-ky', label: 'accounts.menu.audit', about: 'accounts.home.audit', act: 'audit.read' },
  { href: '/quan-tri/bao-mat', label: 'accounts.menu.security', about: 'accounts.home.security', act: null },
];

/** The staff's pages that are of use to somebody. */
export function menuOf(actor: Actor): readonly MenuEntry[] {
  return entries.filter(({ act }) => act === null || mayEver(actor, act));
}
