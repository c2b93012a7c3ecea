import type { Company } from '../config/company.ts';
import type { CompanyFile } from '../config/company-file.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { type Problem, shown } from '../config/problem.ts';
import { readCompany } from '../config/read-company.ts';
import type { Input } from '../kernel/input.ts';
import { restoreSnapshot, type Snapshot } from '../kernel/snapshot.ts';
import { initialState, type State } from '../kernel/state.ts';
import { step } from '../kernel/step.ts';
import type { FigureOptions } from '../statistics/live-figures.ts';
import type { ServiceLevelName } from '../statistics/service-level.ts';
import { planAbsolute, planNewDevices } from './absolute-again.ts';
import { Account, type Estimated, type NotReused } from './account.ts';
import { Agenda } from './agenda.ts';
import { type Span, staffingProblems, type WhatIfChange } from './change.ts';
import { inputProblems } from './check-inputs.ts';
import { type GroupDifference, groupDifferences } from './group-difference.ts';
import { LiteralRun } from './literal-run.ts';
import { Rerun } from './rerun.ts';
import { RunLog, type WhatIfRun } from './run-log.ts';
import { type Assumptions, Guesses } from './scene.ts';
import { Story } from './story.ts';

/** What is asked. */
export interface WhatIfQuestion extends FigureOptions {
  /** The company file as it was when the stream began. */
  readonly company: CompanyFile;
  /** The saved stream, as a journal has it: every input that changed something, in order. */
  readonly inputs: readonly Input[];
  /** The state that the stream began with. Absent: a company at rest. */
  readonly from?: Snapshot;
  readonly change: WhatIfChange;
  readonly assume?: Assumptions;
  /** The formula of the service level in `groups`; absent: the default one. */
  readonly serviceLevel?: ServiceLevelName;
}

/** What came of the same calls, as it was and as it would be. */
export interface WhatIf {
  /** The stream as it was, literally: the same records, byte for byte. */
  readonly asItWas: WhatIfRun;
  /** The stream acted out again under the change. */
  readonly asItWouldBe: WhatIfRun;
  /** The groups of both, side by side. */
  readonly groups: readonly GroupDifference[];
  /** What people did and could not do again. */
  readonly notReused: readonly NotReused[];
  /** What the stream does not tell, and how often it had to be estimated. */
  readonly estimated: readonly Estimated[];
}

/**
 * Runs the calls of a saved stream again under other rules or another staffing
 * (X8). Pure: the same question has the same answer. Throws a
 * {@link ConfigurationError} that lists every mistake in the files and in the
 * change, where the stream is damaged, and the ids that it names and that a
 * company does not have.
 */
export function whatIf(question: WhatIfQuestion): WhatIf {
  const { inputs, from, change } = question;
  const before = companyOf(question.company, 'company file');
  const after = change.company === undefined ? before : companyOf(change.company, 'changed company file');
  refuseIf(inputProblems(inputs));
  const span: Span = { from: inputs[0]?.at ?? 0, to: inputs.at(-1)?.at ?? 0 };
  refuseIf([...staffingProblems(change.staffing ?? [], after, span), ...assumptionProblems(question.assume)]);

  const literal = new LiteralRun(stateOf(before, from), span.from, question);
  refuseIf(literal.run(inputs));
  const asItWas = literal.close(span.to);
  if (change.company !== undefined) refuseIf(literal.vanishedIn(after));

  const log = new RunLog(question);
  const state = changedState(question, { before, after, log, span });
  log.begin(state, span.from);
  const { book, sounds } = literal;
  const account = new Account(book);
  const story = new Story(state, span.from);
  const scene = {
    story,
    book,
    account,
    agenda: new Agenda(),
    guesses: new Guesses(book, sounds, question.assume ?? {}),
  };
  planAbsolute(scene, change);
  planNewDevices(scene, before.userOfDevice, span.from);
  const endedAt = new Rerun(scene, log, span.from).runUntil(span.to);
  const asItWouldBe = log.close(state, endedAt);
  return {
    asItWas,
    asItWouldBe,
    groups: groupDifferences(asItWas.figures, asItWouldBe.figures, question.serviceLevel),
    notReused: account.notReused(),
    estimated: account.estimates(),
  };
}

function companyOf(file: CompanyFile, name: string): Company {
  const reading = readCompany(file);
  if (!reading.ok) throw new ConfigurationError(name, reading.problems);
  return reading.company;
}

function refuseIf(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigurationError('what if', problems);
}

function assumptionProblems({ meanPatienceMs = 1 }: Assumptions = {}): readonly Problem[] {
  const isRight = Number.isFinite(meanPatienceMs) && meanPatienceMs > 0;
  return isRight ? [] : [{ path: 'assume.meanPatienceMs', found: shown(meanPatienceMs), expected: 'more than 0 ms' }];
}

function stateOf(company: Company, from: Snapshot | undefined): State {
  if (from === undefined) return initialState(company);
  try {
    return restoreSnapshot(company, from);
  } catch (error) {
    const found = error instanceof Error ? error.message : shown(error);
    throw new ConfigurationError('what if', [{ path: 'from', found, expected: 'a snapshot of this company' }]);
  }
}

interface Changing {
  readonly before: Company;
  readonly after: Company;
  readonly log: RunLog;
  readonly span: Span;
}

/** What is alive in a snapshot learns of the new file as it would of any; a company at rest has it from the start. */
function changedState({ from, change }: WhatIfQuestion, { before, after, log, span }: Changing): State {
  if (from === undefined) return initialState(after);
  const state = stateOf(before, from);
  if (change.company === undefined) return state;
  const command = { type: 'configure', file: change.company } as const;
  log.note(step(state, { type: 'command', at: span.from, command }).events);
  return state;
}
