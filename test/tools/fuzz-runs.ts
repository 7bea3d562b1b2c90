/** How often a test that makes up hostile input does so; `npm run test:fuzz` asks for more. */
export function fuzzRuns(usual = 1_000): number {
  const wanted = Number(process.env['FUZZ_RUNS']);
  return wanted > 0 ? wanted : usual;
}
