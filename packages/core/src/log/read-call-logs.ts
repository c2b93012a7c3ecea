import type { Company } from '../config/company.ts';
import { buildCompany } from '../config/read-company.ts';
import { namesOf } from '../directory/company-names.ts';
import type { Event } from '../kernel/event.ts';
import { CompanyLog, type CompanyLogRow } from './company-log.ts';
import { PersonalLog } from './personal-log.ts';
import type { PersonalLogRow } from './personal-log-row.ts';

/** What logs are made again of. */
export interface CallLogSource {
  /** The company as it was before the first event; what it became is told by the events. */
  readonly company: Company;
  /** Those of a journal, in order. */
  readonly events: Iterable<Event>;
  /** Gets every row of the company's log once, in the order in which they were written. */
  readonly onCompanyRow?: (row: CompanyLogRow) => void;
  /** Gets every row of the users' logs once. */
  readonly onPersonalRow?: (row: PersonalLogRow) => void;
}

/**
 * Makes the logs of a company again from its journal: the same rows as the running
 * switchboard wrote, with names as they were when each call came (law 9).
 */
export function readCallLogs({ company, events, onCompanyRow, onPersonalRow }: CallLogSource): {
  readonly company: CompanyLog;
  readonly personal: PersonalLog;
} {
  let known = namesOf(company, undefined);
  const names = (): typeof known => known;
  const ofCompany = new CompanyLog({ names, ...(onCompanyRow === undefined ? {} : { onRow: onCompanyRow }) });
  const ofUsers = new PersonalLog({ names, ...(onPersonalRow === undefined ? {} : { onRow: onPersonalRow }) });
  for (const event of events) {
    if (event.type === 'companyChanged') known = namesOf(buildCompany(event.file), known);
    ofCompany.apply(event);
    ofUsers.apply(event);
  }
  return { company: ofCompany, personal: ofUsers };
}
