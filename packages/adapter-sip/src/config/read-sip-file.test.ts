import { describe, expect, test } from 'vitest';
import { readSipFile } from './read-sip-file.ts';

const right = {
  listen: [{ transport: 'udp', host: '127.0.0.1', port: 5060 }],
  realm: 'sip.example.net',
  devices: [{ id: 'anna-desk', password: 'secret-anna' }],
  trunks: [{ id: 'carrier', host: '192.0.2.10', allowedSources: ['192.0.2.10', '2001:db8::/32'] }],
  media: { hosts: ['127.0.0.1'] },
};

function problemsOf(change: object): readonly string[] {
  const reading = readSipFile({ ...right, ...change });
  return reading.ok ? [] : reading.problems.map(({ path, found, expected }) => `${path}: ${found} / ${expected}`);
}

describe('readSipFile', () => {
  test('fills in what is not said', () => {
    const reading = readSipFile(right);
    expect(reading).toMatchObject({
      ok: true,
      config: {
        trunks: [{ port: 5060, transport: 'udp' }],
        media: { portMin: 20_000 },
        digestAlgorithms: ['SHA-256', 'MD5'],
      },
    });
  });

  test('lists every mistake with its path', () => {
    const found = problemsOf({ listen: [{ transport: 'sctp', host: 'x', port: 0 }], realm: '', media: { hosts: [] } });
    expect(found.map((text) => text.split(':')[0])).toEqual([
      'listen[0].transport',
      'listen[0].host',
      'listen[0].port',
      'realm',
      'media.hosts',
    ]);
  });

  test('never shows a secret, not even a misspelt one', () => {
    const found = problemsOf({ devices: [{ id: 'anna-desk', password: 'short', pasword: 'tell-nobody' }] });
    expect(found).toHaveLength(2);
    expect(found.join()).not.toMatch(/short|tell-nobody/);
  });

  test.each([
    ['two devices of one name', { devices: [...right.devices, ...right.devices] }, 'devices[1].id'],
    [
      'a wildcard without an address to advertise',
      { listen: [{ transport: 'udp', host: '0.0.0.0', port: 5060 }] },
      'advertise',
    ],
    ['a wildcard for media', { media: { hosts: ['::'] } }, 'media.hosts[0]'],
    ['two media addresses of one family', { media: { hosts: ['127.0.0.1', '127.0.0.2'] } }, 'media.hosts[1]'],
    ['too few ports', { media: { hosts: ['127.0.0.1'], portMin: 20_000, portMax: 20_001 } }, 'media.portMax'],
    [
      'a trunk over what we do not listen on',
      { trunks: [{ ...right.trunks[0], transport: 'tcp' }] },
      'trunks[0].transport',
    ],
    [
      'registering without credentials',
      { trunks: [{ ...right.trunks[0], register: { registrar: 'a.example' } }] },
      'trunks[0].credentials',
    ],
    [
      'a source that is no address',
      { trunks: [{ ...right.trunks[0], allowedSources: ['carrier.example'] }] },
      'trunks[0].allowedSources[0]',
    ],
    [
      'registrations that end before they begin',
      { registration: { minSeconds: 600, maxSeconds: 60 } },
      'registration.maxSeconds',
    ],
  ])('finds %s', (_what, change, path) => {
    expect(problemsOf(change).map((text) => text.slice(0, text.indexOf(': ')))).toContain(path);
  });
});
