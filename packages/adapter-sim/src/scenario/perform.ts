import type { Behaviour } from '../network/behaviour.ts';
import type { SimNetwork } from '../network/sim-network.ts';
import type { CommandDeed, Deed } from './scenario.ts';

type NetworkDeed = Exclude<Deed, CommandDeed>;

/** Where deeds of people happen, and how the people behind the telephones behave at first. */
export interface Stage {
  readonly network: SimNetwork;
  readonly phones: Readonly<Record<string, Behaviour>>;
}

/** Does what people do with their telephones, and what the network does by itself. */
export function performInNetwork(deed: NetworkDeed, { network, phones }: Stage): void {
  switch (deed.kind) {
    case 'call':
      network.call(deed.call);
      return;
    case 'behave':
      network.behave(deed.phone, deed.behaviour);
      return;
    case 'answer':
      network.answer(deed.phone);
      return;
    case 'reject':
      network.reject(deed.phone);
      return;
    case 'hangUp':
      network.hangUp(deed.who);
      return;
    case 'register':
      network.behave(deed.phone, registered(phones[deed.phone]));
      return;
    case 'unregister':
      network.behave(deed.phone, { does: 'unreachable' });
      return;
    case 'restart':
      network.restart(deed.losing);
      return;
    case 'faults':
      network.setFaults(deed.faults);
      return;
    default:
      performByHand(deed, network);
  }
}

type HandDeed = Extract<NetworkDeed, { kind: 'press' | 'say' | 'hold' | 'unhold' | 'requestTransfer' }>;

function performByHand(deed: HandDeed, network: SimNetwork): void {
  switch (deed.kind) {
    case 'press':
      network.press(deed.at, deed.keys);
      return;
    case 'say':
      network.say(deed.at, deed.forMs);
      return;
    case 'hold':
      network.hold(deed.at);
      return;
    case 'unhold':
      network.resume(deed.at);
      return;
    case 'requestTransfer':
      network.requestTransfer(deed.at, deed.to, { isAttended: deed.isAttended });
  }
}

/** As at first; one who could not be reached then lets it ring. */
function registered(behaviour: Behaviour | undefined): Behaviour {
  return behaviour === undefined || behaviour.does === 'unreachable' ? { does: 'ignore' } : behaviour;
}
