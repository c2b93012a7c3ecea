import { agreementOver, weekAround } from './agreement.ts';
import { naiveChanges } from './naive-hours.ts';
import { schedules, zones } from './nasty-schedules.ts';

// Every minute of every week around a clock change, 2020 to 2035, and of four
// ordinary weeks for zones without changes:  node packages/core/test/hours/sweep.ts [zone ...]
const asked = process.argv.slice(2);
const all = { weeks: 0, minutes: 0, compared: 0, transitions: 0, disagreements: 0 };
for (const zone of asked.length > 0 ? asked : zones) {
  const began = performance.now();
  const changes = naiveChanges(zone, Date.UTC(2020, 0, 1), Date.UTC(2036, 0, 1));
  const ordinary = [2020, 2035].flatMap((year) => [Date.UTC(year, 2, 28), Date.UTC(year, 9, 28)]);
  const weeks = changes.length > 0 ? changes : ordinary;
  const found = { compared: 0, transitions: 0, disagreements: 0 };
  for (const change of weeks) {
    const { compared, transitions, disagreements } = agreementOver(
      { zone, ...weekAround(change), transitionEveryMinutes: 1 },
      schedules,
    );
    found.compared += compared;
    found.transitions += transitions;
    found.disagreements += disagreements.length;
    for (const line of disagreements.slice(0, 5)) console.log(line);
  }
  const minutes = weeks.length * 7 * 1440;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${zone}: ${changes.length} changes, ${weeks.length} weeks, ${minutes} minutes, ` +
      `${found.compared} hours and ${found.transitions} transitions compared, ${found.disagreements} disagreements, ${seconds} s`,
  );
  all.weeks += weeks.length;
  all.minutes += minutes;
  all.compared += found.compared;
  all.transitions += found.transitions;
  all.disagreements += found.disagreements;
}
console.log(JSON.stringify(all));
process.exitCode = all.disagreements === 0 ? 0 : 1;
