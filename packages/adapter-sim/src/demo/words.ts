import type { Call, Company } from '@sentralbord/core';

/** ANSI colours of the demo. */
export type Colour = 'dim' | 'green' | 'yellow' | 'red' | 'cyan' | 'bold';

const codes: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** Colours a text. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours where they are wanted; else leaves texts as they are. */
export const painter =
  (hasColours: boolean): Paint =>
  (colour, text) =>
    hasColours ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;

/** `+4799887766` → `+47 998 87 766`, as Norwegians write it; other numbers stay as they are. */
export function numberText(number: string): string {
  const mobile = /^\+47([49]\d\d)(\d\d)(\d{3})$/.exec(number);
  const fixed = /^\+47(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(number);
  const parts = mobile ?? fixed;
  return parts === null ? number : `+47 ${parts.slice(1).join(' ')}`;
}

/** Who calls, as people say it. */
export function callerText(from: Call['from'], company: Company): string {
  if (from.kind === 'user') return firstName(company, from.user);
  if (from.kind === 'switchboard') return 'the switchboard';
  if (from.isWithheld) return 'withheld number';
  return from.number === undefined ? 'unknown number' : numberText(from.number);
}

/** Whom a call is for, as people say it. */
export function targetText(
  target: Call['target'],
  { company, dialled }: { company: Company; dialled: string },
): string {
  switch (target.kind) {
    case 'group':
      return company.groups.get(target.group)?.name ?? target.group;
    case 'user':
      return firstName(company, target.user);
    case 'external':
      return numberText(target.number);
    case 'voicemail':
      return 'the voicemail';
    default:
      return numberText(dialled);
  }
}

/** `Anna Berge` → `Anna`. */
export function firstName(company: Company, user: Parameters<Company['users']['get']>[0]): string {
  return company.users.get(user)?.name.split(' ')[0] ?? user;
}

/** Ms of a day → `08:03:12`. */
export function clockText(at: number): string {
  const seconds = Math.floor(at / 1000);
  return [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** 101000 → `1:41`. */
export function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
