import { page } from 'vitest/browser';
import { test, describe } from 'vitest';
import { html } from 'lit';
import { setTheme } from '../../src/ui/theme';
import { mount } from '../ui/mount';
import { MixImport } from '../../src/app/import/import-dialog';
import { createTableReader } from '../../src/data/parse/table-reader';
import { quiet } from './import-trial';
if (!customElements.get('mix-import')) customElements.define('mix-import', MixImport);
let csv = 'Datum;MSCI World (net, EUR);Bundesanleihen;Gold;Verbraucherpreise;Notiz;Constant\n';
for (let i = 0; i < 60; i++) {
  const y = 2019 + Math.floor(i / 12),
    m = (i % 12) + 1;
  csv += `05/${String(m).padStart(2, '0')}/${y};${i === 7 ? 'n.a.' : (1200.5 + i * 3.25).toFixed(2).replace('.', ',')};${(99 + (i % 5) * 0.4).toFixed(2).replace('.', ',')};${i % 11 === 3 ? '' : 41000 + i * 17 + ',5'};${(100 + i / 5).toFixed(1).replace('.', ',')};${'Nachtrag ' + i};7\n`;
  if (i === 20 || i === 33) csv += 'too;short\n';
  if (i === 40) csv += `05/${String(m).padStart(2, '0')}/${y};1;2;3;4;x;7\n`;
}
const read = async (file: Blob, given: any, { signal, onProgress }: any) => {
  const reader = createTableReader(file, given);
  for (;;) {
    const p = await reader.next();
    if (signal.aborted) throw new Error('aborted');
    onProgress(p);
    if (p.done) return reader.outcome();
  }
};
const pending = () => new Promise<any>(() => {});
describe.each([
  ['desktop', 1440, 900],
  ['phone', 390, 844],
] as const)('%s', (d, w, h) => {
  test.each(['light', 'dark'] as const)('%s', async (theme) => {
    await page.viewport(w, h);
    const el = await mount<MixImport>(
      html`<mix-import
        .read=${read}
        .make=${pending}
        .takenIds=${[]}
        .keptMode=${'memory'}
        .keptReason=${'the browser does not let this page store anything'}
      ></mix-import>`,
    );
    setTheme(theme);
    const shot = async (n: string) => {
      await new Promise((r) => setTimeout(r, 150));
      await page.screenshot({ path: `/work/main/build/import-shots/${d}-${theme}-${n}.png` });
    };
    el.wanted = { title: 'My funds', rows: 1200, columns: 4, bytes: 43210, fingerprint: 'f' };
    el.open();
    await quiet(el);
    await shot('start');
    el.wanted = undefined;
    el.open(new Blob([csv]), 'kurse_2019-2023.csv');
    await new Promise((r) => setTimeout(r, 700));
    await shot('preview');
    const body = el.shadowRoot!.querySelector('.body')!;
    body.scrollTop = 700;
    await shot('preview2');
    body.scrollTop = 1500;
    await shot('preview3');
    body.scrollTop = 99999;
    await shot('preview4');
    if (d === 'desktop') {
      el.read = pending as any;
      const s = el.shadowRoot!.querySelector<HTMLSelectElement>('#setting-decimal')!;
      body.scrollTop = 0;
      s.value = '0';
      s.dispatchEvent(new Event('change'));
      await quiet(el);
      await shot('busy');
    }
    el.read = pending as any;
    el.open(new Blob(['x'.repeat(3e6)]), 'big.csv');
    await quiet(el);
    await shot('reading');
    el.read = async () => ({
      unreadable:
        'The file holds a workbook (Excel), no text. Save it as CSV there and choose that file.',
      line: 12,
    });
    el.open(new Blob(['PK']), 'kurse.xlsx');
    await new Promise((r) => setTimeout(r, 100));
    await shot('unreadable');
  });
});
