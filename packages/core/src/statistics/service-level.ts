import type { Problem } from '../config/problem.ts';
import { shown } from '../config/problem.ts';
import { flowOutsOf, ratio, type Tally } from './tally.ts';

/** A share with a name: what is divided by what, in words and as a rule. */
export interface Formula {
  /** For people who choose, and for documentation. */
  readonly words: string;
  readonly of: (tally: Tally) => number | undefined;
}

/** The service levels by name. Each is 0 to 1, or undefined when what it divides by is none (E25). */
export const serviceLevels = {
  answered: {
    words: 'answered in time / answered',
    of: ({ answeredInTime, outcomes }) => ratio(answeredInTime, outcomes.answered),
  },
  withAbandons: {
    words: 'answered in time / (answered + abandoned)',
    of: ({ answeredInTime, outcomes }) => ratio(answeredInTime, outcomes.answered + outcomes.abandoned),
  },
  withoutShortAbandons: {
    words: 'answered in time / (answered + abandoned − short abandons)',
    of: ({ answeredInTime, outcomes, shortAbandons }) =>
      ratio(answeredInTime, outcomes.answered + outcomes.abandoned - shortAbandons),
  },
  answeredWithFlowOuts: {
    words: 'answered in time / (answered + flow-outs)',
    of: (tally) => ratio(tally.answeredInTime, tally.outcomes.answered + flowOutsOf(tally)),
  },
  withAbandonsAndFlowOuts: {
    words: 'answered in time / (answered + abandoned + flow-outs)',
    of: (tally) => ratio(tally.answeredInTime, tally.outcomes.answered + tally.outcomes.abandoned + flowOutsOf(tally)),
  },
  withFlowOutsWithoutShortAbandons: {
    words: 'answered in time / (answered + abandoned − short abandons + flow-outs)',
    of: (tally) =>
      ratio(
        tally.answeredInTime,
        tally.outcomes.answered + tally.outcomes.abandoned - tally.shortAbandons + flowOutsOf(tally),
      ),
  },
  asterisk2: {
    words: '(answered in time + abandoned in time) / (answered + abandoned)',
    of: ({ answeredInTime, abandonedInTime, outcomes }) =>
      ratio(answeredInTime + abandonedInTime, outcomes.answered + outcomes.abandoned),
  },
} as const satisfies Record<string, Formula>;

/** A name of {@link serviceLevels}. */
export type ServiceLevelName = keyof typeof serviceLevels;

/** The service level that is meant where none is named. */
export const DEFAULT_SERVICE_LEVEL: ServiceLevelName = 'withoutShortAbandons';

/** The answer rates (svarprosent) by name. Each is 0 to 1, or undefined (L8, S130). */
export const answerRates = {
  ofDecided: {
    words: 'answered / (offered − still waiting)',
    of: ({ offered, waiting, outcomes }) => ratio(outcomes.answered, offered - waiting),
  },
  ofDecidedWithoutShortAbandons: {
    words: 'answered / (offered − still waiting − short abandons)',
    of: ({ offered, waiting, outcomes, shortAbandons }) => ratio(outcomes.answered, offered - waiting - shortAbandons),
  },
  withPickups: {
    words: '(answered + picked up by others) / (offered − still waiting)',
    of: ({ offered, waiting, outcomes }) => ratio(outcomes.answered + outcomes.pickedElsewhere, offered - waiting),
  },
  ofAnsweredAndAbandoned: {
    words: 'answered / (answered + abandoned)',
    of: ({ outcomes }) => ratio(outcomes.answered, outcomes.answered + outcomes.abandoned),
  },
} as const satisfies Record<string, Formula>;

/** A name of {@link answerRates}. */
export type AnswerRateName = keyof typeof answerRates;

/** The answer rate that is meant where none is named (L8). */
export const DEFAULT_ANSWER_RATE: AnswerRateName = 'ofDecided';

/** The names that one may choose from, in alphabetical order. */
export const namesOf = <Name extends string>(table: Readonly<Record<Name, Formula>>): readonly Name[] =>
  Object.keys(table)
    .filter((key): key is Name => isNameOf(table, key))
    .sort();

/** Whether a text names a formula of the table. */
export const isNameOf = <Name extends string>(table: Readonly<Record<Name, Formula>>, text: string): text is Name =>
  Object.hasOwn(table, text);

/** The formula of a name, or what is wrong with the name; the problem tells the names there are. */
export function formulaNamed<Name extends string>(
  table: Readonly<Record<Name, Formula>>,
  text: string,
  path: string,
): { readonly ok: true; readonly formula: Formula } | { readonly ok: false; readonly problem: Problem } {
  if (isNameOf(table, text)) return { ok: true, formula: table[text] };
  return { ok: false, problem: { path, found: shown(text), expected: `one of: ${namesOf(table).join(', ')}` } };
}
