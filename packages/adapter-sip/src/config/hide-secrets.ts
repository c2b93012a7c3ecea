import type { Problem } from '@sentralbord/core';

/** Places whose text is no secret, in so far as it looks like what belongs there. */
const openPlaces: Readonly<Record<string, RegExp>> = {
  id: /^[^:@]*$/,
  username: /^[^:@]*$/,
  realm: /^[^:@]*$/,
  transport: /^[^:@]*$/,
  digestAlgorithms: /^[^:@]*$/,
  sounds: /^[^@]*$/,
  // Colons are IPv6's too.
  host: /^[^@]*$/,
  hosts: /^[^@]*$/,
  registrar: /^[^@]*$/,
  allowedSources: /^[^@]*$/,
};

/** Places that hold numbers. */
const numbers = new Set(['port', 'portMin', 'portMax', 'minSeconds', 'maxSeconds', 'expiresSeconds', 'maxCalls']);

/** What says nothing of a content. */
const bare = new Set(['nothing', 'null', 'true', 'false', '[]', '{}', '""']);

/**
 * The problem without anything that may be a password. Only what stands where no password belongs is shown: one gets
 * easily into the wrong place, such as `"credentials": "user:password"` or a misspelt key.
 */
export function hideSecrets(problem: Problem, isUnknownKey: boolean): Problem {
  const { found } = problem;
  if (bare.has(found)) return problem;
  if (isUnknownKey) return { ...problem, found: '(hidden)' };
  const place = /([^.[\]]+)(?:\[[0-9]+\])*$/.exec(problem.path)?.[1] ?? '';
  if (numbers.has(place) && /^-?[0-9.e+]+$/.test(found)) return problem;
  if (openPlaces[place]?.test(found) === true && !/^[[{]/.test(found)) return problem;
  return { ...problem, found: hidden(found) };
}

function hidden(found: string): string {
  if (found.startsWith('{')) return '(an object, hidden)';
  return found.startsWith('[') ? '(a list, hidden)' : '(hidden)';
}
