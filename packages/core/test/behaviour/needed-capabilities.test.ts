import { expect, test } from 'vitest';
import type { CompanyFile } from '../../src/config/company-file.ts';
import { ConfigurationError } from '../../src/config/configuration-error.ts';
import type { UserId } from '../../src/kernel/ids.ts';
import { Desk } from './desk.ts';

const company: CompanyFile = {
  name: 'Butikken',
  numbers: [{ number: '+4757828600', to: { group: 'shop' } }],
  users: [{ id: 'bo', name: 'Bo', devices: ['bo-desk'] }],
  groups: [{ id: 'shop', name: 'Butikk', members: [{ user: 'bo' }] }],
  unanswered: { message: null },
};
const withMusic: CompanyFile = { ...company, music: 'hall', unanswered: { message: 'nobody' } };

test('a company that asks for more than the adapter can do is refused, each thing with its path', () => {
  const make = () => new Desk(withMusic, { lacks: ['sounds'] });
  expect(make).toThrow(ConfigurationError);
  expect(make).toThrow(
    [
      'company file: 2 problems',
      '  unanswered.message: found "nobody", expected null, because this adapter cannot play sounds',
      '  music: found "hall", expected nothing, because this adapter cannot play sounds',
    ].join('\n'),
  );
  expect(() => new Desk(company, { lacks: ['sounds'] })).not.toThrow();
});

test('[E22] so is a new file, which changes nothing', () => {
  const { switchboard } = new Desk(company, { lacks: ['sounds'] });
  const before = switchboard.snapshot();
  expect(switchboard.configure({ ...withMusic, name: 'New' })).toEqual({
    ok: false,
    error: {
      code: 'invalid',
      what: 'configure',
      where: 'unanswered.message',
      why: 'null, because this adapter cannot play sounds, not "nobody"',
      problems: [
        { path: 'unanswered.message', found: '"nobody"', expected: 'null, because this adapter cannot play sounds' },
        { path: 'music', found: '"hall"', expected: 'nothing, because this adapter cannot play sounds' },
      ],
    },
  });
  expect(switchboard.snapshot()).toEqual(before);
  expect(switchboard.configure({ ...company, name: 'New' }).ok).toBe(true);
});

test('[E22] other mistakes of a new file are told first, and who may not configure is told just that', () => {
  const { switchboard } = new Desk(company, { lacks: ['sounds'] });
  const wrong = switchboard.configure({ ...withMusic, name: '' });
  expect(wrong).toMatchObject({ ok: false, error: { where: 'name', problems: [{ path: 'name' }] } });
  const by = 'bo' as UserId;
  const asked = switchboard.execute({ type: 'configure', file: withMusic, by });
  expect(asked).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});
