/** What a state of a machine has at least. */
export interface Phased {
  readonly phase: string;
}

/** What an input of a machine has at least. */
export interface Typed {
  readonly type: string;
}

/** A cell for an input that is normal in that phase and changes nothing. */
export interface Ignored {
  readonly kind: 'ignored';
  readonly why: string;
}

/** A cell for an input that no peer and no user can bring about in that phase: only a fault of this layer could. */
export interface Impossible {
  readonly kind: 'impossible';
  readonly why: string;
}

/** What a cell's function returns: the state afterwards and what is to be done, in order. */
export interface Step<State, Effect> {
  readonly to: State | 'ended';
  readonly effects: readonly Effect[];
}

/** A function of the state it stands under, the input it stands beside, and what is fixed for the machine's life. */
export type Cell<Here, Input, Setup, Result> =
  | ((here: Here, input: Input, setup: Setup) => Result)
  | Ignored
  | Impossible;

/** A cell for each phase and input: a missing one does not compile. */
export type Table<State extends Phased, Input extends Typed, Setup, Effect> = {
  readonly [Phase in State['phase']]: {
    readonly [Type in Input['type']]: Cell<
      Extract<State, { readonly phase: Phase }>,
      Extract<Input, { readonly type: Type }>,
      Setup,
      Step<State, Effect>
    >;
  };
};

/** Marks a cell as ignored, with the reason. */
export function ignored(why: string): Ignored {
  return { kind: 'ignored', why };
}

/** Marks a cell as impossible, with the reason. */
export function impossible(why: string): Impossible {
  return { kind: 'impossible', why };
}

/** Looks up the cell of that state and input. */
export function cellOf<State extends Phased, Input extends Typed, Setup, Effect>(
  table: Table<State, Input, Setup, Effect>,
  state: State,
  input: Input,
): Cell<State, Input, Setup, Step<State, Effect>> {
  const phase: State['phase'] = state.phase;
  const type: Input['type'] = input.type;
  // Proven by the table's type: the cell under a phase takes the state of that phase, the one beside a type that input.
  return table[phase][type] as Cell<State, Input, Setup, Step<State, Effect>>;
}
