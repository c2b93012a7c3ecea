import { describe, expect, it } from 'vitest';
import { contactProblems, readContacts } from './contact-problems.ts';
import { contactEntry, groupEntry, userEntry } from './entry.ts';

const around = { shortNumbers: new Set(['101', '200']) };
const kari = { id: 'kari', name: 'Kari Lien', numbers: [{ number: '+4799887766' }] };
const problemsOf = (...contacts: readonly unknown[]) => {
  const reading = readContacts(contacts, around);
  return reading.ok ? [] : reading.problems.map(({ path, found, expected }) => `${path} | ${found} | ${expected}`);
};

describe('readContacts', () => {
  it('[S127][S128] reads names in one or in parts, and numbers inside and outside, and fills in the defaults', () => {
    const whole = {
      id: 'moe',
      name: { first: 'Per', last: 'Moe', company: 'Moe' },
      numbers: [{ number: '101', label: 'desk', isPrivate: true }],
      email: 'per@moe.no',
      isVip: true,
      shareable: ['name', 'email'],
    };
    expect(readContacts([kari, whole], around)).toEqual({
      ok: true,
      contacts: [
        { ...kari, numbers: [{ number: '+4799887766', isPrivate: false }], isVip: false, shareable: [] },
        whole,
      ],
    });
    expect(readContacts([], around)).toEqual({ ok: true, contacts: [] });
  });

  it.each([
    [{ ...kari, name: '' }, 'contacts[0].name | "" | a name'],
    [{ ...kari, name: 'x'.repeat(81) }, `contacts[0].name | "${'x'.repeat(56)}... | at most 80 characters`],
    [{ ...kari, name: {} }, 'contacts[0].name | {} | at least one of first, last and company'],
    [
      { ...kari, name: 7 },
      'contacts[0].name | 7 | a name, such as "Anna Vik" or { "first": "Anna", "last": "Vik", "company": "Fjord Bygg" }',
    ],
    [{ ...kari, name: { first: 'Kari', age: 7 } }, 'contacts[0].name.age | 7 | no such key here'],
    [{ ...kari, numbers: [] }, 'contacts[0].numbers | [] | at least one number'],
    [
      { ...kari, numbers: [{ number: '99887766' }] },
      'contacts[0].numbers[0].number | "99887766" | a number in E.164, such as "+4757828600", or a short number of the company',
    ],
    [
      { ...kari, numbers: [{ number: '+4712' }] },
      'contacts[0].numbers[0].number | "+4712" | a number in E.164, such as "+4757828600", or a short number of the company',
    ],
    [
      { ...kari, numbers: [{ number: '+47998877' }] },
      'contacts[0].numbers[0].number | "+47998877" | a number that its country can have',
    ],
    [
      { ...kari, numbers: [{ number: '102' }] },
      'contacts[0].numbers[0].number | "102" | a short number of a user or group of this file',
    ],
    [{ ...kari, email: 'kari' }, 'contacts[0].email | "kari" | an e-mail address, such as "anna@example.com"'],
    [{ ...kari, shareable: ['age'] }, 'contacts[0].shareable[0] | "age" | one of name, company, numbers, email'],
    [{ ...kari, isVip: 'yes' }, 'contacts[0].isVip | "yes" | true or false'],
    [{ ...kari, age: 7 }, 'contacts[0].age | 7 | no such key here'],
    [
      undefined,
      'contacts[0] | nothing | a contact, such as { "id": "kari", "name": "Kari Lien", "numbers": [{ "number": "+4799887766" }] } (it is missing)',
    ],
  ])('says what is wrong with %j', (contact, expected) => {
    expect(problemsOf(contact)).toEqual([expected]);
  });

  it('[S128] tells of a number that two contacts have, and names both', () => {
    const ola = { id: 'ola', name: { first: 'Ola' }, numbers: [{ number: '+4799887700' }, { number: '+4799887766' }] };
    const per = { id: 'per', name: 'Per', numbers: [{ number: '+4799887766' }] };
    expect(problemsOf(kari, ola, per)).toEqual([
      'contacts[1].numbers[1].number | "+4799887766" | each number with one contact: "Kari Lien" (contacts[0].numbers[0].number) and {"first":"Ola"} have it',
      'contacts[2].numbers[0].number | "+4799887766" | each number with one contact: "Kari Lien" (contacts[0].numbers[0].number) and "Per" have it',
    ]);
  });

  it('[S128] tells of a number that one contact has twice, and of an id that two have', () => {
    const twice = { ...kari, numbers: [{ number: '101' }, { number: '101' }] };
    expect(problemsOf(kari, twice)).toEqual([
      'contacts[1].id | "kari" | a contact id of its own (contacts[0].id has it too)',
      'contacts[1].numbers[1].number | "101" | each number once (contacts[1].numbers[0].number has it too)',
    ]);
  });

  it('names the first of several that have the same id, and says of what is wrong in itself no more than that', () => {
    const other = (id: string, number: string) => ({ ...kari, id, numbers: [{ number }] });
    expect(problemsOf(kari, other('kari', '101'), other('kari', '200'))).toEqual([
      'contacts[1].id | "kari" | a contact id of its own (contacts[0].id has it too)',
      'contacts[2].id | "kari" | a contact id of its own (contacts[0].id has it too)',
    ]);
    expect(problemsOf(other('K!', 'x'), other('K!', 'x'))).toHaveLength(4);
    expect(problemsOf({ name: 'A', numbers: [{}, {}] }, { name: 'B', numbers: [{ number: '101' }] })).toHaveLength(4);
    expect(contactProblems([kari, kari], around)[0]?.path).toBe('contacts[1].id');
  });

  it('tells all mistakes at once, each once', () => {
    expect(
      problemsOf({ ...kari, email: 7, numbers: [{ number: 'x' }, { number: '102' }, {}] }, 5, { id: 'kari', name: 3 }),
    ).toMatchObject([
      expect.stringMatching(/^contacts\[0\]\.numbers\[0\]\.number \| "x"/),
      expect.stringMatching(/^contacts\[0\]\.numbers\[2\]\.number \| nothing/),
      expect.stringMatching(/^contacts\[0\]\.email \| 7/),
      expect.stringMatching(/^contacts\[1\] \| 5 \| a contact/),
      expect.stringMatching(/^contacts\[2\]\.name \| 3 \| a name, such as/),
      expect.stringMatching(/^contacts\[2\]\.numbers \| nothing/),
      expect.stringMatching(/^contacts\[2\]\.id \| "kari"/),
      expect.stringMatching(/^contacts\[0\]\.numbers\[1\]\.number \| "102"/),
    ]);
    expect(readContacts('none', around, 'list')).toEqual({
      ok: false,
      problems: [{ path: 'list', found: '"none"', expected: 'a list of contacts' }],
    });
  });

  it('does not look short numbers up where they could not be read', () => {
    const contact = { ...kari, numbers: [{ number: '102' }] };
    expect(contactProblems([contact], { shortNumbers: undefined })).toEqual([]);
    expect(contactProblems([contact], { shortNumbers: new Set() }, 'here')).toMatchObject([
      { path: 'here[0].numbers[0].number' },
    ]);
  });

  it('bounds numbers and contacts', () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, at) => ({ number: `+47${99_000_000 + at}` }));
    expect(problemsOf({ ...kari, numbers: numbers(20) })).toEqual([]);
    expect(problemsOf({ ...kari, numbers: numbers(21) })).toMatchObject([expect.stringMatching(/at most 20 numbers$/)]);
    const many = Array.from({ length: 10_001 }, (_, at) => ({ ...kari, id: `c${at}`, numbers: [numbers(1)[0]] }));
    const reading = readContacts(many, around);
    expect(reading.ok ? '' : reading.problems[0]?.expected).toBe('at most 10000 contacts');
  });
});

