import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessFileChecked } from '../../src/access/access-file.ts';
import { type DialledBy, type DialPurpose, mayDial } from '../../src/access/barring.ts';
import { compileBarring } from '../../src/access/compile-barring.ts';
import { allowedServices, compileAccess, explain, isAllowed, usersAllowed } from '../../src/access/decide.ts';
import { permit } from '../../src/access/permit.ts';
import { readAccess } from '../../src/access/read-access.ts';
import { services } from '../../src/access/services.ts';
import { arbitrarySection, onlyRule, problemsOfRules, USERS } from './arbitrary-access.ts';
import { naiveDecision } from './naive-access.ts';
import { naiveDialRule } from './naive-barring.ts';

const accessOf = (section: AccessFileChecked) => compileAccess(section, USERS);
const service = fc.constantFrom(...services);

describe('[S164] [L9] effective access', () => {
  it('is what the rule read aloud says, for every user and service', () => {
    fc.assert(
      fc.property(arbitrarySection, (section) => {
        expect(problemsOfRules(section)).toEqual([]);
        const access = accessOf(section);
        for (const user of USERS) {
          const expected = services.filter((each) => naiveDecision(section, user, each) === 'allow');
          expect(allowedServices(access, user)).toEqual(expected);
        }
      }),
    );
  });

  it('follows from the rule that explains it alone', () => {
    fc.assert(
      fc.property(arbitrarySection, fc.constantFrom(...USERS), service, (section, user, asked) => {
        const { decision, rule } = explain(accessOf(section), user, asked);
        expect(rule.decision).toBe(decision);
        const at = 'path' in rule ? Number(/^access\.rules\[(\d+)\]$/.exec(rule.path)?.[1]) : section.rules.length;
        const alone = explain(accessOf(onlyRule(section, at)), user, asked);
        const sameRule = 'path' in rule ? { ...rule, path: 'access.rules[0]' } : rule;
        expect(alone).toEqual({ user, service: asked, decision, rule: sameRule });
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order of rules, groups and users', () => {
    fc.assert(
      fc.property(arbitrarySection, service, (section, asked) => {
        const turned = { ...section, rules: section.rules.toReversed(), groups: section.groups.toReversed() };
        const access = compileAccess(turned, USERS.toReversed());
        for (const user of USERS)
          expect(isAllowed(access, user, asked)).toBe(isAllowed(accessOf(section), user, asked));
      }),
    );
  });

  it('is total: anybody at all gets an answer, and who is no user is denied', () => {
    fc.assert(
      fc.property(arbitrarySection, fc.string(), service, (section, stranger, asked) => {
        fc.pre(!USERS.some((user) => user === stranger));
        expect(explain(accessOf(section), stranger, asked).rule).toEqual({ level: 'unknownUser', decision: 'deny' });
        expect(usersAllowed(accessOf(section), asked)).not.toContain(stranger);
      }),
    );
  });

  it('[S6] refuses a command exactly when it denies', () => {
    fc.assert(
      fc.property(arbitrarySection, fc.constantFrom(...USERS, 'ghost'), service, (section, user, asked) => {
        const access = accessOf(section);
        expect(permit(access, user, asked).ok).toBe(isAllowed(access, user, asked));
      }),
    );
  });
});

const homeOrAbroad = fc.stringMatching(/^\+(47|1|46|882)[0-9]{7,9}$/);
const usage = fc.record({
  day: fc.constant('2026-03-28'),
  calls: fc.nat({ max: 4 }),
  talkMs: fc.oneof(fc.nat({ max: 200_000 }), fc.constantFrom(0, 59_999, 60_000, 119_999, 120_000, 180_000)),
});
const purpose = fc.constantFrom<DialPurpose>('call', 'transfer', 'callback');
const user = fc.option(fc.constantFrom(...USERS, 'ghost'), { nil: undefined });

const rulesOf = (section: AccessFileChecked, listed: readonly string[]) => ({
  access: accessOf(section),
  barring: compileBarring(section.barring),
  emergencyNumbers: new Set(listed),
});

describe('[X11] barring', () => {
  it('refuses by the first rule of the file that a list of questions finds', () => {
    const number = fc.oneof(
      { weight: 8, arbitrary: homeOrAbroad },
      { weight: 1, arbitrary: fc.constantFrom('112', '116117', '', '57828600', '+0', '+4757828') },
    );
    fc.assert(
      fc.property(arbitrarySection, number, purpose, user, usage, (section, dialled, why, who, used) => {
        const by: DialledBy = who === undefined ? { kind: 'company' } : { kind: 'user', user: who, usageToday: used };
        const request = { by, purpose: why, number: dialled, country: 'NO' } as const;
        const answer = mayDial(rulesOf(section, ['116117']), request);
        const isKnown = USERS.some((each) => each === who);
        const expected = naiveDialRule(section, { user: who, isKnown, purpose: why, number: dialled, usage: used });
        expect(answer.ok ? undefined : answer.rule).toBe(expected);
        if (!answer.ok && answer.rule !== 'number') expect(answer.where).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('[X10] emergency numbers', () => {
  it('are blocked by no configuration, for nobody, for no purpose, at no usage', () => {
    const listed = fc.uniqueArray(fc.stringMatching(/^[0-9]{3,6}$/), { maxLength: 4 });
    fc.assert(
      fc.property(arbitrarySection, listed, purpose, fc.string(), usage, (section, own, why, who, used) => {
        const rules = rulesOf(section, own);
        for (const number of ['110', '112', '113', ...own]) {
          const by: DialledBy = { kind: 'user', user: who, usageToday: used };
          expect(mayDial(rules, { by, purpose: why, number, country: 'NO' })).toEqual({ ok: true });
          expect(mayDial(rules, { by: { kind: 'company' }, purpose: why, number, country: 'SE' })).toEqual({
            ok: true,
          });
        }
      }),
    );
  });
});

describe('reading a section', () => {
  it('never throws, and tells where each mistake is', () => {
    const keys = ['groups', 'rules', 'barring', 'id', 'name', 'users', 'user', 'group', 'service', 'dailyLimits'];
    const key = fc.constantFrom(...keys, 'barredPrefixes', 'callbacks', 'everyone', 'allowPremium');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 5 }, fc.jsonValue({ maxDepth: 1 }), tie('list'), tie('object')),
      list: fc.array(tie('tree'), { maxLength: 3 }),
      object: fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    }));
    fc.assert(
      fc.property(tree, (input) => {
        const reading = readAccess(input, new Set(USERS));
        if (reading.ok) return;
        expect(reading.problems.length).toBeGreaterThan(0);
        for (const { path, expected } of reading.problems) {
          expect(path).toMatch(/^access/);
          expect(expected).not.toMatch(/Invalid|undefined/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
