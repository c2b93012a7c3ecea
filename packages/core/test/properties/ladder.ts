import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';

const STEPS_SHOWN = 12;

/** The last steps of a run: each input, then what happened and what was asked, one a line. */
export function ladder(inputs: readonly Input[], outputs: readonly StepOutput[]): string {
  return inputs
    .map((input, place) => [inputLine(input), ...outputLines(outputs[place])].join('\n'))
    .slice(-STEPS_SHOWN)
    .join('\n');
}

function inputLine(input: Input): string {
  const { at, ...rest } = input;
  return `${at} → ${JSON.stringify('signal' in rest ? rest.signal : 'command' in rest ? rest.command : rest.type)}`;
}

function outputLines(output: StepOutput | undefined): readonly string[] {
  if (output === undefined) return ['    (it threw)'];
  const line = (mark: string, { type, at, ...rest }: { readonly type: string; readonly at?: number }): string =>
    `    ${mark} ${at ?? ''} ${type} ${Object.values(rest).map(short).join(' ')}`;
  return [...output.events.map((event) => line('·', event)), ...output.actions.map((action) => line('«', action))];
}

const short = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 90 ? `${text.slice(0, 87)}...` : text;
};
