import { expect, test } from 'vitest';
import { elementSnippet, frameAddress, frameSnippet } from '../../../src/app/embed/snippets';

const embedded = {
  base: 'https://lab.example/mix/',
  query: 'ask=Is+%22a%22+%3C+b%3F&lock=mix',
  link: '1.j.eyJh-_',
  title: 'A "title" <b> & more',
  height: 640,
};

test('the address is that of the frame, below the folder of the app', () => {
  expect(frameAddress(embedded)).toBe(
    'https://lab.example/mix/embed.html?ask=Is+%22a%22+%3C+b%3F&lock=mix#s=1.j.eyJh-_',
  );
  expect(frameAddress({ ...embedded, query: '' })).toBe(
    'https://lab.example/mix/embed.html#s=1.j.eyJh-_',
  );
});

test('what is pasted holds no markup of the person’s own', () => {
  for (const text of [frameSnippet(embedded), elementSnippet(embedded)]) {
    expect(text).not.toContain('<b>');
    expect([...text.matchAll(/"/g)]).toHaveLength([...text.matchAll(/="/g)].length * 2);
  }
  expect(frameSnippet(embedded)).toContain(
    'title="A &quot;title&quot; &lt;b&gt; &amp; more" width="100%" height="640"',
  );
  expect(frameSnippet(embedded)).toContain('%3F&amp;lock=mix#s=1.j.eyJh-_"');
  expect(frameSnippet(embedded)).toContain('sandbox="allow-scripts"');
  expect(elementSnippet(embedded)).toContain('<mix-analysis state="1.j.eyJh-_" exercise="ask=Is');
  expect(elementSnippet({ ...embedded, query: '' })).not.toContain('exercise');
});
