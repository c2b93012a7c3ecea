import type { DeviceId } from '@sentralbord/core';
import type { AdapterBench, FarHears, FarParty } from '@sentralbord/core/testkit';
import { readSipFile } from '../src/config/read-sip-file.ts';
import { tone } from '../src/media/tones.ts';
import { type SipFigures, SipTelephony } from '../src/sip-telephony.ts';
import type { Peer } from '../src/transaction/peer.ts';
import { powerAt } from './power-at.ts';
import { SoftPhone } from './soft-phone.ts';

/** Where a bench has its sockets: apart from each other's, so that benches may run side by side. */
export interface SipBenchOptions {
  readonly host: '127.0.0.1' | '::1';
  readonly transport: 'udp' | 'tcp';
  readonly firstPort: number;
}

/** A bench of the kit that also tells what the adapter has counted. */
export interface SipBench extends AdapterBench {
  figures(): SipFigures;
}

const DEVICES = ['anna-desk', 'ola-desk', 'kari-desk'] as const;
const UNREACHABLE = 'nils-desk';
const password = (device: string): string => `secret-${device}`;
const OUTSIDE: readonly string[] = ['+4799887766', '+4740000001'];

const SOUNDS = ['nobody-answered', 'not-in-use'] as const;
const TONES: ReadonlyMap<FarHears, number> = new Map<FarHears, number>([
  ['sound nobody-answered', 700],
  ['sound not-in-use', 1_100],
  ['ringing', 425],
]);
const soundNamed = (name: string) => [name, tone({ frequencyHz: TONES.get(`sound ${name}`) ?? 0, ms: 400 })] as const;

/** The SIP adapter with SIP telephones behind it, over real sockets on this machine. */
export async function makeSipBench({ host, transport, firstPort }: SipBenchOptions): Promise<SipBench> {
  const switchboard: Peer = {
    transport: transport === 'udp' ? 'UDP' : 'TCP',
    host,
    port: firstPort,
    connection: undefined,
  };
  const reading = readSipFile({
    listen: [{ transport, host, port: firstPort }],
    realm: 'kit.test',
    devices: [...DEVICES, UNREACHABLE].map((id) => ({ id, password: password(id) })),
    // The calls to the outside all reach the second outsider, who plays the provider too.
    trunks: [{ id: 'carrier', host, port: firstPort + 6, transport, allowedSources: [host] }],
    media: { hosts: [host], portMin: firstPort + 100, portMax: firstPort + 199 },
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const port = new SipTelephony({
    config: reading.config,
    sounds: new Map(SOUNDS.map(soundNamed)),
    onFault: (error) => {
      throw error;
    },
  });
  await port.open();
  const phoneFor = (user: string, at: number): SoftPhone =>
    new SoftPhone({
      host,
      port: firstPort + 2 + at,
      transport,
      switchboard,
      user,
      ...(user.startsWith('+') ? {} : { password: password(user) }),
      media: { portMin: firstPort + 200 + 20 * at, portMax: firstPort + 219 + 20 * at },
      tones: TONES,
    });
  const users: readonly string[] = [...DEVICES, ...OUTSIDE];
  const phones = new Map(users.map((user, at) => [user, phoneFor(user, at)] as const));
  for (const phone of phones.values()) await phone.open();
  return benchOf(port, phones);
}

function benchOf(port: SipTelephony, phones: ReadonlyMap<string, SoftPhone>): SipBench {
  const phone = (user: string): SoftPhone => {
    const found = phones.get(user);
    if (found === undefined) throw new Error(`no phone ${user}`);
    return found;
  };
  const telephony = {
    capabilities: port.capabilities,
    perform: port.perform.bind(port),
    legs: port.legs.bind(port),
    start: (deliver: Parameters<SipTelephony['start']>[0]) => {
      port.start(deliver);
      for (const device of DEVICES) void phone(device).register();
    },
  };
  return {
    port: telephony,
    figures: () => port.figures(),
    far: {
      devices: DEVICES as unknown as readonly [DeviceId, DeviceId, DeviceId],
      unreachableDevice: UNREACHABLE as DeviceId,
      // The adapter has no say in whether a machine answers: the cases that would ring it are skipped.
      machine: '+4740000009',
      sounds: SOUNDS,
      cannot: {
        hold: 'the adapter does not tell when a phone holds',
        requestTransfer: 'the adapter takes no transfers that a phone asks for',
      },
      phone,
      outsider: phone,
      hears: (listener, speaker) => hears(listener, speaker),
    },
    until,
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    close: async () => {
      await port.close(0);
      for (const each of phones.values()) await each.close();
    },
  };
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited 10 s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const SPOKEN_HZ = 440;

async function hears(listener: FarParty, speaker: FarParty): Promise<boolean> {
  if (!(listener instanceof SoftPhone) || !(speaker instanceof SoftPhone)) return false;
  listener.listen();
  speaker.say(SPOKEN_HZ);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return powerAt(listener.samples, SPOKEN_HZ) > 0.5;
}
