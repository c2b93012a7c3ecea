import { CompanyNames } from '../../src/directory/company-names.ts';
import { CompanyLog, type CompanyLogRow } from '../../src/log/company-log.ts';
import { PersonalLog } from '../../src/log/personal-log.ts';
import type { PersonalLogRow } from '../../src/log/personal-log-row.ts';
import type { Office } from '../driver.ts';

/** Both logs of what has happened in an office, made from its events alone. */
export function logsOf(o: Office) {
  const names = new CompanyNames(o.state.company);
  const [company, personal] = [[] as CompanyLogRow[], [] as PersonalLogRow[]];
  const companyLog = new CompanyLog({ names: () => names, onRow: (row) => company.push(row) });
  const personalLog = new PersonalLog({ names: () => names, onRow: (row) => personal.push(row) });
  for (const event of o.events) {
    companyLog.apply(event);
    personalLog.apply(event);
  }
  return {
    company,
    personal,
    companyLog,
    personalLog,
    of: (user: string) => personal.filter((row) => row.user === user),
  };
}
