import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv-rows.ts';
import { importContacts } from './import-contacts.ts';

const imported = (text: string, more = {}) => importContacts({ format: 'csv', text, country: 'NO', ...more });
const told = (text: string, more = {}) =>
  imported(text, more).problems.map(({ line, found, expected }) => `${line} | ${found} | ${expected}`);

describe('readCsv', () => {
  it('[S127] reads what RFC 4180 allows', () => {
    const text = 'a,"b ""x"", c",d\r\n\r\n"two\r\nlines",,"" \n1,2,3\r4,"5"6,7';
    expect(readCsv(text)).toEqual({
      rows: [
        { line: 1, fields: ['a', 'b "x", c', 'd'] },
        { line: 3, fields: ['two\r\nlines', '', ''] },
        { line: 5, fields: ['1', '2', '3'] },
        { line: 6, fields: ['4', '56', '7'] },
      ],
      openQuoteLine: undefined,
    });
  });

  it.each([
    [
      'a;b,c;d\n1;2;3',
      [
        ['a', 'b,c', 'd'],
        ['1', '2', '3'],
      ],
    ],
    [
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '"x;y;z",b\n1,2',
      [
        ['x;y;z', 'b'],
        ['1', '2'],
      ],
    ],
    ['a,b;c', [['a', 'b;c']]],
    ['\uFEFFa,b,', [['a', 'b', '']]],
    ['a\n', [['a']]],
    ['', []],
    [',,\n , ', []],
  ])('[S127] %j', (text, rows) => {
    expect(readCsv(text).rows.map(({ fields }) => fields)).toEqual(rows);
  });

  it('says on which line a quote is open, and keeps what came before', () => {
    expect(readCsv('a,b\n1,2\n"3,4\n5,6')).toEqual({
      rows: [
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['1', '2'] },
      ],
      openQuoteLine: 3,
    });
  });

  it('bounds rows, columns and fields', () => {
    expect([50_000, 50_001].map((count) => readCsv('x\n'.repeat(count)).rows.length)).toEqual([50_000, 50_000]);
    expect(readCsv(`${'x\n'.repeat(50_000)}"`).openQuoteLine).toBeUndefined();
    expect(readCsv('x,'.repeat(300)).rows[0]?.fields).toHaveLength(200);
    expect(readCsv('x'.repeat(1001)).rows[0]?.fields).toEqual(['x'.repeat(1000)]);
  });

  it('reads back what is written with every field in quotes', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' x '),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const text = [['h1', 'h2'], ...rows]
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const expected = rows.map((row) => row.map((one) => one.trim())).filter((row) => row.some((one) => one !== ''));
        expect(
          readCsv(text)
            .rows.slice(1)
            .map(({ fields }) => fields),
        ).toEqual(expected);
      }),
    );
  });
});

