/** Run after run leaves nothing; `npm run check:leaks` does the same for hundreds. */
import { expect } from 'vitest';
import { holdings, report, SLACK_BYTES, WARM } from '../tools/leaks';
import { test } from './watched-app';

test('runs of all rooms, some cancelled, leave the heap, the page and the workers as they were', async ({
  open,
}) => {
  const app = await open();
  const found = await holdings(app.page, [WARM, 60]);
  found.forEach(report);
  const [before, after, forgotten] = found;
  expect(after.workers).toBeLessThanOrEqual(before.workers);
  expect(forgotten.workers).toBe(0);
  // A room holds as many nodes as its charts and tables need.
  expect(after.nodes).toBeLessThan(before.nodes + 8_000);
  expect(after.listeners).toBeLessThan(before.listeners + 300);
  expect(forgotten.heapBytes).toBeLessThan(before.heapBytes + SLACK_BYTES);
  expect(forgotten.bufferBytes).toBeLessThan(before.bufferBytes + SLACK_BYTES);
});
