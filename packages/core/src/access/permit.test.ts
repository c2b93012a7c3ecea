import { describe, expect, it } from 'vitest';
import { type AccessFile, accessSchema } from './access-file.ts';
import { compileAccess, explain } from './decide.ts';
import { permit, whereDecided, whyDecided } from './permit.ts';

const section: AccessFile = {
  groups: [{ id: 'sales', name: 'Sales', users: ['anna', 'bo'] }],
  rules: [
    { group: 'sales', category: 'messages', decision: 'deny' },
    { user: 'bo', service: 'sendSms', decision: 'deny' },
    { user: 'bo', service: 'seeAudit', decision: 'allow' },
  ],
};
const access = compileAccess(accessSchema.parse(section), ['anna', 'bo']);

describe('[S6] a command needs its service', () => {
  it('goes on where access allows it', () => {
    expect(permit(access, 'bo', 'seeAudit')).toEqual({ ok: true, value: undefined });
    expect(permit(access, 'anna', 'hold')).toEqual({ ok: true, value: undefined });
  });

  it.each([
    [
      'bo',
      'sendSms',
      'send a text message to one receiver',
      'access.rules[1]',
      'a rule on the service denies sendSms to the user bo',
    ],
    [
      'anna',
      'sendEmail',
      'send an e-mail',
      'access.rules[0]',
      'a rule on the category denies sendEmail to the access group sales of anna',
    ],
    [
      'anna',
      'seeAudit',
      'see who has changed what',
      'admin',
      'no rule says anything of seeAudit for anna, and the category admin denies it',
    ],
    ['ghost', 'hold', 'put a caller on hold', 'ghost', 'ghost is no user of this company'],
  ] as const)('%s may not use %s, and is told by which rule', (user, service, what, where, why) => {
    expect(permit(access, user, service)).toEqual({ ok: false, error: { code: 'forbidden', what, where, why } });
  });

  it('a permission is explained as well', () => {
    const allowed = explain(access, 'bo', 'seeAudit');
    expect(whereDecided(allowed)).toBe('access.rules[2]');
    expect(whyDecided(allowed)).toBe('a rule on the service allows seeAudit to the user bo');
  });
});
