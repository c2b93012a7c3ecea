import { readdirSync, readFileSync } from 'node:fs';
import type { EventType } from '@sentralbord/core';
import { describe, expect, it } from 'vitest';
import { failureText } from './failure-text.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const ours = new URL('../../scenarios/', import.meta.url);
const examples = new URL('../../../../examples/', import.meta.url);
const storiesIn = (folder: URL): readonly URL[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.scenario.json'))
    .sort()
    .map((name) => new URL(name, folder));
const json = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));
const files = [...storiesIn(ours), ...storiesIn(examples)];

function read(file: URL) {
  const reading = readScenario(json(file), (path) => json(new URL(path, file)));
  if (!reading.ok) throw new Error(`${file.pathname}: ${JSON.stringify(reading.problems, null, 2)}`);
  return reading.scenario;
}

/** Kinds of event that no story shows, each with why. */
const untold = {
  flowFaulted: 'the reader of companies refuses the flows that would fault; the tests of flows show it',
} as const satisfies Partial<Record<EventType, string>>;

describe('stories', () => {
  it.each(files.map((file) => [read(file).title, file] as const))('%s', (_title, file) => {
    const run = runScenario(read(file));
    const { violations, failedExpectations } = run;
    expect({ violations, failedExpectations }, failureText(file.pathname, run)).toEqual({
      violations: [],
      failedExpectations: [],
    });
  });

  it('there are many, each with a title of its own', () => {
    const titles = files.map((file) => read(file).title);
    expect(titles.length).toBeGreaterThan(150);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('[law 10] the same scenario and seed give the same run', () => {
    const scenario = read(new URL('network/bad-network.scenario.json', ours));
    expect(JSON.stringify(runScenario(scenario))).toBe(JSON.stringify(runScenario(scenario)));
    expect(JSON.stringify(runScenario(scenario, { seed: 8 }))).not.toBe(JSON.stringify(runScenario(scenario)));
  });

  it.each(['bad-network', 'lossy-network'])(
    '[law 6] no seed of the %s breaks a rule or leaves anything behind',
    (name) => {
      const scenario = read(new URL(`network/${name}.scenario.json`, ours));
      for (let seed = 0; seed < 60; seed += 1) {
        const { violations, failedExpectations } = runScenario(scenario, { seed });
        expect({ seed, violations, failedExpectations }).toEqual({ seed, violations: [], failedExpectations: [] });
      }
    },
  );

  it('the stories together show every kind of event, or they prove little', () => {
    const seen = new Set(files.flatMap((file) => runScenario(read(file)).trace.map(({ type }) => type)));
    const kinds: Record<Exclude<EventType, keyof typeof untold>, true> = {
      absenceBegan: true,
      absenceEnded: true,
      absencesPlanned: true,
      availabilityChanged: true,
      callArrived: true,
      callConnected: true,
      callEnded: true,
      callForwarded: true,
      callHeld: true,
      callParked: true,
      callParted: true,
      callPlaced: true,
      callbackDialled: true,
      callbackEnded: true,
      callbackJoinerCame: true,
      callbackJoinerLeft: true,
      callbackPromised: true,
      callbackRests: true,
      callbackResumed: true,
      callerHears: true,
      callerReplaced: true,
      callerTold: true,
      classChanged: true,
      companyChanged: true,
      membersSaved: true,
      conferenceBegan: true,
      conferenceEnded: true,
      consultationBegan: true,
      consultationEnded: true,
      deviceStateChanged: true,
      dialBarred: true,
      entryJoined: true,
      entryLeft: true,
      entryReclassed: true,
      flowAdvanced: true,
      greetingStarted: true,
      groupClosed: true,
      groupOpened: true,
      holdReminded: true,
      hoursOverridden: true,
      keysDialled: true,
      languageChosen: true,
      legAnswered: true,
      legEnded: true,
      legEndedUnseen: true,
      legMoved: true,
      legRinging: true,
      legStarted: true,
      memberAwaited: true,
      memberLoggedIn: true,
      memberLoggedOut: true,
      memberTried: true,
      messageLeft: true,
      messageStarted: true,
      numberKeyed: true,
      offerEnded: true,
      offerMade: true,
      offerMoved: true,
      offerRebound: true,
      participantInvited: true,
      participantJoined: true,
      participantLeft: true,
      participantSentOn: true,
      participantMuted: true,
      partiesSwapped: true,
      placeTaken: true,
      recallBegan: true,
      recallOver: true,
      recordingStarted: true,
      roundBegan: true,
      roundPaused: true,
      slotLeft: true,
      talkEnded: true,
      timerCleared: true,
      timerSet: true,
      transferBegan: true,
      transferEnded: true,
      usageGrew: true,
      userBackedOff: true,
      userDialled: true,
      userPaused: true,
      userResumed: true,
      vipPassed: true,
      vipWaits: true,
      supervisionBegan: true,
      supervisorJoined: true,
      supervisionChanged: true,
      supervisionEnded: true,
      recordingAnnounced: true,
      talkRecordingBegan: true,
      talkRecordingEnded: true,
      recordingPaused: true,
      recordingResumed: true,
      recordingKept: true,
      welcomeHeard: true,
    };
    expect([...seen].sort()).toEqual(Object.keys(kinds).sort());
  });
});
