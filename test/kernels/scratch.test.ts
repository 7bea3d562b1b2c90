import { describe, expect, it } from 'vitest';
import { loadKernels } from '../tools/kernels';

const { exports } = await loadKernels();
const MEGABYTE = 1e6;

/** Too little shows in the fences of the other tests, too much only here. */
describe('Scratch', () => {
  it('of rolling statistics is bound by the window, however long the series', () => {
    expect(exports.rollingScratchBytes(10_000_000, 252)).toBeLessThan(0.2 * MEGABYTE);
    expect(exports.rollingScratchBytes(10_000_000, 10_000)).toBeLessThan(MEGABYTE);
  });

  it('of short rolling statistics is bound by the series', () => {
    expect(exports.rollingScratchBytes(100, 10)).toBeLessThan(0.01 * MEGABYTE);
  });

  it('of the covariance is 4 MB for 2,000 series of any length', () => {
    expect(exports.covarianceScratchBytes(2_000, 10_000_000)).toBe(2_000 * 256 * 8);
    expect(exports.covarianceScratchBytes(2_000, 10)).toBe(2_000 * 10 * 8);
  });

  it('of eigenvectors and of repairs is a few times the matrix', () => {
    for (const n of [1, 20, 500]) {
      expect(exports.symmetricEigenScratchBytes(n)).toBe(n * n * 8 + n * 32);
      expect(exports.nearestCorrelationScratchBytes(n)).toBeLessThan(n * n * 40 + n * 100);
    }
  });

  it('of shrinkage is two tables of the size of the series', () => {
    expect(exports.shrinkageScratchBytes(20, 500)).toBe((2 * 20 * 500 + 20) * 8);
  });

  it('of simulations does not depend on what is simulated, but for factors and dates', () => {
    const { simulationScratchBytes, studentScratchBytes, sobolScratchBytes } = exports;
    const { datesScratchBytes, reflectScratchBytes } = exports;
    const fixed = [
      simulationScratchBytes,
      studentScratchBytes,
      sobolScratchBytes,
      datesScratchBytes,
      reflectScratchBytes,
    ];
    for (const bytes of fixed) expect(bytes()).toBeLessThan(0.2 * MEGABYTE);
    const factors = exports.factorNormalScratchBytes;
    expect(factors(20) - factors(10)).toBeLessThan(1.05 * 10 * 4096 * 8);
    const dates = exports.bootstrapScratchBytes;
    expect(Math.round(dates(0, 0) / 1024)).toBe(150);
    expect(dates(300, 252) - dates(200, 152)).toBe(200 * 8);
  });
});
