import { DigitTrie } from '../structures/digit-trie.ts';
import type { BarringFile } from './access-file.ts';

/** The most of something in a day. */
export interface Limit {
  readonly most: number;
  /** Where it stands. */
  readonly path: string;
}

/** What a user may reach in a day; undefined is no limit. */
export interface Limits {
  readonly calls: Limit | undefined;
  readonly minutes: Limit | undefined;
}

/** What may be dialled, ready for deciding. Made by `compileBarring`. */
export interface Barring {
  /** Paths by the digits of a beginning. */
  readonly barred: DigitTrie<string>;
  readonly premium: DigitTrie<string>;
  readonly file: BarringFile;
  readonly limitsByUser: ReadonlyMap<string, Limits>;
  readonly limitsOfOthers: Limits;
  readonly path: string;
}

/** Makes the checked part of a section on access ready for deciding. Paths in refusals begin with `path`. */
export function compileBarring(file: BarringFile, path = 'access.barring'): Barring {
  const { everyone, users } = file.dailyLimits;
  const limitsPath = `${path}.dailyLimits`;
  const limitsOfOthers = limitsOf(everyone, `${limitsPath}.everyone`);
  const limitsByUser = users.map(
    ({ user, ...own }, at) => [user, limitsOf(own, `${limitsPath}.users[${at}]`, limitsOfOthers)] as const,
  );
  return {
    barred: trieOf(file.barredPrefixes, `${path}.barredPrefixes`),
    premium: trieOf(file.premiumPrefixes, `${path}.premiumPrefixes`),
    file,
    limitsByUser: new Map(limitsByUser),
    limitsOfOthers,
    path,
  };
}

function trieOf(prefixes: readonly string[], path: string): DigitTrie<string> {
  const trie = new DigitTrie<string>();
  for (const [at, prefix] of prefixes.entries()) trie.set(prefix.slice(1), `${path}[${at}]`);
  return trie;
}

type LimitsFile = BarringFile['dailyLimits']['everyone'];

function limitsOf(file: LimitsFile, path: string, otherwise?: Limits): Limits {
  const one = (key: 'calls' | 'minutes'): Limit | undefined => {
    const most = file[key];
    if (most === undefined) return otherwise?.[key];
    return most === 'unlimited' ? undefined : { most, path: `${path}.${key}` };
  };
  return { calls: one('calls'), minutes: one('minutes') };
}
