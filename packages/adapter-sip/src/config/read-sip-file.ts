import { type Problem, problemsOf, shown } from '@sentralbord/core';
import { familyOf } from '../transport/address.ts';
import { type SipConfig, sipFileSchema } from './sip-file.ts';

/** A SIP configuration, or every mistake in its file at once. */
export type SipFileReading =
  | { readonly ok: true; readonly config: SipConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a SIP file (parsed JSON). What stands in secret places is never shown, nor the value of an unknown key. */
export function readSipFile(input: unknown): SipFileReading {
  const parsed = sipFileSchema.safeParse(input);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, input).map(withoutSecret) };
  const problems = crossCheck(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: parsed.data };
}

/** A misspelt `pasword` holds a secret too. */
function withoutSecret(problem: Problem): Problem {
  const isSecret = /password/i.test(problem.path) || problem.expected.startsWith('no such key');
  return isSecret && problem.found !== 'nothing' ? { ...problem, found: '(hidden)' } : problem;
}

function crossCheck(config: SipConfig): readonly Problem[] {
  return [
    ...twice(config.devices.map(({ id }, at) => ({ path: `devices[${at}].id`, value: id }))),
    ...twice(
      config.devices.map(({ id, username }, at) => ({ path: `devices[${at}].username`, value: username ?? id })),
    ),
    ...twice(config.trunks.map(({ id }, at) => ({ path: `trunks[${at}].id`, value: id }))),
    ...addressProblems(config),
    ...trunkProblems(config),
    ...rangeProblems(config),
  ];
}

function twice(all: readonly { readonly path: string; readonly value: string }[]): readonly Problem[] {
  const first = new Map<string, string>();
  return all.flatMap(({ path, value }) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined
      ? []
      : [{ path, found: shown(value), expected: `one of its own (${before} is the same)` }];
  });
}

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

function addressProblems(config: SipConfig): readonly Problem[] {
  const wildcard = config.listen.findIndex(({ host }) => isWildcard(host));
  const unnamed =
    wildcard >= 0 && config.advertise === undefined
      ? [
          {
            path: 'advertise',
            found: 'nothing',
            expected: `the address that phones reach, because listen[${wildcard}] is a wildcard`,
          },
        ]
      : [];
  const wild = config.media.hosts.flatMap((host, at) =>
    isWildcard(host)
      ? [{ path: `media.hosts[${at}]`, found: shown(host), expected: 'the address that phones send to' }]
      : [],
  );
  const [first, second] = config.media.hosts;
  const isSameFamily = second !== undefined && familyOf(first ?? '') === familyOf(second);
  const family = isSameFamily
    ? [{ path: 'media.hosts[1]', found: shown(second), expected: 'an address of the other family' }]
    : [];
  return [...unnamed, ...wild, ...family];
}

function trunkProblems(config: SipConfig): readonly Problem[] {
  return config.trunks.flatMap((trunk, at) => {
    const lacksTransport = !config.listen.some(({ transport }) => transport === trunk.transport);
    return [
      ...(trunk.register !== undefined && trunk.credentials === undefined
        ? [
            {
              path: `trunks[${at}].credentials`,
              found: 'nothing',
              expected: 'the user name and password to register with',
            },
          ]
        : []),
      ...(lacksTransport
        ? [
            {
              path: `trunks[${at}].transport`,
              found: shown(trunk.transport),
              expected: 'a transport that we listen on',
            },
          ]
        : []),
    ];
  });
}

function rangeProblems({ media, registration }: SipConfig): readonly Problem[] {
  return [
    ...(media.portMax - media.portMin < 3
      ? [
          {
            path: 'media.portMax',
            found: shown(media.portMax),
            expected: `at least ${media.portMin + 3}, for one call`,
          },
        ]
      : []),
    ...(registration.maxSeconds < registration.minSeconds
      ? [
          {
            path: 'registration.maxSeconds',
            found: shown(registration.maxSeconds),
            expected: `at least ${registration.minSeconds}`,
          },
        ]
      : []),
  ];
}
