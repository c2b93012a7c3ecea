import { type Country, type E164, isE164 } from '../directory/numbers.ts';
import { isAbroad } from './abroad.ts';
import type { Barring, Limits } from './compile-barring.ts';
import type { DailyUsage } from './daily-usage.ts';
import { type Access, explain } from './decide.ts';
import { isEmergency } from './emergency.ts';
import { whereDecided, whyDecided } from './permit.ts';
import type { Service } from './services.ts';

/** What a company has said of numbers outside. */
export interface DialRules {
  readonly access: Access;
  readonly barring: Barring;
  /** The company's list, as they are dialled. Those that always are emergency numbers need not be in it. */
  readonly emergencyNumbers: ReadonlySet<string>;
}

/** What a number is dialled for. */
export type DialPurpose =
  /** A call of its own. */
  | 'call'
  /** To move a call to it: by a user, or by an element of a flow. */
  | 'transfer'
  /** To ring back who asked for it: the number has been chosen by a caller. */
  | 'callback';

/** A user dials, or has it dialled. */
export interface DialledByUser {
  readonly kind: 'user';
  readonly user: string;
  /** What the user has called before, on this day. */
  readonly usageToday: DailyUsage;
}

/** On whose account a number is dialled. */
export type DialledBy =
  | DialledByUser
  /** Flows and automatic callbacks: only what holds for the whole company is asked. */
  | { readonly kind: 'company' };

/** A number that is about to be dialled. */
export interface DialRequest {
  readonly by: DialledBy;
  readonly purpose: DialPurpose;
  /** E.164, or an emergency number as it was dialled. */
  readonly number: string;
  /** The company's. */
  readonly country: Country;
}

/** Why a number is refused: the name of the rule, as it is counted and told (X11). In the order in which they are asked. */
export const dialRules = [
  /** No number that can be dialled to the outside. */
  'number',
  'barredPrefix',
  'premium',
  'international',
  /** The access of the user denies it. */
  'service',
  'dailyCalls',
  'dailyMinutes',
] as const;

/** Why a number is refused. */
export type DialRule = (typeof dialRules)[number];

/** A number that is not dialled. */
export interface DialRefusal {
  readonly ok: false;
  readonly rule: DialRule;
  /** Where the rule stands, such as `access.barring.barredPrefixes[2]`; else the name of what decides. */
  readonly where: string;
  readonly why: string;
}

/** Whether a number may be dialled. */
export type DialAnswer = { readonly ok: true } | DialRefusal;

/**
 * Whether a number may be dialled now (X11). Emergency numbers may before
 * anything else is asked (X10): for anybody, known or not. Then the company's
 * rules, then the access of the user, then the limits of the day.
 */
export function mayDial(rules: DialRules, request: DialRequest): DialAnswer {
  const { number } = request;
  if (isEmergency(rules.emergencyNumbers, number)) return { ok: true };
  if (!isE164(number)) return refusal('number', number, 'neither a number in E.164 nor an emergency number');
  const facts = factsOf(rules.barring, number, request);
  const refused = barred(rules.barring, number) ?? notForCompany(facts) ?? notForUser(rules.access, request.by, facts);
  return refused ?? { ok: true };
}

const refusal = (rule: DialRule, where: string, why: string): DialRefusal => ({ ok: false, rule, where, why });

interface Facts {
  readonly barring: Barring;
  readonly purpose: DialPurpose;
  /** The beginning that makes the number a premium number. */
  readonly premium: string | undefined;
  readonly isInternational: boolean;
}

const factsOf = (barring: Barring, number: E164, { purpose, country }: DialRequest): Facts => ({
  barring,
  purpose,
  premium: barring.premium.longestMatch(number.slice(1))?.prefix,
  isInternational: isAbroad(number, country),
});

function barred(barring: Barring, number: E164): DialRefusal | undefined {
  const match = barring.barred.longestMatch(number.slice(1));
  if (match === undefined) return undefined;
  return refusal('barredPrefix', match.value, `numbers that begin with +${match.prefix} are barred`);
}

function notForCompany({ barring, purpose, premium, isInternational }: Facts): DialRefusal | undefined {
  const denied = (key: 'allowPremium' | 'allowInternational'): string | undefined => {
    if (!barring.file[key]) return `${barring.path}.${key}`;
    return purpose === 'callback' && !barring.file.callbacks[key] ? `${barring.path}.callbacks.${key}` : undefined;
  };
  const what = purpose === 'callback' ? 'callbacks' : 'calls';
  const premiumPath = premium === undefined ? undefined : denied('allowPremium');
  if (premiumPath !== undefined) {
    return refusal('premium', premiumPath, `the company allows no ${what} to premium numbers (+${premium} …)`);
  }
  const abroadPath = isInternational ? denied('allowInternational') : undefined;
  if (abroadPath === undefined) return undefined;
  return refusal('international', abroadPath, `the company allows no ${what} to other countries`);
}

const serviceFor = {
  call: 'dialExternal',
  transfer: 'transferToExternal',
  callback: 'callback',
} as const satisfies Readonly<Record<DialPurpose, Service>>;

function notForUser(access: Access, by: DialledBy, facts: Facts): DialRefusal | undefined {
  if (by.kind === 'company') return undefined;
  const { barring, purpose, premium, isInternational } = facts;
  const needed: readonly Service[] = [
    serviceFor[purpose],
    ...(premium === undefined ? [] : (['dialPremium'] as const)),
    ...(isInternational ? (['dialInternational'] as const) : []),
  ];
  const denied = needed
    .map((service) => explain(access, by.user, service))
    .find((explanation) => explanation.decision === 'deny');
  if (denied !== undefined) return refusal('service', whereDecided(denied), whyDecided(denied));
  return usedUp(barring.limitsByUser.get(by.user) ?? barring.limitsOfOthers, by);
}

/** A limit is used up when it is reached: with 10 calls a day the tenth goes out, the eleventh doesn't. */
function usedUp({ calls, minutes }: Limits, { user, usageToday }: DialledByUser): DialRefusal | undefined {
  if (calls !== undefined && usageToday.calls >= calls.most) {
    return refusal('dailyCalls', calls.path, `${user} has made the ${calls.most} calls of the day`);
  }
  if (minutes !== undefined && usageToday.talkMs >= minutes.most * MINUTE_MS) {
    return refusal('dailyMinutes', minutes.path, `${user} has talked the ${minutes.most} minutes of the day`);
  }
  return undefined;
}

const MINUTE_MS = 60_000;
