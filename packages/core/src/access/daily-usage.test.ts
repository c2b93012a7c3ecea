import { describe, expect, it } from 'vitest';
import { usageOn, withCall, withTalk } from './daily-usage.ts';

const kept = { day: '2026-03-28', calls: 3, talkMs: 120_000 };

describe('[X11] what a user has called in a day', () => {
  it('is nothing before the first call, and on another day', () => {
    const nothing = { day: '2026-03-29', calls: 0, talkMs: 0 };
    expect(usageOn(undefined, '2026-03-29')).toEqual(nothing);
    expect(usageOn(kept, '2026-03-29')).toEqual(nothing);
    expect(usageOn(kept, '2026-03-28')).toEqual(kept);
  });

  it('grows by calls and by talk', () => {
    expect(withCall(kept, '2026-03-28')).toEqual({ day: '2026-03-28', calls: 4, talkMs: 120_000 });
    expect(withTalk(kept, '2026-03-28', 5)).toEqual({ day: '2026-03-28', calls: 3, talkMs: 120_005 });
  });

  it('begins anew with the first call or talk of another day', () => {
    expect(withCall(kept, '2026-03-29')).toEqual({ day: '2026-03-29', calls: 1, talkMs: 0 });
    expect(withTalk(kept, '2026-03-29', 5)).toEqual({ day: '2026-03-29', calls: 0, talkMs: 5 });
    expect(withCall(undefined, '2026-03-29')).toEqual({ day: '2026-03-29', calls: 1, talkMs: 0 });
  });
});
