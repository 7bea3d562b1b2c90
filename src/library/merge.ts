/**
 * Puts the parts of a simulation together: the same result, to the bit, as of one run.
 */
import type { Plan } from '../analyses/analysis';
import { rooms } from '../engine/all-rooms';
import type { RemoteService } from '../engine/host';
import { createInlineHost } from '../engine/inline-host';
import { createLedger, type Ledger } from '../engine/ledger';
import { loadModule } from '../engine/load-module';
import { sourceOf } from '../engine/rooms';
import { AssetMixError, requireOptions, toAssetMixError } from './asset-mix-error';
import { readPart, type Part } from './part';
import type { ResultOf } from './results';
import { chunkedRoom, jobOf, outcomeOf, type Outcome } from './run';
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
  return (await open(prepare(scenario, options.dataset))).ledger.chunks;
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
  const opened = await open(prepared);
  let end = 0;
  const read = parts.map((part, p) => ({
    ...readPart(part, prepared, `parts[${p}]`),
    where: `parts[${p}]`,
  }));
  try {
    for (const { from, to, partials, where } of read.sort((a, b) => a.from - b.from)) {
      if (from < end) {
        throw new AssetMixError('parts', `Chunk ${from} stands in two parts.`, where);
      }
      opened.ledger.add(from, partials);
      end = to;
    }
    const outcome = await outcomeOfOpened(prepared, opened);
    // The analysis of that name has this result.
    return outcome as Outcome<ResultOf<A>>;
  } catch (error) {
    throw toAssetMixError(error);
  }
}

interface Opened {
  readonly service: RemoteService;
  /** Made here as it was wherever a part was. */
  readonly plan: Plan;
  readonly ledger: Ledger;
}

const JOB = 1;

/** Where the scenario stops at a precision, the parts behind it need not be there. */
async function outcomeOfOpened(
  prepared: Prepared,
  { service, plan, ledger }: Opened,
): Promise<Outcome> {
  const { chunks, prefix, precise } = ledger;
  if (prefix < chunks && !precise) {
    const message = `Chunk ${prefix} of ${chunks} is in none of the parts.`;
    throw new AssetMixError('parts', message, 'parts');
  }
  const scenarios = ledger.scenarios(prefix);
  const merged = ledger.merge();
  const detail =
    chunkedRoom(prepared.scenario.analysis).detail === undefined
      ? {}
      : (await service.detail(JOB, { ...plan, scenarios }, merged)).value;
  const stopped = precise ? 'precision' : 'complete';
  return outcomeOf(prepared, { ...merged, ...detail }, scenarios, stopped);
}

/** With an empty ledger. */
async function open(prepared: Prepared): Promise<Opened> {
  const room = chunkedRoom(prepared.scenario.analysis);
  try {
    const { service } = await createInlineHost(await loadModule(), sourceOf(rooms));
    await service.begin(JOB, jobOf(prepared));
    const plan = await service.plan(JOB);
    return { service, plan, ledger: createLedger(room, plan) };
  } catch (error) {
    throw toAssetMixError(error);
  }
}