describe('e-mail addresses of contacts', () => {
  it.each(['a@b.no', 'per.moe+x@post.moe.no', `${'x'.repeat(246)}@post.no`])('takes %s', (email) => {
    expect(problemsOf({ ...kari, email })).toEqual([]);
  });

  it.each([
    'a@b',
    '@b.no',
    'a@b.',
    'a@.no',
    'a@b..no',
    'a b@c.no',
    'a@b@c.no',
    'a@b.no\n',
    'a@b.no,c@d.no',
    'A <a@b.no>',
  ])('does not take %j', (email) => {
    expect(problemsOf({ ...kari, email })).toHaveLength(1);
  });

  it('does not take one that is too long, however it is made', () => {
    expect(problemsOf({ ...kari, email: `${'x'.repeat(247)}@post.no` })).toHaveLength(1);
    expect(problemsOf({ ...kari, email: `a@${'.'.repeat(200_000)} ` })).toHaveLength(1);
  });
});

describe('entries of the directory', () => {
  it('[S22][S23][S24] are made of users, contacts and groups', () => {
    expect(contactEntry({ ...kari, numbers: [], isVip: true, shareable: ['name'], email: 'k@l.no' })).toEqual({
      kind: 'contact',
      id: 'kari',
      name: { first: 'Kari', last: 'Lien', company: undefined },
      shortNumber: undefined,
      numbers: [],
      email: 'k@l.no',
      isVip: true,
      shareable: new Set(['name']),
    });
    expect(userEntry({ id: 'anna', name: 'Anna Vik', shortNumber: '101', email: 'a@b.no' }, ['+4757828601'])).toEqual({
      kind: 'user',
      id: 'anna',
      name: { first: 'Anna', last: 'Vik', company: undefined },
      shortNumber: '101',
      numbers: [{ number: '+4757828601', label: undefined, isPrivate: false }],
      email: 'a@b.no',
      isVip: false,
      shareable: new Set(),
    });
    expect(groupEntry({ id: 'sales', name: 'Sales', shortNumber: '200' }, ['+4757828600'])).toEqual({
      kind: 'group',
      id: 'sales',
      name: { first: undefined, last: undefined, company: 'Sales' },
      shortNumber: '200',
      numbers: [{ number: '+4757828600', label: undefined, isPrivate: false }],
      email: undefined,
      isVip: false,
      shareable: new Set(),
    });
    expect(userEntry({ id: 'bo', name: 'Bo' })).toMatchObject({ shortNumber: undefined, numbers: [] });
    expect(groupEntry({ id: 'it', name: 'IT' })).toMatchObject({ shortNumber: undefined, numbers: [] });
  });
});
