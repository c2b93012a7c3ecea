import type { CompanyFile } from '@sentralbord/core';

const number = (last: string): string => `+475782${last}`;

const people = [
  { id: 'anna', name: 'Anna Berge' },
  { id: 'ola', name: 'Ola Nes' },
  { id: 'kari', name: 'Kari Lund' },
  { id: 'per', name: 'Per Vik' },
  { id: 'nils', name: 'Nils Hauge' },
  { id: 'ingrid', name: 'Ingrid Moe' },
  { id: 'marit', name: 'Marit Fjord' },
] as const;

/** Who works in the company of the demo. */
export type PersonId = (typeof people)[number]['id'];

/** The main number, which leads to Sal. */
export const SAL_NUMBER = number('8600');
/** Leads to Verkstad. */
export const VERKSTAD_NUMBER = number('8650');
/** Leads to Marit alone. */
export const MARIT_NUMBER = number('8611');

/** The company of the demo: two groups, each with a second priority. */
export const demoCompany = {
  name: 'Fjord Bygg',
  numbers: [
    { number: SAL_NUMBER, to: { group: 'sal' } },
    { number: VERKSTAD_NUMBER, to: { group: 'verkstad' } },
    { number: MARIT_NUMBER, to: { user: 'marit' } },
  ],
  users: people.map((person, place) => ({ ...person, shortNumber: `${101 + place}`, devices: [`${person.id}-desk`] })),
  groups: [
    {
      id: 'sal',
      name: 'Sal',
      shortNumber: '200',
      members: [
        { user: 'anna', tier: 0 },
        { user: 'ola', tier: 0 },
        { user: 'kari', tier: 1 },
      ],
      ring: { seconds: 15, rounds: 3, roundPauseSeconds: 5 },
    },
    {
      id: 'verkstad',
      name: 'Verkstad',
      shortNumber: '201',
      members: [
        { user: 'per', tier: 0 },
        { user: 'nils', tier: 0 },
        { user: 'ingrid', tier: 1 },
      ],
      ring: { seconds: [12, 20], rounds: 2, keepRinging: true },
    },
  ],
  userRingSeconds: 25,
} as const satisfies CompanyFile;

/** The device on a person's desk. */
export const deskOf = (person: PersonId): string => `${person}-desk`;

/** Everybody, in the order of the company. */
export const everybody: readonly PersonId[] = people.map(({ id }) => id);