describe('importContacts, CSV', () => {
  it('[S127] reads columns by their names, in Norwegian and English', () => {
    const norwegian =
      'Fornavn;Etternavn;Firma;Mobil;Telefon;E-post;VIP;Merknad\nKari;Åsen;Fjord Bygg;998 87 766;+46 70 123 45 67;kari@fjord.no;ja;ring sent';
    expect(imported(norwegian)).toEqual({
      contacts: [
        {
          id: 'kari-asen',
          name: { first: 'Kari', last: 'Åsen', company: 'Fjord Bygg' },
          numbers: [
            { number: '+4799887766', label: 'Mobil', isPrivate: false },
            { number: '+46701234567', label: 'Telefon', isPrivate: false },
          ],
          email: 'kari@fjord.no',
          isVip: true,
          shareable: [],
        },
      ],
      problems: [],
      ignored: ['Merknad'],
    });
    const english = 'Given Name,Family Name,Phone 1 - Label,Phone 1 - Value,E-mail\nPer,Moe,Work,99887766,';
    expect(imported(english)).toMatchObject({
      contacts: [
        { id: 'per-moe', name: { first: 'Per', last: 'Moe' }, numbers: [{ number: '+4799887766' }], isVip: false },
      ],
      problems: [],
      ignored: ['Phone 1 - Label'],
    });
    expect(imported(english).contacts[0]).not.toHaveProperty('email');
  });

  it.each([
    ['Navn,Nummer\n"Vik, Anna",99887766', { first: 'Anna', last: 'Vik' }, 'anna-vik'],
    ['Name,Phone\nAnna Vik,99887766', { first: 'Anna', last: 'Vik' }, 'anna-vik'],
    ['Company,Phone\nMoe AS,99887766', { company: 'Moe AS' }, 'moe-as'],
    ['Name,Company,Phone\n,Moe AS,99887766', { company: 'Moe AS' }, 'moe-as'],
    ['Name,First Name,Company,Phone\nX Y,Anna,Moe,99887766', { first: 'Anna', company: 'Moe' }, 'anna'],
    ['Name,Last Name,Phone\nX Y,Vik,99887766', { last: 'Vik' }, 'vik'],
    ['Name,Company,Phone\nAnna Vik,Moe,99887766', { first: 'Anna', last: 'Vik', company: 'Moe' }, 'anna-vik'],
    ['Fornavn;Tlf\nAnna;99887766', { first: 'Anna' }, 'anna'],
    ['Etternavn;Tlf\nVik;99887766', { last: 'Vik' }, 'vik'],
    ['\uFEFF"Navn";Tlf\nVik;99887766', { first: 'Vik' }, 'vik'],
    [`Name,Phone\n${'x'.repeat(33)} y,99887766`, { first: 'x'.repeat(33), last: 'y' }, 'x'.repeat(33)],
    ['Name,Phone\n???,99887766', { first: '???' }, 'contact'],
    [
      `Name,Phone\n${'abc '.repeat(19)},99887766`,
      { first: 'abc '.repeat(18).trim(), last: 'abc' },
      'abc-abc-abc-abc-abc-abc-abc-abc-ab',
    ],
  ])('[S127] names %j', (text, name, id) => {
    expect(imported(text).contacts).toMatchObject([{ id, name }]);
    expect(imported(text).contacts[0]?.name).toEqual(name);
  });

  it('[S127] gives each contact an id of its own', () => {
    const text = 'Name,Phone\nBo,99887701\nBo,99887702\nbo,99887703\nMia,99887704';
    const existing = imported('Name,Phone\nBo,99887700\nBo 3,99887709').contacts;
    expect(imported(text, { existing }).contacts.map(({ id }) => id)).toEqual(['bo-2', 'bo-4', 'bo-5', 'mia']);
    const inTheWay = 'Name,Phone\nBo 2,99887701\nBo,99887702\nBo,99887703\nBo,99887704\nBo 2,99887705\nБо x !,99887706';
    expect(imported(inTheWay).contacts.map(({ id }) => id)).toEqual(['bo-2', 'bo', 'bo-3', 'bo-4', 'bo-2-2', 'x']);
  });

  it('[S127] says by line what is wrong, and imports the rest', () => {
    const text = [
      'Name,Phone,Mobile,E-mail,VIP',
      'Anna,12,99887766,anna,maybe',
      ',99887701,,,',
      'Bo,,,,',
      'Cy,what,,,',
      `${'x'.repeat(81)},99887702,,,`,
      'Di,99887703,,di@example.com,no',
    ].join('\n');
    expect(told(text)).toEqual([
      '2 | "maybe" | yes or no, in the column VIP',
      '2 | "12" | a telephone number, such as "+47 99 88 77 66"',
      '2 | "anna" | an e-mail address, such as "anna@example.com"',
      '3 | nothing | a name',
      '4 | "Bo" | at least one telephone number',
      '5 | "what" | a telephone number, such as "+47 99 88 77 66"',
      `6 | "${'x'.repeat(56)}... | at most 80 characters`,
    ]);
    expect(imported(text).contacts.map(({ id, numbers }) => [id, numbers.length])).toEqual([
      ['anna', 1],
      ['di', 1],
    ]);
  });

  it('[S128] imports each number once, and names both who have it', () => {
    const text = 'Name,Phone,Mobile\nAnna,99887766,+47 998 87 766\nBo,004799887766,99887701\nCy,99887766,';
    expect(told(text)).toEqual([
      '3 | "004799887766" | each number with one contact: "Anna" (line 2) and "Bo" have it',
      '4 | "99887766" | each number with one contact: "Anna" (line 2) and "Cy" have it',
    ]);
    expect(imported(text).contacts.map(({ numbers }) => numbers.map(({ number }) => number))).toEqual([
      ['+4799887766'],
      ['+4799887701'],
    ]);
  });

  it('[S128] changes nothing when the same file is imported again', () => {
    const text = 'Name,Phone\nAnna Vik,99887766\nBo,99887701';
    const existing = imported(text).contacts;
    expect(imported(text, { existing }).contacts).toEqual([]);
    expect(told(text, { existing })).toEqual([
      '2 | "99887766" | each number with one contact: "Anna Vik" and "Anna Vik" have it',
      '3 | "99887701" | each number with one contact: "Bo" and "Bo" have it',
    ]);
    const whole = [
      { id: 'x', name: 'Xi', numbers: [{ number: '+4799887701', isPrivate: false }], isVip: false, shareable: [] },
    ];
    expect(told(text, { existing: whole })).toEqual([
      '3 | "99887701" | each number with one contact: "Xi" and "Bo" have it',
    ]);
  });

  it('[S128] imports short numbers of the company, and no others', () => {
    const text = 'Name,Short number\nAnna,101\nBo,102';
    expect(imported(text, { shortNumbers: new Set(['101']) }).contacts).toMatchObject([
      { numbers: [{ number: '101' }] },
    ]);
    expect(told(text, { shortNumbers: new Set(['101']) })).toHaveLength(1);
    expect(told(text)).toHaveLength(2);
  });

  it('reads several numbers of one field, each once', () => {
    const text = 'Name,Phone\nAnna,"99887701 / 99887702;99887703\n99887704 ::: 99887705 /"';
    const numbers = ['1', '2', '3', '4', '5'].map((last) => ({ number: `+479988770${last}` }));
    expect(imported(text)).toMatchObject({ contacts: [{ numbers }], problems: [] });
    const twice = 'Name,Phone,Mobile\nAnna,99887701,+4799887701';
    expect(imported(twice).contacts[0]?.numbers).toEqual([{ number: '+4799887701', label: 'Phone', isPrivate: false }]);
    expect(imported('Name,Phone\nAnna, 1 2 / 99887701').problems).toMatchObject([{ found: '"1 2"' }]);
  });

  it.each(['ja', 'YES', 'true', '1', 'x', 'Vip'])('[S127] takes %s for VIP', (word) => {
    expect(imported(`Name,Phone,VIP\nBo,99887766,${word}`)).toMatchObject({
      contacts: [{ isVip: true }],
      problems: [],
    });
  });

  it.each(['nei', 'NO', 'false', '0', ''])('[S127] takes %j for not VIP', (word) => {
    expect(imported(`Name,Phone,VIP\nBo,99887766,${word}`)).toMatchObject({
      contacts: [{ isVip: false }],
      problems: [],
    });
  });

  it.each(['Name\nBo', 'Phone\n99887766', 'Bo,99887766', ''])('says what the first line must be: %j', (text) => {
    expect(imported(text)).toMatchObject({
      contacts: [],
      ignored: [],
      problems: [{ line: 1, expected: expect.stringContaining('the names of the columns') }],
    });
  });

  it('tells of what it did not read', () => {
    expect(imported('Name,,Age,Phone\nBo,,7,99887766').ignored).toEqual(['Age']);
    expect(told('Age,Size\n')).toMatchObject([expect.stringMatching(/^1 \| "Age Size" \| /)]);
    expect(told('Name,Phone\nBo,99887766\n"Cy,99887767')).toEqual(['3 | a quote | its closing quote']);
    expect(told(`Name,Phone\n${'Bo,x\n'.repeat(60_000)}`)).toHaveLength(1000);
    const skipped = `Name,Phone\n${'Bo,99887766\n'.repeat(50_000)}`;
    expect(imported(skipped).contacts).toHaveLength(1);
    expect(imported('x'.repeat(10_000_001))).toEqual({
      contacts: [],
      problems: [{ line: 1, found: '10000001 characters', expected: 'at most 10000000 characters' }],
      ignored: [],
    });
    expect(told('x'.repeat(10_000_000))).toMatchObject([expect.stringMatching(/the names of the columns/)]);
  });

  it('imports no more contacts than a list has', () => {
    const rows = Array.from({ length: 10_002 }, (_, at) => `P${at},${99_000_000 + at}`);
    const result = imported(`Name,Phone\n${rows.join('\n')}`);
    expect([result.contacts.length, result.problems]).toEqual([
      10_000,
      [
        { line: 10_002, found: '"P10000"', expected: 'at most 10000 contacts' },
        { line: 10_003, found: '"P10001"', expected: 'at most 10000 contacts' },
      ],
    ]);
  });
});
