/** What the tests of the library share. */
import { AssetMixError } from '../../src/asset-mix';

/** What a rejection says, without its words. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: string; where?: string }> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AssetMixError)) throw new Error(`Not refused: ${String(error)}`);
  const { code, where } = error;
  return where === undefined ? { code } : { code, where };
}
