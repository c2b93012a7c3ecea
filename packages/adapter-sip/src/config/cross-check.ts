import { type Problem, shown } from '@sentralbord/core';
import { familyOf } from '../transport/address.ts';
import type { LooseFile } from './loose-file.ts';

/** What the parts of a SIP file say against each other; parts that cannot be read are passed over. */
export function crossCheck(file: LooseFile): readonly Problem[] {
  const { devices, trunks, listen } = file;
  return [
    ...twice(listen.map((at, n) => ({ path: `listen[${n}]`, value: listenText(at) }))),
    ...twice(devices.map((device, n) => ({ path: `devices[${n}].id`, value: device?.id }))),
    ...twice(devices.map((device, n) => ({ path: `devices[${n}].username`, value: device?.username ?? device?.id }))),
    ...twice(trunks.map((trunk, n) => ({ path: `trunks[${n}].id`, value: trunk?.id }))),
    ...advertiseProblems(file),
    ...mediaProblems(file),
    ...trunkProblems(file),
    ...registrationProblems(file),
  ];
}

type Listen = LooseFile['listen'][number];

function listenText(listen: Listen): string | undefined {
  if (listen?.transport === undefined || listen.host === undefined || listen.port === undefined) return undefined;
  return `${listen.transport} ${listen.host} ${listen.port}`;
}

function twice(all: readonly { readonly path: string; readonly value: string | undefined }[]): readonly Problem[] {
  const first = new Map<string, string>();
  return all.flatMap(({ path, value }) => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined
      ? []
      : [{ path, found: shown(value), expected: `one of its own (${before} is the same)` }];
  });
}

const isWildcard = (host: string | undefined): boolean => host === '0.0.0.0' || host === '::';

function advertiseProblems({ listen, advertise }: LooseFile): readonly Problem[] {
  const wildcard = listen.findIndex((at) => isWildcard(at?.host));
  if (advertise === undefined) {
    const expected = `the address that phones reach, because listen[${wildcard}] is a wildcard`;
    return wildcard < 0 ? [] : [{ path: 'advertise', found: 'nothing', expected }];
  }
  const host = typeof advertise === 'object' && advertise !== null && 'host' in advertise ? advertise.host : undefined;
  return typeof host === 'string' && isWildcard(host)
    ? [{ path: 'advertise.host', found: shown(host), expected: 'an address that phones can send to' }]
    : [];
}

function mediaProblems({ media }: LooseFile): readonly Problem[] {
  if (media === undefined) return [];
  const wild = media.hosts.flatMap((host, n) =>
    isWildcard(host)
      ? [{ path: `media.hosts[${n}]`, found: shown(host), expected: 'the address that phones send to' }]
      : [],
  );
  const [first, second] = media.hosts;
  const family = familyOf(second ?? '');
  const isSameFamily = family !== undefined && familyOf(first ?? '') === family;
  const twin = isSameFamily
    ? [{ path: 'media.hosts[1]', found: shown(second), expected: 'an address of the other family' }]
    : [];
  // RTP takes an even port and the one above it; the two legs of a call take two such pairs.
  const least = media.portMin + (media.portMin % 2) + 3;
  const few =
    media.portMax < least
      ? [{ path: 'media.portMax', found: shown(media.portMax), expected: `at least ${least}, for one call` }]
      : [];
  return [...wild, ...twin, ...few];
}

function trunkProblems({ trunks, listen }: LooseFile): readonly Problem[] {
  const transports = new Set(listen.map((at) => at?.transport));
  // What cannot be read may be the very transport that is missed.
  const isListenRead = listen.length > 0 && !transports.has(undefined);
  return trunks.flatMap((trunk, n) => {
    if (trunk === undefined) return [];
    const lacksCredentials = trunk.register !== undefined && trunk.credentials === undefined;
    const isUnheard = isListenRead && trunk.transport !== undefined && !transports.has(trunk.transport);
    const expected = {
      credentials: 'the user name and password to register with',
      transport: 'a transport that we listen on',
    };
    return [
      ...(lacksCredentials
        ? [{ path: `trunks[${n}].credentials`, found: 'nothing', expected: expected.credentials }]
        : []),
      ...(isUnheard
        ? [{ path: `trunks[${n}].transport`, found: shown(trunk.transport), expected: expected.transport }]
        : []),
    ];
  });
}

function registrationProblems({ registration: { minSeconds, maxSeconds } }: LooseFile): readonly Problem[] {
  return maxSeconds < minSeconds
    ? [{ path: 'registration.maxSeconds', found: shown(maxSeconds), expected: `at least ${minSeconds}` }]
    : [];
}
