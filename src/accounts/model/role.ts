import type { MessageKey } from '#i18n/model/message.ts';

/** What somebody of the staff may be; a person may have several. */
export const roles = ['editor', 'publisher', 'survey_manager', 'appraiser', 'agency_officer', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What a role is called. */
export const roleName = (role: Role): MessageKey => `accounts.role.${role}`;

/** The role that is bound to one agency: it allows nothing with another agency's things. */
export const boundRole = 'agency_officer' satisfies Role;
