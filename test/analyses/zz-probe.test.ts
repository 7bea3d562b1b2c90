import { test } from 'vitest';
import * as mix from '../../src/analyses/mix-summary/compute';
import * as risk from '../../src/analyses/value-at-risk/compute';
import { loadKernels } from '../tools/kernels';
import { madeUp, scenarioOf, notFinite } from './made-up';
import { runRoom } from './run-room';
const k = await loadKernels();
const short = (x: unknown) => JSON.stringify(x, (_k, v) => (ArrayBuffer.isView(v) ? Array.from(v as Float64Array).slice(0, 4) : v));
const wave = (T: number, s: number, f = 1) => Array.from({ length: T }, (_, t) => s * Math.sin(t * f + 1) * (1 + (t % 7) / 7));
const cases: Record<string, Record<string, number[]>> = {
  constant: { a: Array(60).fill(0.01), b: Array(60).fill(0.003) },
  constant2: { a: Array(61).fill(0.1), b: Array(61).fill(0.1) },
  zero: { a: Array(60).fill(0), b: Array(60).fill(0) },
  oneZero: { a: wave(60, 0.01), b: Array(60).fill(0) },
  huge: { a: wave(60, 1e150).map(Math.abs), b: wave(60, 1e150, 2).map(Math.abs) },
  huger: { a: wave(60, 1e200).map(Math.abs), b: wave(60, 1e200, 2).map(Math.abs) },
  hugeneg: { a: wave(60, 1e150), b: wave(60, 1e150, 2) },
  tiny: { a: wave(60, 1e-150), b: wave(60, 1e-150, 2) },
  tinier: { a: wave(60, 1e-200), b: wave(60, 1e-200, 2) },
  loss: { a: wave(60, 0.01).with(30, -1), b: wave(60, 0.01, 2).with(30, -1) },
  three: { a: [0.1, -0.1, 0.05], b: [0, 0.1, 0.2] },
  more: Object.fromEntries(Array.from({length: 8}, (_, i) => ['c' + i, [0.1*i, -0.1, 0.05+i*i/100, 0.01]])),
};
for (const [name, columns] of Object.entries(cases)) test(name, () => {
  const d = madeUp(columns);
  const ids = Object.keys(columns);
  const w = Object.fromEntries(ids.map((id) => [id, 10000 / ids.length]));
  const m = runRoom<any>(mix, scenarioOf(d, w), d, k);
  const { returnGeometric, volatility, volatilityPath, sharpe, sortino, skewness, kurtosis, diversificationRatio, contributionsToVolatility, finalAmount, turnover,worstFall } = m;
  console.log(name, short({ returnGeometric, volatility, volatilityPath, sharpe, sortino, skewness, kurtosis, diversificationRatio, contributionsToVolatility, finalAmount, turnover,worstFall }), notFinite(m).join(' '));
  for (const horizon of [1, 2]) {
    const s = scenarioOf(d, w, { analysis: 'value-at-risk', parameters: { scenarios: 10000, horizon } });
    const r = runRoom<any>(risk, s, d, k);
    console.log(name, horizon, short({h: r.historical, n: r.normal, s: r.simulated}), notFinite(r).join(' '));
  }
});
