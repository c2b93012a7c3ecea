import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContacts } from './contact-problems.ts';
import { importContacts } from './import-contacts.ts';
import { partsOf, readVcards, unescaped } from './vcard-cards.ts';

const imported = (text: string) => importContacts({ format: 'vcard', text, country: 'NO' });
const card = (...lines: readonly string[]): string =>
  ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n');
const told = (text: string) =>
  imported(text).problems.map(({ line, found, expected }) => `${line} | ${found} | ${expected}`);

describe('importContacts, vCard', () => {
  it('[S127] reads vCard 3.0', () => {
    const text = card(
      'N:Åsen;Kari;Marie;;',
      'FN:Kari Marie Åsen',
      'ORG:Fjord\\, Bygg;Salg',
      'TEL;TYPE=CELL,VOICE,pref:998 87 766',
      'item1.TEL;TYPE=work;TYPE=fax:+47 57 82 86 00',
      'TEL:57828601',
      'EMAIL;TYPE=INTERNET:kari@fjord.no ',
      'NOTE:ring sent',
    );
    expect(imported(text)).toEqual({
      contacts: [
        {
          id: 'kari-marie-asen',
          name: { first: 'Kari Marie', last: 'Åsen', company: 'Fjord, Bygg' },
          numbers: [
            { number: '+4799887766', label: 'cell', isPrivate: false },
            { number: '+4757828600', label: 'work fax', isPrivate: false },
            { number: '+4757828601', isPrivate: false },
          ],
          email: 'kari@fjord.no',
          isVip: false,
          shareable: [],
        },
      ],
      problems: [],
      ignored: ['NOTE'],
    });
  });

  it('[S127] reads vCard 4.0: numbers as URIs, parameters in quotes, folded lines', () => {
    const text = [
      'BEGIN:VCARD',
      'VERSION:4.0',
      'UID:urn:uuid:1',
      'KIND:individual',
      'FN:Per',
      '  Moe',
      'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+47-99-88-77-66;ext=102',
      'tel;X-NOTE="a:b;c";type=work:TEL:+4799887700',
      'EMAIL:per@',
      '\tmoe.no',
      'PHOTO:data:image/jpeg;base64,AAAA',
      ` ${'A'.repeat(9000)}`,
      ` ${'B'.repeat(9000)}`,
      'END:VCARD',
      '',
    ].join('\n');
    expect(imported(text)).toEqual({
      contacts: [
        {
          id: 'per-moe',
          name: { first: 'Per', last: 'Moe' },
          numbers: [
            { number: '+4799887766', label: 'home', isPrivate: false },
            { number: '+4799887700', label: 'work', isPrivate: false },
          ],
          email: 'per@moe.no',
          isVip: false,
          shareable: [],
        },
      ],
      problems: [],
      ignored: ['PHOTO'],
    });
  });

  it.each([
    [['N:;;;;', 'FN:Moe AS', 'ORG:Moe AS'], { company: 'Moe AS' }],
    [['FN:Moe AS', 'ORG:Moe AS;Salg'], { company: 'Moe AS' }],
    [['ORG:Moe AS'], { company: 'Moe AS' }],
    [['FN:Per Moe', 'ORG:Moe AS'], { first: 'Per', last: 'Moe', company: 'Moe AS' }],
    [['N:Moe;;;;'], { last: 'Moe' }],
    [['N:;Per;;;', 'FN:Per Moe'], { first: 'Per' }],
    [['N:Mo\\;e;Per\\, jr.'], { first: 'Per, jr.', last: 'Mo;e' }],
    [['FN:Moe\\, Per'], { first: 'Per', last: 'Moe' }],
  ])('[S127] names %j', (lines, name) => {
    expect(imported(card(...lines, 'TEL:99887766')).contacts.map((one) => one.name)).toEqual([name]);
  });

  it('[S127][S128] says by line what is wrong, and imports the rest', () => {
    const text = [
      card('FN:Anna', 'TEL:99887766', 'TEL:12'),
      card('FN:Bo', 'TEL:+4799887766'),
      card('FN:Cy', 'what is this'),
      card('TEL:99887700'),
      'NOTE:outside',
      card('FN:Di', 'TEL:99887701', 'EMAIL:di'),
    ].join('\r\n');
    expect(told(text)).toEqual([
      '5 | "12" | a telephone number, such as "+47 99 88 77 66"',
      '10 | "+4799887766" | each number with one contact: "Anna" (line 1) and "Bo" have it',
      '12 | "Cy" | at least one telephone number',
      '15 | "what is this" | a property',
      '17 | nothing | a name',
      '21 | "NOTE:outside" | BEGIN:VCARD',
      '22 | "di" | an e-mail address, such as "anna@example.com"',
    ]);
    expect(imported(text).contacts.map(({ id }) => id)).toEqual(['anna', 'di']);
  });

  it.each([
    ['BEGIN:VCARD\nVERSION:2.1\nFN:Bo\nTEL:99887766\nEND:VCARD', '2 | "2.1" | VERSION:3.0 or VERSION:4.0'],
    ['BEGIN:VCARD\nFN:Bo\nTEL:99887766\nEND:VCARD', '1 | nothing | VERSION:3.0 or VERSION:4.0'],
    ['\n\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo', '3 | BEGIN:VCARD | END:VCARD after it'],
    ['END:VCARD', '1 | "END:VCARD" | BEGIN:VCARD'],
    ['Name,Phone', '1 | "Name,Phone" | BEGIN:VCARD'],
  ])('[S127] does not import %j', (text, problem) => {
    expect([imported(text).contacts, told(text)]).toEqual([[], [problem]]);
  });

  it('[S127] goes on after a card that does not end', () => {
    const text = `BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nTEL:99887700\n${card('FN:Cy', 'TEL:99887701')}\nbegin:vcard\nversion:4.0\nfn:Di\ntel:99887702\nend:vcard`;
    expect(told(text)).toEqual(['1 | BEGIN:VCARD | END:VCARD after it']);
    expect(imported(text).contacts.map(({ id }) => id)).toEqual(['cy', 'di']);
  });

  it('has nothing to say of an empty file, and not too much of one of another kind', () => {
    expect(imported('')).toEqual({ contacts: [], problems: [], ignored: [] });
    expect(told('x\n'.repeat(5000))).toHaveLength(1000);
    expect(told(`\uFEFF${card('FN:Bo', 'TEL:99887766')}`)).toEqual([]);
  });

  it('gives contacts that a company file takes, whatever the file', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'BEGIN:VCARD',
        'END:VCARD',
        'VERSION:3.0',
        'FN:Bo Å',
        'N:Vik;Anna',
        'ORG:Moe',
        'EMAIL:a@b.no',
        ' x',
      ),
      fc.constantFrom('TEL:99887766', 'TEL;TYPE=cell:99887701', 'TEL:tel:+46701234567', 'TEL:1', 'TEL;"'),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom('\n', '\r\n'), (pieces, end) => {
        const { contacts } = imported(card(...pieces, 'FN:Last', 'TEL:99887799').replaceAll('\r\n', end));
        expect(readContacts(contacts, { shortNumbers: new Set() })).toMatchObject({ ok: true });
      }),
    );
  });
});

