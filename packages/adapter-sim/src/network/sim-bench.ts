import type { DeviceId } from '@sentralbord/core';
import type { AdapterBench, FarHears, FarParty } from '@sentralbord/core/testkit';
import type { SimCall } from './sim-call.ts';
import { SimNetwork } from './sim-network.ts';
import type { NetworkLeg, Telephone } from './telephone.ts';

/** A telephone of the simulated network as the kit holds it. */
class KitParty implements FarParty {
  private readonly network: SimNetwork;
  private readonly name: string;
  private made: SimCall | undefined;

  constructor(network: SimNetwork, name: string) {
    this.network = network;
    this.name = name;
  }

  get phase() {
    return this.telephone.phase;
  }

  get lastCause() {
    return this.telephone.lastCause;
  }

  get shown() {
    return this.telephone.shown;
  }

  get leg(): NetworkLeg | undefined {
    return this.telephone.active;
  }

  get keysHeard(): string {
    return this.leg?.keysHeard ?? '';
  }

  call(to: string, { isWithheld }: { readonly isWithheld?: boolean } = {}): void {
    const from = this.name.startsWith('+') ? this.name : { device: this.name };
    this.made = this.network.call({ from, to, isWithheld });
  }

  answer(): void {
    this.network.answer(this.name);
  }

  reject(cause: 'busy' | 'rejected'): void {
    this.network.reject(this.name, cause);
  }

  hangUp(): void {
    this.network.hangUp(this.at);
  }

  async hears(): Promise<FarHears> {
    const { leg } = this;
    if (leg === undefined) return 'nothing';
    const heard = this.network.hears(leg.id);
    return heard === 'ringing' || isSound(heard) ? heard : 'nothing';
  }

  pressKey(key: string): void {
    this.network.press(this.at, key);
  }

  speak(ms: number): void {
    this.network.say(this.at, ms);
  }

  hold(): void {
    this.network.hold(this.at);
  }

  resume(): void {
    this.network.resume(this.at);
  }

  requestTransfer(to: string): void {
    this.network.requestTransfer(this.at, to);
  }

  private get at(): string {
    return this.made?.name ?? this.name;
  }

  private get telephone(): Telephone {
    return this.made?.telephone ?? this.network.telephone(this.name);
  }
}

const isSound = (heard: string): heard is `sound ${string}` => heard.startsWith('sound ');
const MACHINE = '+4740000009';
const sounds = ['nobody-answered', 'not-in-use'] as const;

const ids = ['a-desk', 'b-desk', 'c-desk'].map((id) => id as DeviceId);
const devices = ids as unknown as AdapterBench['far']['devices'];

/** The simulated network with its telephones, as the adapter kit needs them. */
export async function makeSimBench(): Promise<AdapterBench> {
  const phones = Object.fromEntries(
    [...devices, '+4799887766', '+4740000001'].map((id) => [id, { does: 'ignore' } as const]),
  );
  const network = new SimNetwork({
    phones: { ...phones, 'off-desk': { does: 'unreachable' }, [MACHINE]: { does: 'voicemail', afterMs: 2_000 } },
    sounds: Object.fromEntries(sounds.map((sound, place) => [sound, 400 + 100 * place])),
  });
  const parties = new Map<string, KitParty>();
  const party = (name: string): KitParty => {
    const found = parties.get(name) ?? new KitParty(network, name);
    parties.set(name, found);
    return found;
  };
  const legOf = (of: FarParty) => (of instanceof KitParty ? of.leg : undefined);
  return {
    port: network,
    far: {
      devices,
      unreachableDevice: 'off-desk' as DeviceId,
      machine: MACHINE,
      sounds,
      phone: party,
      outsider: party,
      hears: async (listener, speaker) => {
        const [one, other] = [legOf(listener), legOf(speaker)];
        return one !== undefined && other !== undefined && network.carries(other.id, one.id);
      },
    },
    until: async (what, condition) => {
      const endAt = network.clock.now() + 10_000;
      while (!condition()) {
        const due = network.clock.nextDue();
        if (due === undefined || due > endAt) throw new Error(`not within 10 s: ${what}`);
        network.clock.step();
      }
    },
    pass: async (ms) => network.clock.advance(ms),
    close: async () => {},
  };
}
