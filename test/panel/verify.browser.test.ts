/** What *Verify* says where the engine does not give the same again. */
import { html } from 'lit';
import { expect, test } from 'vitest';
import { digest } from '../../src/analyses/digest';
import { Verify } from '../../src/panel/verify';
import type { Engine } from '../../src/engine/engine';
import type { Shown } from '../../src/panel/run-controller';
import { defaultScenario } from '../../src/analyses/scenario';
import { seriesOf } from '../../src/analyses/series';
import { madeUp } from '../analyses/made-up';
import { expectAccessible, mount, settled, within } from '../ui/mount';

customElements.define('mix-verify', Verify);

/** An engine that answers with this, whatever it is asked. */
const answering = (result: () => Promise<object>) => () =>
  ({
    run: () => ({
      result: result().then((value) => ({ result: value, scenarios: 0, stopped: 'complete' })),
    }),
    close: () => {},
  }) as unknown as Engine;

const right = { returnGeometric: { value: 0.0923 } };
const returns = Array.from({ length: 24 }, (_, t) => (t % 5) / 100 - 0.01);
const dataset = madeUp({ stocks: returns, bonds: returns.map((r) => r / 2) });
const scenario = defaultScenario(dataset);
const shown: Shown = {
  scenario,
  dataset,
  series: seriesOf(scenario, dataset),
  result: right,
  digest: digest(scenario, dataset.fingerprint, right),
};

async function verified(makeEngine: () => Engine): Promise<HTMLElement> {
  const element = await mount(
    html`<mix-verify .shown=${[shown]} .makeEngine=${makeEngine}></mix-verify>`,
  );
  within<HTMLButtonElement>(element, 'button').click();
  await settled(element);
  await settled(element);
  return element;
}

const said = (element: HTMLElement) => within(element, '[role="status"]').textContent ?? '';

test('the same bits are the same', async () => {
  const element = await verified(answering(() => Promise.resolve({ ...right })));
  await expect.poll(() => said(element)).toContain('The same, to the bit.');
  await expectAccessible(element);
});

test('one bit off is told, with both digests', async () => {
  const off = { returnGeometric: { value: 0.0923 + 2 ** -56 } };
  const element = await verified(answering(() => Promise.resolve(off)));
  await expect.poll(() => said(element)).toContain('Different numbers came out.');
  expect(said(element)).toContain(shown.digest);
  expect(said(element)).toContain(digest(shown.scenario, shown.dataset.fingerprint, off));
  await expectAccessible(element);
});

test('an engine that breaks is told', async () => {
  const element = await verified(answering(() => Promise.reject(new Error('no memory'))));
  await expect.poll(() => said(element)).toContain('no memory');
});
