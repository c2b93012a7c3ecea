import { ConfigurationError, type LegId } from '@sentralbord/core';
import { expect, test } from 'vitest';
import { companyFile, Desk, numberOf } from '../test/desk.ts';

const two = () => new Desk().add('a').add('b').start();
const everything = (id: string) => {
  const { users, numbers = [], ...rest } = companyFile(id);
  return { ...rest, users: [...users], numbers: [...numbers] };
};
/** The file of `a` with one more number and one more phone. */
const grown = (number: string, device: string) => {
  const file = everything('a');
  file.numbers.push({ number, to: { user: 'u3' } });
  file.users.push({ id: 'u3', name: 'User 3', devices: [device] });
  return file;
};

test('a new file of a company takes its new numbers and phones, and frees those that are gone', () => {
  const { host, network, refused } = two();
  network.reach('a-9');
  expect(host.configureCompany('a', grown('+4722222222', 'a-9'))).toMatchObject({ ok: true });
  network.callFrom('1', '+4722222222');
  expect(network.asked.at(-1)).toMatchObject({ type: 'startLeg', leg: 'l1.a', to: { device: 'a-9' } });
  expect(host.configureCompany('a', companyFile('a'))).toMatchObject({ ok: true });
  network.callFrom('2', '+4722222222');
  expect(refused.at(-1)).toMatchObject({ reason: 'unknownNumber', company: undefined });
  expect(
    host.configureCompany('b', {
      ...grown('+4722222222', 'a-9'),
      ...{ numbers: [], groups: [], users: [{ id: 'u1', name: 'U', devices: ['a-9'] }] },
    }),
  ).toMatchObject({ ok: true });
  expect(host.company('b')?.figures().reachableUsers).toBe(1);
});

test('[X14] a number or a phone of another company is refused, and nothing has changed', () => {
  const { host, network } = two();
  expect(() => host.configureCompany('a', grown(numberOf('b'), 'b-1'))).toThrow(
    /^company a: 2 problems\n.*company b\n.*company b$/,
  );
  expect(() => host.configureCompany('a', { ...companyFile('a'), name: '' })).toThrow(/^company a: 1 problem\n/);
  expect(() => host.configureCompany('c', companyFile('c'))).toThrow(ConfigurationError);
  network.callFrom('1', numberOf('a'));
  expect(network.lastStarted()).toBe('l1.a');
});

test('[X14] a company that is given a new file past the host gets nothing that another one has', () => {
  const { host, network, events } = two();
  const problems: string[] = [];
  host.on('claimsRefused', ({ company, problems: all }) =>
    problems.push(...all.map(({ path }) => `${company} ${path}`)),
  );
  const file = {
    ...grown(numberOf('b'), 'b-1'),
    numbers: [...(companyFile('a').numbers ?? []), { number: numberOf('b'), to: { group: 'all' } }],
  };
  expect(host.company('a')?.execute({ type: 'configure', file })).toMatchObject({ ok: true });
  expect(problems).toEqual(['a numbers[1].number', 'a users[2].devices[0]']);
  expect(host.company('a')?.figures().reachableUsers).toBe(2);
  network.callFrom('1', numberOf('b'));
  expect(network.lastStarted()).toBe('l1.b');
  network.reach('b-1', false);
  expect(events.get('b')?.at(-1)).not.toBeUndefined();
  expect(host.company('b')?.figures().reachableUsers).toBe(1);
  host.removeCompany('a');
  network.callFrom('2', numberOf('b'));
  expect(network.live.has('in-2' as LegId)).toBe(true);
});

test('emergency numbers follow the file', () => {
  const desk = new Desk().add('a', { maxCalls: 0 }).start();
  desk.network.dial('1', 'a-1', '911');
  desk.host.configureCompany('a', { ...companyFile('a'), emergencyNumbers: ['911'] });
  desk.network.dial('2', 'a-1', '911');
  desk.network.dial('3', 'a-2', '112');
  expect(desk.refused.map(({ to }) => to)).toEqual(['911', '112']);
});
