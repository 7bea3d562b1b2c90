/** Where an axis has its ticks: round numbers, powers, and the starts of years and months. */

/** Round values inside a range, at most `room` steps apart by 1, 2, 2.5 or 5 times a power of ten. */
export function linearTicks(min: number, max: number, room: number): number[] {
  const span = max - min;
  if (!(span > 0) || !Number.isFinite(span)) return Number.isFinite(min) ? [min] : [];
  const rough = span / Math.max(1, room);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((s) => s >= rough * 0.999);
  const size = step ?? 10 * power;
  const first = Math.ceil(min / size - 1e-9);
  const last = Math.floor(max / size + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => clean((first + i) * size));
}

/** Powers of ten, with their fives and twos where there is room. */
export function logTicks(min: number, max: number, room: number): number[] {
  if (!(min > 0) || !(max > min)) return [];
  const low = Math.floor(Math.log10(min));
  const high = Math.ceil(Math.log10(max));
  const within = (factors: readonly number[], stride = 1) => {
    const ticks: number[] = [];
    for (let k = low; k <= high; k++) {
      if (k % stride !== 0) continue;
      for (const factor of factors) ticks.push(clean(factor * 10 ** k));
    }
    return ticks.filter((tick) => tick >= min * 0.9999 && tick <= max * 1.0001);
  };
  const sparse = within([1, 5]);
  const first = sparse.length >= 4 ? sparse : within([1, 2, 5]);
  const decades = [1, 2, 5, 10, 20, 50, 100, 200].map((stride) => within([1], stride));
  const candidates = [first, sparse, ...decades];
  const chosen = candidates.find((ticks) => ticks.length <= room + 1) ?? [];
  return chosen.length >= 2 ? chosen : linearTicks(min, max, Math.min(3, room));
}

export interface Tick {
  /** A value of the axis; of time the position among the labels. */
  readonly at: number;
  readonly label: string;
}

/** Ticks for ISO dates in ascending order (they sort as text), or for row numbers. */
export function timeTicks(
  labels: readonly string[],
  min: number,
  max: number,
  room: number,
): Tick[] {
  const first = Math.max(0, Math.ceil(min));
  const last = Math.min(labels.length - 1, Math.floor(max));
  if (last < first) return [];
  const [from, to] = [labels[first], labels[last]];
  if (!/^\d{4}-\d{2}/.test(from) && !(/^\d{4}$/.test(from) && Number(from) > 1000)) {
    return linearTicks(first, last, room)
      .filter((at) => Number.isInteger(at) && labels[at] !== undefined)
      .map((at) => ({ at, label: labels[at] }));
  }
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  if (years >= 2) return yearTicks(labels, first, last, years, room);
  const months = years * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  if (months >= 3) return monthTicks(labels, first, last, months, room);
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, room * 0.7)));
  const ticks: Tick[] = [];
  for (let at = first; at <= last; at += stride) ticks.push({ at, label: labels[at] });
  return ticks;
}

function yearTicks(
  labels: readonly string[],
  first: number,
  last: number,
  years: number,
  room: number,
): Tick[] {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((s) => years / s <= room) ?? 1_000;
  const start = Math.ceil(Number(labels[first].slice(0, 4)) / step) * step;
  const ticks: Tick[] = [];
  for (let year = start; year <= Number(labels[last].slice(0, 4)); year += step) {
    const label = String(year).padStart(4, '0');
    const at = lowerBound(labels, label);
    if (at >= first && at <= last) ticks.push({ at, label });
  }
  return ticks;
}

function monthTicks(
  labels: readonly string[],
  first: number,
  last: number,
  months: number,
  room: number,
): Tick[] {
  const step = [1, 2, 3, 6, 12].find((s) => months / s <= room * 0.8) ?? 12;
  const firstYear = Number(labels[first].slice(0, 4));
  const ticks: Tick[] = [];
  for (let month = 0; month < months + 24; month += step) {
    const label = `${String(firstYear + Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
    const at = lowerBound(labels, label);
    if (at >= first && at <= last && labels[at].startsWith(label)) ticks.push({ at, label });
  }
  return ticks;
}

/** The first position whose label is not before the one sought. */
function lowerBound(labels: readonly string[], sought: string): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (labels[middle] < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes away the dust of binary multiplication: 0.30000000000000004 is 0.3. */
function clean(value: number): number {
  const rounded = Number(value.toPrecision(12));
  return rounded === 0 ? 0 : rounded;
}
