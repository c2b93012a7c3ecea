import { describe, expect, it } from 'vitest';
import type { Definition } from './machine.ts';
import { Machine, start } from './machine.ts';
import { ignored, impossible } from './table.ts';

type Lamp = { readonly phase: 'off' } | { readonly phase: 'on' };
type Input = { readonly type: 'press' } | { readonly type: 'look' } | { readonly type: 'timerA' };

const LAMP: Definition<Lamp, Input, number> = {
  table: {
    off: {
      press: (_, __, lightMs) => ({ to: { phase: 'on' }, effects: [start('timerA', lightMs)] }),
      look: ignored('dark'),
      timerA: impossible('it starts in on'),
    },
    on: {
      press: (here) => ({ to: here, effects: [] }),
      look: ignored('light'),
      timerA: () => ({ to: 'ended', effects: [] }),
    },
  },
  timers: { off: [], on: ['timerA'] },
  begin: () => ({ to: { phase: 'off' }, effects: [] }),
};

function lamp(): Machine<Lamp, Input, number> {
  const machine = new Machine<Lamp, Input, number>(LAMP, 70);
  machine.begin();
  return machine;
}

describe('Machine', () => {
  it('goes where the cell says, with its effects and the timers of the phase', () => {
    const machine = lamp();
    const effects = [{ kind: 'start', timer: 'timerA', inMs: 70 }];
    expect(machine.step({ type: 'press' })).toEqual({ verdict: 'done', effects, timers: ['timerA'] });
    expect(machine.phase).toBe('on');
    expect(machine.step({ type: 'look' })).toEqual({ verdict: 'ignored', effects: [], timers: ['timerA'] });
    expect(machine.ranOut('timerA')).toEqual({ verdict: 'done', effects: [], timers: 'ended' });
    expect(machine.phase).toBe('ended');
  });

  it('ends over what is impossible, over a timer it does not know, and takes nothing after its end', () => {
    for (const timer of ['timerA', 'timerB'] as const) {
      const machine = lamp();
      expect(machine.ranOut(timer)).toEqual({ verdict: 'impossible', effects: [], timers: 'ended' });
      expect(machine.phase).toBe('ended');
      expect(machine.step({ type: 'press' })).toEqual({ verdict: 'impossible', effects: [], timers: 'ended' });
    }
  });
});
