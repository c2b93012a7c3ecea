import type { DeviceId } from '@sentralbord/core';
import { type AdapterBench, adapterKit, type FarParty, runKitCase } from '@sentralbord/core/testkit';
import { describe, expect, it } from 'vitest';
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
    this.network.hangUp(this.made?.name ?? this.name);
  }

  private get telephone(): Telephone {
    return this.made?.telephone ?? this.network.telephone(this.name);
  }
}

const ids = ['a-desk', 'b-desk', 'c-desk'].map((id) => id as DeviceId);
const devices = ids as unknown as AdapterBench['far']['devices'];

async function makeBench(): Promise<AdapterBench> {
  const phones = Object.fromEntries(
    [...devices, '+4799887766', '+4740000001'].map((id) => [id, { does: 'ignore' } as const]),
  );
  const network = new SimNetwork({ phones: { ...phones, 'off-desk': { does: 'unreachable' } } });
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
      phone: party,
      outsider: party,
      hears: async (listener, speaker) => {
        const [one, other] = [legOf(listener), legOf(speaker)];
        return one !== undefined && other !== undefined && network.isBridged(one.id, other.id);
      },
      hearsSound: async (listener) => legOf(listener)?.isHearingSound === true,
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

describe('adapter kit', () => {
  it.each(adapterKit.map((kitCase) => [kitCase.title, kitCase] as const))('%s', async (_title, kitCase) => {
    expect(await runKitCase(kitCase, makeBench)).toBe('passed');
  });
});
