import { join } from 'node:path';
import { finish, start, until } from './program.ts';

/** One SIP message on the wire. */
export interface Captured {
  /** Seconds since the first packet. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Such as `INVITE` or `200`. */
  readonly what: string;
  /** The CSeq's method. */
  readonly method: string;
  readonly reason: string;
}

/** Captures SIP on loopback until it is asked for; needs tshark and the right to capture. */
export async function capture(folder: string, ports: readonly number[]): Promise<() => Promise<readonly Captured[]>> {
  const file = join(folder, 'wire.pcap');
  const filter = ports.map((port) => `udp port ${port}`).join(' or ');
  const program = start('tshark', ['-i', 'lo', '-f', filter, '-w', file, '-q'], folder);
  await until('the capture runs', () => program.output().includes('Capturing on'));
  // Said before the first packet can be seen.
  await new Promise((resolve) => setTimeout(resolve, 700));
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    program.kill('SIGINT');
    await program.ended;
    return read(file, ports, folder);
  };
}

const FIELDS = [
  'frame.time_relative',
  'udp.srcport',
  'udp.dstport',
  'sip.Method',
  'sip.Status-Code',
  'sip.CSeq.method',
  'sip.Reason',
];

async function read(file: string, ports: readonly number[], folder: string): Promise<readonly Captured[]> {
  const decode = ports.flatMap((port) => ['-d', `udp.port==${port},sip`]);
  const fields = FIELDS.flatMap((field) => ['-e', field]);
  const { output } = await finish(
    'tshark',
    ['-r', file, ...decode, '-Y', 'sip', '-T', 'fields', '-E', 'separator=|', ...fields],
    folder,
  );
  return output
    .split('\n')
    .map((line) => line.split('|'))
    .filter((parts) => parts.length === FIELDS.length && /^[0-9.]+$/.test(parts[0] ?? ''))
    .map(([at, from, to, request, status, method, reason]) => ({
      at: Number(at),
      from: Number(from),
      to: Number(to),
      what: request === '' ? (status ?? '') : (request ?? ''),
      method: method ?? '',
      reason: reason ?? '',
    }));
}

/** The first message that fits; an error that shows the wire when there is none. */
export function only(wire: readonly Captured[], what: string, fits: (message: Captured) => boolean): Captured {
  const found = wire.find(fits);
  if (found === undefined) throw new Error(`not on the wire: ${what}\n${wire.map(show).join('\n')}`);
  return found;
}

export const show = ({ at, from, to, what, method, reason }: Captured): string =>
  `${at.toFixed(3)} ${from} -> ${to} ${what} (${method}) ${reason}`;
