import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packTable, unpackTable } from '../../src/embed/packed-table';

const csv = (name: string) =>
  readFileSync(new URL(`../../public/data/${name}.csv`, import.meta.url), 'utf8');

test.each(['us-asset-classes-monthly', 'us-stocks-bonds-cpi-monthly-1871'])(
  '%s comes out as it went in, and is half as long',
  (name) => {
    const packed = packTable(csv(name));
    expect(unpackTable(packed)).toBe(csv(name));
    expect(packed.length).toBeLessThan(csv(name).length / 2);
  },
);

test('a table that would not come out as it went in is refused', () => {
  const rows = (...lines: string[]) => ['date,a', ...lines, ''].join('\n');
  expect(packTable(rows('2020-01-31,-0.000001', '2020-02-29,1.500000'))).toContain('2020-01-31');
  expect(() => packTable(rows('2020-01-31,0.1', '2020-02-29,0.2'))).toThrow('cannot be packed');
  expect(() => packTable(rows('2020-01-31,0.100000', '2020-03-31,0.200000'))).toThrow('packed');
});
