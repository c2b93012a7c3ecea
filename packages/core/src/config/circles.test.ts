import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circleProblems } from './circles.ts';
import { readLoosely } from './loose-company.ts';

type To = { readonly group: string } | { readonly user: string } | { readonly message: string };

/** What is said of users who lead on as told and of groups with these exits. */
function problems(users: Readonly<Record<string, To | undefined>>, groups: Readonly<Record<string, object>> = {}) {
  const file = readLoosely({
    users: Object.entries(users).map(([id, unanswered]) => ({ id, unanswered })),
    groups: Object.entries(groups).map(([id, exits]) => ({ id, queue: { exits } })),
  });
  return file === undefined ? [] : circleProblems(file).map(({ path, expected }) => `${path}: ${expected}`);
}

describe('circles of ways that are taken at once', () => {
  it('of users who are not there for each other', () => {
    expect(problems({ anna: { user: 'bo' }, bo: { user: 'anna' } })).toEqual([
      'users[0].unanswered: no circle such as user anna → user bo → user anna',
    ]);
    expect(problems({ anna: { user: 'bo' }, bo: { user: 'cilla' }, cilla: { message: 'sorry' } })).toEqual([]);
  });

  it('of groups that are full, closed or empty, each for another reason', () => {
    const found = problems(
      {},
      { a: { full: { group: 'b' } }, b: { closed: { group: 'c' } }, c: { noMembers: { group: 'a' } } },
    );
    expect(found).toEqual(['groups[0].queue.exits.full: no circle such as group a → group b → group c → group a']);
    expect(problems({}, { a: { full: { group: 'a' } } })).toHaveLength(1);
  });

  it('of a group and a user', () => {
    expect(problems({ anna: { group: 'a' } }, { a: { noMembers: { user: 'anna' } } })).toEqual([
      'users[0].unanswered: no circle such as user anna → group a → user anna',
    ]);
  });

  it('not where a caller waits somewhere on the way, or a group and a user have one name', () => {
    expect(problems({}, { a: { timedOut: { group: 'b' } }, b: { full: { group: 'a' } } })).toEqual([]);
    expect(problems({}, { a: { unanswered: { group: 'a' } } })).toEqual([]);
    expect(problems({ a: { group: 'b' } }, { b: { full: { group: 'a' } }, a: {} })).toEqual([]);
  });

  it('a circle is told once, where it is entered, and another by itself', () => {
    const found = problems({ x: { user: 'a' }, a: { user: 'b' }, b: { user: 'a' }, c: { user: 'c' } });
    expect(found).toEqual([
      'users[1].unanswered: no circle such as user a → user b → user a',
      'users[3].unanswered: no circle such as user c → user c',
    ]);
  });

  it('of a long one the middle is left out', () => {
    const ids = Array.from({ length: 9 }, (_, at) => `u${at}`);
    const around = (names: readonly string[]) =>
      Object.fromEntries(names.map((id, at) => [id, { user: names[(at + 1) % names.length] ?? '' }]));
    expect(problems(around(ids))[0]).toContain(
      'user u0 → user u1 → user u2 → user u3 → user u4 → user u5 → user u6 → user u7 → … → user u0',
    );
    expect(problems(around(ids.slice(1)))[0]).toContain('user u6 → user u7 → user u8 → user u1');
  });

  it('are found when and only when there is one, whatever leads where', () => {
    const [names, to] = [['a', 'b', 'c', 'd', 'e'], fc.nat({ max: 6 })];
    fc.assert(
      fc.property(fc.array(to, { minLength: 5, maxLength: 5 }), (ends) => {
        const next = (at: number): number | undefined => ((ends[at] ?? 9) < 5 ? ends[at] : undefined);
        const isRound = ends.some((_, at) => {
          let here: number | undefined = at;
          for (let steps = 0; steps < 5 && here !== undefined; steps += 1) {
            here = next(here);
            if (here === at) return true;
          }
          return false;
        });
        const users = Object.fromEntries(names.map((id, at) => [id, { user: names[ends[at] ?? 9] ?? 'nobody' }]));
        expect(problems(users).length > 0).toBe(isRound);
      }),
      { numRuns: 300 },
    );
  });
});
