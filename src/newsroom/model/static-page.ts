import { z } from 'zod';

/** What stands above the text of a page that is kept as a file, such as the page about the portal. */
export const staticPageSchema = z.strictObject({ title: z.string().min(1), summary: z.string().min(1) });
