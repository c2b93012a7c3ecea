import type { LegId } from '../kernel/ids.ts';
import type { Signal, TelephonyPort } from '../port/telephony.ts';
import type { AdapterBench } from './far-side.ts';

type SignalOf<Type extends Signal['type']> = Extract<Signal, { readonly type: Type }>;

/** Everything that an adapter has told, with questions about it. */
export class SignalLog {
  readonly all: Signal[] = [];
  private readonly bench: AdapterBench;

  constructor(bench: AdapterBench) {
    this.bench = bench;
    bench.port.start((signal) => this.all.push(signal));
  }

  get port(): TelephonyPort {
    return this.bench.port;
  }

  of<Type extends Signal['type']>(type: Type): readonly SignalOf<Type>[] {
    return this.all.filter((signal): signal is SignalOf<Type> => signal.type === type);
  }

  /** The signals about one leg, in order. */
  about(leg: LegId): readonly Signal['type'][] {
    return this.all.filter((signal) => 'leg' in signal && signal.leg === leg).map((signal) => signal.type);
  }

  /** Waits for the first signal of a type (about a leg, where one is named). */
  async next<Type extends Signal['type']>(type: Type, leg?: LegId): Promise<SignalOf<Type>> {
    const find = () => this.of(type).find((signal) => leg === undefined || ('leg' in signal && signal.leg === leg));
    await this.bench.until(`${type} ${leg ?? ''}`.trim(), () => find() !== undefined);
    return find() as SignalOf<Type>;
  }
}
