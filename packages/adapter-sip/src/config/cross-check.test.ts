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

function problemsOf(change: object): Readonly<Record<string, string>> {
  const reading = readSipFile({ ...right, ...change });
  return reading.ok ? {} : Object.fromEntries(reading.problems.map(({ path, expected }) => [path, expected]));
}

describe('what the parts say against each other', () => {
  test('is listed together with what is wrong in one of them', () => {
    const found = problemsOf({
      realm: '',
      listen: [{ transport: 'udp', host: '::', port: 5060 }],
      devices: [
        { id: 'anna-desk', password: 'short' },
        { id: 'anna-desk', password: 'long enough' },
      ],
      trunks: [{ ...trunk, register: { registrar: 'a.example' }, maxCalls: 0 }],
    });
    expect(Object.keys(found).sort()).toEqual([
      'advertise',
      'devices[0].password',
      'devices[1].id',
      'devices[1].username',
      'realm',
      'trunks[0].credentials',
      'trunks[0].maxCalls',
    ]);
  });

  test('says nothing twice of one place', () => {
    const reading = readSipFile({ ...right, devices: [1, 2].map(() => ({ id: 'Bad Id', password: 'long enough' })) });
    const paths = reading.ok ? [] : reading.problems.map(({ path }) => path);
    expect(paths).toEqual(['devices[0].id', 'devices[1].id', 'devices[1].username']);
  });

  test('keeps the numbers of places where something else stands', () => {
    const anna = right.devices[0];
    expect(Object.keys(problemsOf({ devices: [anna, 'ola', anna] }))).toContain('devices[2].id');
  });

  test('a user name must not be the id of another phone that has none', () => {
    const devices = [...right.devices, { id: 'ola-desk', username: 'anna-desk', password: 'secret-ola' }];
    expect(problemsOf({ devices })).toEqual({
      'devices[1].username': 'one of its own (devices[0].username is the same)',
    });
  });

  test('one address is listened on once; UDP and TCP are two', () => {
    const [udp] = right.listen;
    expect(Object.keys(problemsOf({ listen: [udp, udp] }))).toEqual(['listen[1]']);
    expect(problemsOf({ listen: [udp, { ...udp, transport: 'tcp' }] })).toEqual({});
  });

  test('a wildcard can be listened on, but not advertised', () => {
    const listen = [{ transport: 'udp', host: '0.0.0.0', port: 5060 }];
    expect(problemsOf({ listen, advertise: { host: '192.0.2.1' } })).toEqual({});
    expect(Object.keys(problemsOf({ listen, advertise: { host: '::' } }))).toEqual(['advertise.host']);
  });

  test.each([
    [20_000, 20_003, undefined],
    [20_000, 20_002, 'at least 20003, for one call'],
    [20_001, 20_005, undefined],
    [20_001, 20_004, 'at least 20005, for one call'],
    [20_001, 20_000, 'at least 20005, for one call'],
  ])('ports from %i to %i hold two pairs or are refused', (portMin, portMax, expected) => {
    expect(problemsOf({ media: { hosts: ['127.0.0.1'], portMin, portMax } })['media.portMax']).toBe(expected);
  });

  test('a trunk is not blamed for a transport that cannot be read', () => {
    const found = problemsOf({ listen: [{ transport: 'ucp', host: '127.0.0.1', port: 5060 }] });
    expect(Object.keys(found)).toEqual(['listen[0].transport']);
  });
});

describe('keys that are not known', () => {
  test.each([
    ['pasword', { devices: [{ id: 'a', pasword: 'x', password: 'long enough' }] }, 'devices[0].pasword', 'password'],
    ['Realm', { Realm: 'x' }, 'Realm', 'realm'],
    ['allowedSource', { trunks: [{ ...trunk, allowedSource: [] }] }, 'trunks[0].allowedSource', 'allowedSources'],
    ['minSecond', { registration: { minSecond: 60 } }, 'registration.minSecond', 'minSeconds'],
    [
      'user-name in credentials',
      { trunks: [{ ...trunk, credentials: { username: 'u', password: 'long enough', 'user-name': 'u' } }] },
      'trunks[0].credentials.user-name',
      'username',
    ],
  ])('%s is probably meant otherwise', (_what, change, path, meant) => {
    expect(problemsOf(change)).toEqual({ [path]: `no such key here; perhaps "${meant}"` });
  });

  test('a key that is like none gets the list', () => {
    expect(problemsOf({ advertise: { host: '192.0.2.1', colour: 'red' } })).toEqual({
      'advertise.colour': 'no such key here; there are host',
    });
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is a key like any other', (key) => {
    const reading = readSipFile({
      ...right,
      ...JSON.parse(`{"devices":[{"id":"a","password":"long enough","${key}":1}]}`),
    });
    expect(reading.ok).toBe(false);
  });
});
