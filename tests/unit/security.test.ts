import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { closedPolicy, crossSite, securityHeaders } from '#platform/http/security.ts';

function request(headers: Readonly<Record<string, string>>): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, { host: 'cchc.hanoi.gov.vn', ...headers });
  return message;
}

describe('a form that is handed in', () => {
  test('from a page of the portal is taken', () => {
    expect(crossSite(request({ 'sec-fetch-site': 'same-origin' }))).toBe(false);
    expect(crossSite(request({ origin: 'https://cchc.hanoi.gov.vn' }))).toBe(false);
  });

  test('by the person directly is taken', () => {
    expect(crossSite(request({ 'sec-fetch-site': 'none' }))).toBe(false);
  });

  test('by a program that is no browser is taken', () => {
    expect(crossSite(request({}))).toBe(false);
  });

  test('from a page of another site is refused', () => {
    expect(crossSite(request({ 'sec-fetch-site': 'cross-site' }))).toBe(true);
    expect(crossSite(request({ origin: 'https://evil.example' }))).toBe(true);
  });

  test('from another site of the same city, or another port, is refused', () => {
    expect(crossSite(request({ 'sec-fetch-site': 'same-site' }))).toBe(true);
    expect(crossSite(request({ origin: 'https://hanoi.gov.vn' }))).toBe(true);
    expect(crossSite(request({ origin: 'https://cchc.hanoi.gov.vn:8443' }))).toBe(true);
  });

  test('from a page that hides where it is from is refused', () => {
    expect(crossSite(request({ origin: 'null' }))).toBe(true);
    expect(crossSite(request({ origin: '' }))).toBe(true);
  });

  test('is judged by what the browser says, not by the origin beside it', () => {
    expect(crossSite(request({ 'sec-fetch-site': 'cross-site', origin: 'https://cchc.hanoi.gov.vn' }))).toBe(true);
  });
});

describe('every answer', () => {
  test('cannot be framed by another site nor read as another type', () => {
    expect(securityHeaders['x-frame-options']).toBe('DENY');
    expect(securityHeaders['x-content-type-options']).toBe('nosniff');
  });

  test('that is no page lets nothing load or run', () => {
    expect(closedPolicy).toContain("default-src 'none'");
    expect(closedPolicy).toContain("frame-ancestors 'none'");
  });
});
