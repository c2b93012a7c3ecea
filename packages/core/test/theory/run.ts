/**
 * Puts the engine beside Erlang's formulas:
 *   node packages/core/test/theory/run.ts [models] [calls] [seed]
 * such as `CAB 200000 1`. Ends with 1 when a figure lies outside its interval.
 */
import { type Comparison, compare } from './compare.ts';
import { type Load, loads } from './loads.ts';

const [models = 'CAB', calls = '200000', seed = '1'] = process.argv.slice(2);
const how = { calls: Number(calls), seed: Number(seed) };

function number(figure: Comparison['figure'], value: number): string {
  return figure === 'meanWaitMs' ? `${(value / 1000).toFixed(2)} s` : value.toFixed(4);
}

function lineOf(load: Load, { figure, simulated, theory, isInside }: Comparison): string {
  const seen = `${number(figure, simulated.mean)} ± ${number(figure, simulated.halfWidth)}`;
  const cells = [load.name.padEnd(16), figure.padEnd(10), seen.padEnd(24), number(figure, theory).padEnd(10)];
  return `| ${cells.join(' | ')} | ${isInside ? 'inside' : 'OUTSIDE'} |`;
}

console.log(`${how.calls} calls a load, seed ${how.seed}, 99 % intervals`);
console.log('| load             | figure     | simulated                | theory     |        |');
console.log('|------------------|------------|--------------------------|------------|--------|');
const chosen = (['C', 'A', 'B'] as const).filter((model) => models.includes(model)).flatMap((model) => loads[model]);
let [compared, outside] = [0, 0];
for (const load of chosen) {
  for (const comparison of compare(load, how)) {
    // What cannot happen in a model is no finding: both sides are exactly zero.
    if (comparison.theory === 0 && comparison.simulated.mean === 0) continue;
    console.log(lineOf(load, comparison));
    compared += 1;
    if (!comparison.isInside) outside += 1;
  }
}
console.log(`${compared - outside} of ${compared} figures lie inside their 99 % interval.`);
process.exitCode = outside === 0 ? 0 : 1;
