import {
  cardText,
  compileVipLists,
  contactEntry,
  DirectoryIndex,
  importContacts,
  NumberDirectory,
  nameOfNumber,
  readContacts,
  readVipLists,
  shareableCard,
  shownName,
  userEntry,
  vipMatch,
} from '@sentralbord/core';

const reading = readContacts(
  [{ id: 'moe', name: { first: 'Per', last: 'Moe', company: 'Moe AS' }, numbers: [{ number: '+4799887700' }] }],
  { shortNumbers: new Set(['101']) },
);
if (!reading.ok) throw new Error(reading.problems.map(({ path, expected }) => `${path}: ${expected}`).join('\n'));

const text = 'Navn;Mobil;VIP\nHåkon Åsen;998 87 766;ja\nPer Moe;998 87 700;';
const imported = importContacts({ format: 'csv', text, country: 'NO', existing: reading.contacts });
for (const { line, found, expected } of imported.problems) console.log(`line ${line}: ${found}: ${expected}`);

const anna = userEntry(
  { id: 'anna', name: 'Anna Vik', shortNumber: '101', email: 'anna@example.com', shareable: ['name', 'numbers'] },
  ['+4757828601'],
);
const entries = [anna, ...[...reading.contacts, ...imported.contacts].map(contactEntry)];

const index = new DirectoryIndex(entries, 'NO');
for (const query of ['vik anna', 'haakon', '57 82']) {
  console.log(
    query,
    index.search(query, { order: 'lastName' }).map(({ name }) => shownName(name, 'lastName')),
  );
}

const numbers = new NumberDirectory(entries, 'NO');
console.log(nameOfNumber(numbers, { number: '99887700', isWithheld: false }));
console.log(nameOfNumber(numbers, { number: '99887700', isWithheld: true }));
console.log(cardText(shareableCard(anna) ?? {}));

const vip = readVipLists(
  [{ id: 'gold', name: 'Gold', entries: [{ prefix: '+475782', direct: { user: 'anna' } }], preempt: 'ringing' }],
  { users: new Set(['anna']), groups: new Set() },
);
const lists = compileVipLists(vip.ok ? vip.lists : []);
console.log(vipMatch(lists, { number: '+4757828699', isContactVip: false }));
console.log(vipMatch(lists, { number: '+4799887766', isContactVip: true }));
