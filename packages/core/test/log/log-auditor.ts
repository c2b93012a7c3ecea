import type { Company } from '../../src/config/company.ts';
import { type CompanyNames, namesOf } from '../../src/directory/company-names.ts';
import type { Event } from '../../src/kernel/event.ts';
import type { Input } from '../../src/kernel/input.ts';
import type { StepOutput } from '../../src/kernel/step.ts';
import type { CallRecord } from '../../src/log/call-record.ts';
import { CompanyLog, type CompanyLogRow } from '../../src/log/company-log.ts';
import { PersonalLog } from '../../src/log/personal-log.ts';
import type { PersonalLogRow } from '../../src/log/personal-log-row.ts';
import { readCallLogs } from '../../src/log/read-call-logs.ts';
import { breach } from '../properties/breach.ts';
import type { Auditor, World } from '../properties/run.ts';

/** Keeps both logs live, as a switchboard does, and all that they were made of. */
export class LogAuditor implements Auditor {
  readonly events: Event[] = [];
  readonly outputs: StepOutput[] = [];
  readonly rows: CompanyLogRow[] = [];
  readonly own: PersonalLogRow[] = [];
  private readonly company: Company;
  private names: CompanyNames;
  private readonly companyLog: CompanyLog;
  private readonly personalLog: PersonalLog;
  /** How many rows of each log had been written after so many events. */
  private readonly written: { readonly events: number; readonly rows: number; readonly own: number }[] = [];

  constructor(company: Company) {
    this.company = company;
    this.names = namesOf(company, undefined);
    const names = (): CompanyNames => this.names;
    this.companyLog = new CompanyLog({ names, keep: 2, onRow: (row) => this.rows.push(row) });
    this.personalLog = new PersonalLog({ names, keep: 2, onRow: (row) => this.own.push(row) });
  }

  records(): readonly CallRecord[] {
    return this.events.flatMap((event) => (event.type === 'callEnded' ? [event.record] : []));
  }

  afterStep(_input: Input, output: StepOutput, { state }: World): void {
    this.names = namesOf(state.company, this.names);
    for (const event of output.events) {
      this.companyLog.apply(event);
      this.personalLog.apply(event);
    }
    this.events.push(...output.events);
    this.outputs.push(output);
    this.written.push({ events: this.events.length, rows: this.rows.length, own: this.own.length });
    this.checkKept();
    for (const { id, lastDialled } of state.users.values()) {
      const logged = this.personalLog.lastDialledBy(id);
      if (lastDialled !== undefined && logged !== lastDialled)
        breach('S20', `${id} dialled ${lastDialled}, not ${logged}`);
    }
  }

  /** Law 9: the journal gives the same rows again, and each at the same step. */
  atRest(): void {
    const again = { rows: [] as CompanyLogRow[], own: [] as PersonalLogRow[] };
    const steps = [...this.written];
    const check = (events: number): void => {
      for (; steps[0]?.events === events; steps.shift()) this.checkStep(steps[0], again);
    };
    function* journal(all: readonly Event[]): Iterable<Event> {
      let count = 0;
      for (const event of all) {
        check(count);
        yield JSON.parse(JSON.stringify(event)) as Event;
        count += 1;
      }
      check(count);
    }
    readCallLogs({
      company: this.company,
      events: journal(this.events),
      onCompanyRow: (row) => again.rows.push(row),
      onPersonalRow: (row) => again.own.push(row),
    });
    if (steps.length > 0) breach('law 9', `${steps.length} steps are in no journal`);
    if (JSON.stringify(again) !== JSON.stringify({ rows: this.rows, own: this.own })) {
      breach('law 9', `live ${JSON.stringify([this.rows, this.own])}\nfold ${JSON.stringify([again.rows, again.own])}`);
    }
  }

  private checkStep(
    { rows, own, events }: { readonly rows: number; readonly own: number; readonly events: number },
    again: { readonly rows: readonly CompanyLogRow[]; readonly own: readonly PersonalLogRow[] },
  ): void {
    if (again.rows.length === rows && again.own.length === own) return;
    breach('law 9', `after ${events} events ${again.rows.length} and ${again.own.length} rows, not ${rows} and ${own}`);
  }

  private checkKept(): void {
    const [kept, last] = [this.companyLog.rows(), this.rows.slice(-2)];
    if (kept.length !== last.length || kept.some((row, at) => row !== last[at])) breach('keep', 'not the newest rows');
  }
}
