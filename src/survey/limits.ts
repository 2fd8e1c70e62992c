import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Log } from '#platform/log.ts';

/** How many responses, or wrong tickets, are taken from one place in ten minutes. */
export interface LimitSettings {
  /** Of one collection point: a poster at a busy counter, a kiosk. */
  readonly perPoint: number;
  /** Open answers from one address: a whole office, or a mobile network, stands behind one. */
  readonly perAddress: number;
  /** Wrong tickets from one address. */
  readonly wrongTickets: number;
}

export type LimitOutcome =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  /** The limiter itself failed: nothing is waved through. */
  | { readonly kind: 'failed' };

/** The limits of rates of the survey, by what they protect. */
export interface SurveyLimits {
  /** Of one counter, and of one address by the counters of all: their codes hang on walls for anybody to read. */
  point(code: string, address: string): Promise<LimitOutcome>;
  address(address: string): Promise<LimitOutcome>;
  wrongTicket(address: string): Promise<LimitOutcome>;
}

const duration = 600;

/** How many counters may stand behind one address, an office's network. */
const counters = 10;

/** Limits kept in the memory of this process; addresses are held for ten minutes at most and nowhere else. */
export function surveyLimits(settings: LimitSettings, log: Log): SurveyLimits {
  const limiter = (keyPrefix: string, points: number) => new RateLimiterMemory({ keyPrefix, points, duration });
  const points = limiter('diem', settings.perPoint);
  const addresses = limiter('dia-chi', settings.perAddress);
  const addressesOfPoints = limiter('dia-chi-diem', settings.perAddress * counters);
  const tickets = limiter('ma-sai', settings.wrongTickets);

  async function consume(from: RateLimiterMemory, key: string): Promise<LimitOutcome> {
    try {
      await from.consume(key);
      return { kind: 'allowed' };
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return { kind: 'limited', retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) };
      log.error('survey.limiter-failed', refusal);
      return { kind: 'failed' };
    }
  }

  return {
    async point(code, address) {
      const here = await consume(addressesOfPoints, networkOf(address));
      return here.kind === 'allowed' ? consume(points, code) : here;
    },
    address: (address) => consume(addresses, networkOf(address)),
    wrongTicket: (address) => consume(tickets, networkOf(address)),
  };
}

/** Whoever has an IPv6 line has all addresses of its /64: they are one place. */
function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:\d+\./i.test(address)) return address;
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = address.includes('::') ? Math.max(0, 8 - head.length - tail.length) : 0;
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(':');
}