describe('vCard values', () => {
  it.each([
    ['Vik;Anna;;;', ['Vik', 'Anna', '', '', '']],
    [';Anna', ['', 'Anna']],
    ['', ['']],
    ['a\\;b;c\\\\;d', ['a;b', 'c\\', 'd']],
  ])('parts of %j', (value, parts) => {
    expect(partsOf(value)).toEqual(parts);
  });

  it('without escapes', () => {
    expect(['a\\nb\\Nc', 'a\\,b', ' x ', 'end\\'].map(unescaped)).toEqual(['a b c', 'a,b', 'x', 'end\\']);
  });

  it('reads types of either way of writing, and nothing else as one', () => {
    const text = card('TEL;CELL;type=home,Work;X-A="b:c":1', 'TEL;TYPE="a, b";PREF=1:2');
    expect(readVcards(text).cards[0]?.properties.slice(1)).toEqual([
      { line: 3, name: 'TEL', types: ['cell', 'home', 'work'], value: '1' },
      { line: 4, name: 'TEL', types: ['a', 'b'], value: '2' },
    ]);
  });

  it('reads the beginning of a long value', () => {
    const value = readVcards(card(`NOTE:${'x'.repeat(1001)}`)).cards[0]?.properties[1]?.value;
    expect(value).toBe('x'.repeat(1000));
  });
});
