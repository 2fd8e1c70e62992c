import { fold } from '#search/model/text.ts';

/** A name as addresses say it: `Sáng kiến` as `sang-kien`, `UBND thành phố` as `ubnd-thanh-pho`. */
export function addressName(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
