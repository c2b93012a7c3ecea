import { consoles } from './console.ts';
import { days } from './days.ts';
import { groupChange } from './group-change.ts';
import { growth } from './growth.ts';
import { memory } from './memory.ts';
import type { Row } from './row.ts';
import { snapshots } from './snapshots.ts';
import { whatIfDay } from './what-if.ts';
import { wholeCall } from './whole-call.ts';

const sections: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  wholeCall,
  growth,
  groupChange,
  memory,
  days,
  snapshots,
  consoles,
  whatIfDay,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const rows: Row[] = [];
for (const [name, section] of Object.entries(sections)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await section()));
}
if (process.argv.includes('--json')) console.log(JSON.stringify(rows, undefined, 2));
else
  console.table(
    rows.map(({ what, figure, unit, goal }) => ({
      what,
      figure: Number(figure.toPrecision(4)),
      unit,
      goal: goal ?? '',
    })),
  );
