/**
 * Puts the parts of a simulation together: the same result, to the bit, as of one run.
 */
import { createInlineHost } from '../engine/host';
import { createLedger, type Ledger } from '../engine/ledger';
import { loadModule } from '../engine/load-module';
import { rooms } from '../engine/rooms';
import { AssetMixError, requireOptions, toAssetMixError } from './asset-mix-error';
import { readPart, type Part } from './part';
import type { ResultOf } from './results';
import { chunkedRoom, outcomeOf, type Outcome } from './run';
import { prepare, type DatasetInput, type Prepared, type ScenarioInput } from './scenario-input';

/**
 * Into how many chunks a simulation is divided: those of `run` are numbered from 0. It is 0
 * where the data allow no simulation; `merge` needs no part then.
 * @throws AssetMixError with code `chunks` where the analysis does not simulate in chunks.
 */
export async function chunksOf(
  scenario: ScenarioInput,
  options: { readonly dataset: DatasetInput },
): Promise<number> {
  requireOptions(options);
  return (await ledgerOf(prepare(scenario, options.dataset))).chunks;
}

/**
 * The outcome of parts that `run` made of all chunks, given in any order.
 * @throws AssetMixError with code `parts` where some are missing, overlap, are damaged or
 * belong to another run; `where` names the part.
 */
export async function merge<A extends string>(
  scenario: ScenarioInput<A>,
  options: { readonly dataset: DatasetInput; readonly parts: readonly Part[] },
): Promise<Outcome<ResultOf<A>>> {
  requireOptions(options);
  const { dataset, parts } = options;
  const prepared = prepare(scenario, dataset);
  if (!Array.isArray(parts)) throw new AssetMixError('parts', 'Parts come as a list.', 'parts');
  const ledger = await ledgerOf(prepared);
  let end = 0;
  const read = parts.map((part, p) => ({
    ...readPart(part, prepared, `parts[${p}]`),
    where: `parts[${p}]`,
  }));
  for (const { from, to, partials, where } of read.sort((a, b) => a.from - b.from)) {
    if (from < end) {
      throw new AssetMixError('parts', `Chunk ${from} stands in two parts.`, where);
    }
    ledger.add(from, partials);
    end = to;
  }
  try {
    const outcome = outcomeOfLedger(prepared, ledger);
    // The analysis of that name has this result.
    return outcome as Outcome<ResultOf<A>>;
  } catch (error) {
    throw toAssetMixError(error);
  }
}

/** Where the scenario stops at a precision, the parts behind it need not be there. */
function outcomeOfLedger(prepared: Prepared, ledger: Ledger): Outcome {
  const precise = ledger.precise();
  if (precise !== undefined) {
    return outcomeOf(prepared, ledger.merge(precise), ledger.scenarios(precise), 'precision');
  }
  const { chunks, prefix } = ledger;
  if (prefix < chunks) {
    const message = `Chunk ${prefix} of ${chunks} is in none of the parts.`;
    throw new AssetMixError('parts', message, 'parts');
  }
  return outcomeOf(prepared, ledger.merge(chunks), ledger.scenarios(chunks), 'complete');
}

/** An empty ledger for the scenario, whose plan is made here as it was wherever a part was. */
async function ledgerOf({ scenario, series }: Prepared): Promise<Ledger> {
  const { analysis, parameters, seed } = scenario;
  const room = chunkedRoom(analysis);
  try {
    const { service } = await createInlineHost(await loadModule(), rooms);
    await service.begin(1, { analysis, series, parameters, seed });
    return createLedger(room, await service.plan(1));
  } catch (error) {
    throw toAssetMixError(error);
  }
}
