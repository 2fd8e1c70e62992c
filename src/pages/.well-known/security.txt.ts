import type { APIRoute } from 'astro';

const yearInMs = 365 * 24 * 60 * 60 * 1000;

/** Whom to tell of a weakness in the portal (RFC 9116). Not kept: the day it expires counts from the day it is read. */
export const GET: APIRoute = ({ locals }) => {
  const { site, clock, config } = locals.app;
  const expires = `${new Date(clock.now().getTime() + yearInMs).toISOString().slice(0, 10)}T00:00:00Z`;
  const lines = [
    `Contact: ${site.email === '' ? site.petitions : `mailto:${site.email}`}`,
    `Expires: ${expires}`,
    'Preferred-Languages: vi, en',
    `Canonical: ${config.siteUrl}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
