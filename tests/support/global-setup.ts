import { buildIfNeeded } from '#scripts/build-site.ts';

/** The pages are built once for all tests that serve them. */
export default async function setup(): Promise<void> {
  await buildIfNeeded();
}
