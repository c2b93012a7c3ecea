import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSipFile } from './read-sip-file.ts';

const trunk = { id: 'carrier', host: '192.0.2.10', allowedSources: ['192.0.2.10'] };
const right = {
  listen: [{ transport: 'udp', host: '127.0.0.1', port: 5060 }],
  realm: 'sip.example.net',
  devices: [{ id: 'anna-desk', password: 'secret-anna' }],
  trunks: [trunk],
  media: { hosts: ['127.0.0.1'] },
};
const SECRET = 'Tell-Nobody-17';

/** The problems as text; the test fails when there are none, for then nothing was at stake. */
function said(input: unknown): string {
  const reading = readSipFile(input);
  if (reading.ok) throw new Error('no problem found');
  return JSON.stringify(reading.problems);
}

describe('a secret is not shown', () => {
  test.each<[string, unknown]>([
    ['where the file should be', SECRET],
    ['in a list where the file should be', [{ password: SECRET }]],
    ['in devices by name', { ...right, devices: { anna: SECRET } }],
    ['in a device as text', { ...right, devices: [`anna:${SECRET}`] }],
    ['in a user name', { ...right, devices: [{ id: 'anna', username: `anna:${SECRET}`, password: 'long enough' }] }],
    ['in an id', { ...right, devices: [{ id: `anna:${SECRET}`, password: 'long enough' }] }],
    ['in credentials as text', { ...right, trunks: [{ ...trunk, credentials: `u:${SECRET}` }] }],
    ['in credentials as a list', { ...right, trunks: [{ ...trunk, credentials: ['u', SECRET] }] }],
    ['in a host written as a URI', { ...right, trunks: [{ ...trunk, host: `sip:u:${SECRET}@192.0.2.1` }] }],
    ['in a source written as a URI', { ...right, trunks: [{ ...trunk, allowedSources: [`u:${SECRET}@192.0.2.1`] }] }],
    ['in a port', { ...right, media: { hosts: ['127.0.0.1'], portMin: SECRET } }],
    ['in a password list', { ...right, devices: [{ id: 'anna', password: [SECRET] }] }],
    ['under a misspelt key', { ...right, devices: [{ id: 'anna', pasword: { is: SECRET } }] }],
    ['in a name that stands twice', { ...right, devices: ['a', 'b'].map((id) => ({ id, username: `u:${SECRET}` })) }],
  ])('%s', (_where, input) => {
    expect(said(input)).not.toContain(SECRET);
  });

  test('nor is a number that may be one', () => {
    expect(said({ ...right, devices: [{ id: 'anna', password: 12_345_678 }] })).not.toContain('12345678');
    expect(said({ ...right, devices: [12_345_678] })).not.toContain('12345678');
  });

  test('in anything that stands in place of a part', () => {
    const values = fc.anything({ values: [fc.constant(SECRET), fc.constantFrom('a', 1)], maxDepth: 3 });
    const places = ['listen', 'advertise', 'devices', 'registration', 'trunks', 'media', 'other'];
    fc.assert(
      fc.property(fc.constantFrom(...places), values, (place, value) => {
        const reading = readSipFile({ ...right, [place]: value });
        if (!reading.ok) expect(reading.problems.map(({ found }) => found).join()).not.toContain(SECRET);
      }),
    );
  });
});

describe('what is no secret is shown', () => {
  test.each<[string, unknown, string]>([
    ['a host', { ...right, listen: [{ transport: 'udp', host: 'localhost', port: 5060 }] }, 'localhost'],
    ['a port', { ...right, listen: [{ transport: 'udp', host: '::1', port: 70_000 }] }, '70000'],
    ['a transport', { ...right, listen: [{ transport: 'sctp', host: '::1', port: 5060 }] }, 'sctp'],
    ['an id', { ...right, devices: [{ id: 'Anna Desk', password: 'long enough' }] }, 'Anna Desk'],
    ['a source', { ...right, trunks: [{ ...trunk, allowedSources: ['192.0.2.0/33'] }] }, '192.0.2.0/33'],
  ])('%s', (_what, input, shown) => {
    expect(said(input)).toContain(shown);
  });
});
