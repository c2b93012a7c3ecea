import type { Company } from '../config/company.ts';
import type { Problem } from '../config/problem.ts';
import type { UserId } from '../kernel/ids.ts';
import type { Input } from '../kernel/input.ts';
import type { State } from '../kernel/state.ts';
import type { Instant } from '../kernel/time.ts';
import type { FigureOptions } from '../statistics/live-figures.ts';
import type { Book } from './book.ts';
import { isIn, type NamedId, namedIn } from './named-ids.ts';
import { Observer } from './observer.ts';
import { RunLog, type WhatIfRun } from './run-log.ts';
import type { SoundLengths } from './sound-lengths.ts';
import { Story } from './story.ts';

interface Naming {
  readonly named: NamedId;
  /** The first input that names it. */
  readonly place: number;
}

/** The stream as it was, with what it tells of people, and whether it fits. */
export class LiteralRun {
  private readonly state: State;
  private readonly log: RunLog;
  private readonly observer: Observer;
  /** Every company that there was, the last one last. */
  private readonly companies: Company[];
  /** What inputs named that changed something. */
  private readonly named = new Map<string, Naming>();
  /** What inputs named that changed nothing. */
  private readonly idle = new Map<string, Naming>();

  constructor(state: State, at: Instant, options: FigureOptions) {
    this.state = state;
    this.companies = [state.company];
    this.log = new RunLog(options);
    this.log.begin(state, at);
    this.observer = new Observer(new Story(state, at), this.log, at);
  }

  get book(): Book {
    return this.observer.book;
  }

  get sounds(): SoundLengths {
    return this.observer.sounds;
  }

  /** Takes the stream; what is wrong with it, if anything. */
  run(inputs: readonly Input[]): readonly Problem[] {
    for (const [place, input] of inputs.entries()) {
      const problem = this.take(input, place);
      // Another company explains whatever else is wrong.
      if (problem !== undefined) return this.misfits().length > 0 ? this.misfits() : [problem];
    }
    return this.misfits();
  }

  /** The ids that the stream makes use of and another company does not have. */
  vanishedIn(company: Company): readonly Problem[] {
    return [...this.named.values()]
      .filter(({ named }) => !isIn(company, named) && this.companies.some((one) => isIn(one, named)))
      .map(({ named, place }) => misfit('change.company', named, place));
  }

  close(at: Instant): WhatIfRun {
    this.observer.close(at);
    return this.log.close(this.state, at);
  }

  private misfits(): readonly Problem[] {
    return [...this.idle.values()]
      .filter(({ named }) => !this.companies.some((company) => isIn(company, named)))
      .map(({ named, place }) => misfit('company', named, place));
  }

  private take(input: Input, place: number): Problem | undefined {
    const unknown = this.unknownIn(input);
    if (unknown !== undefined) return { path: `inputs[${place}]`, found: unknown, expected: WHOLE };
    try {
      const hasChanged = this.observer.take(input, place);
      this.note(input, place, hasChanged);
      return undefined;
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      return { path: `inputs[${place}]`, found, expected: WHOLE };
    }
  }

  private note(input: Input, place: number, hasChanged: boolean): void {
    if (this.companies.at(-1) !== this.state.company) this.companies.push(this.state.company);
    const into = hasChanged ? this.named : this.idle;
    for (const named of namedIn(input)) {
      // Who has left is remembered while they talk.
      if (!hasChanged && named.kind === 'user' && this.state.users.has(named.id as UserId)) continue;
      const key = `${named.kind} ${named.id}`;
      if (!into.has(key)) into.set(key, { named, place });
    }
  }

  /** A leg, sound or recording of ours that has not been begun: something is missing before. */
  private unknownIn(input: Input): string | undefined {
    if (input.type !== 'signal') return undefined;
    const { signal } = input;
    const { legs, plays, recordings } = this.state.ids;
    if ('leg' in signal && isBeyond(signal.leg, 'l', legs)) return `${signal.type} of ${signal.leg}`;
    if (signal.type === 'played' && isBeyond(signal.play, 'p', plays)) return `the end of ${signal.play}`;
    if (signal.type === 'recorded' && isBeyond(signal.recording, 'r', recordings))
      return `the end of ${signal.recording}`;
    return undefined;
  }
}

const WHOLE = 'a stream with nothing missing, of this company from where it begins';

/** Whether an id of the engine's is of something later than the last one. */
const isBeyond = (id: string, letter: string, last: number): boolean =>
  id.startsWith(letter) && /^[0-9]+$/.test(id.slice(1)) && Number(id.slice(1)) > last;

const misfit = (path: string, { kind, id }: NamedId, place: number): Problem => ({
  path,
  found: `no ${kind} "${id}"`,
  expected: `a company that has it, as inputs[${place}] names it`,
});
