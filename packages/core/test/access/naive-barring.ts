import type { AccessFileChecked } from '../../src/access/access-file.ts';
import type { DialPurpose, DialRule } from '../../src/access/barring.ts';
import type { DailyUsage } from '../../src/access/daily-usage.ts';
import type { Service } from '../../src/access/services.ts';
import { naiveDecision } from './naive-access.ts';

/** A number in question, in a Norwegian company. */
export interface NaiveQuestion {
  /** Undefined: the company itself dials. */
  readonly user: string | undefined;
  readonly isKnown: boolean;
  readonly purpose: DialPurpose;
  readonly number: string;
  readonly usage: DailyUsage;
}

const SERVICES: Readonly<Record<DialPurpose, Service>> = {
  call: 'dialExternal',
  transfer: 'transferToExternal',
  callback: 'callback',
};

/** The first rule that refuses a number, as a list of questions over the file. Undefined: it goes out. */
export function naiveDialRule(section: AccessFileChecked, question: NaiveQuestion): DialRule | undefined {
  const { user, isKnown, purpose, number, usage } = question;
  const { barring } = section;
  if (['110', '112', '113', '116117'].includes(number)) return undefined;
  const isPremium = barring.premiumPrefixes.some((prefix) => number.startsWith(prefix));
  const isInternational = !number.startsWith('+47');
  const mayCallback = (key: 'allowPremium' | 'allowInternational') => purpose !== 'callback' || barring.callbacks[key];
  const may = (service: Service) =>
    user === undefined || (isKnown && naiveDecision(section, user, service) === 'allow');
  const limitOf = (key: 'calls' | 'minutes'): number => {
    const own = barring.dailyLimits.users.find((each) => each.user === user)?.[key];
    const most = own ?? barring.dailyLimits.everyone[key] ?? 'unlimited';
    return user === undefined || most === 'unlimited' ? Number.POSITIVE_INFINITY : most;
  };
  const refusals: readonly (readonly [DialRule, boolean])[] = [
    ['number', !/^\+[1-9]\d{6,14}$/.test(number)],
    ['barredPrefix', barring.barredPrefixes.some((prefix) => number.startsWith(prefix))],
    ['premium', isPremium && !(barring.allowPremium && mayCallback('allowPremium'))],
    ['international', isInternational && !(barring.allowInternational && mayCallback('allowInternational'))],
    ['service', !may(SERVICES[purpose])],
    ['service', isPremium && !may('dialPremium')],
    ['service', isInternational && !may('dialInternational')],
    ['dailyCalls', usage.calls >= limitOf('calls')],
    ['dailyMinutes', usage.talkMs / 60_000 >= limitOf('minutes')],
  ];
  return refusals.find(([, isRefused]) => isRefused)?.[0];
}
