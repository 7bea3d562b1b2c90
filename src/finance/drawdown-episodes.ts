/**
 * Drawdowns taken apart: when a loss began, where it ended, and how long it lasted.
 *
 * `drawdowns` has length T + 1: entry t is W_t / max W_s (s <= t) - 1, never positive, and
 * entry 0 is the start, which counts as a peak.
 */

export interface DrawdownEpisode {
  /** The drawdown at the trough, negative. */
  readonly depth: number;
  /** Index of the last peak before it. */
  readonly peak: number;
  /** Index of the (first) lowest point. */
  readonly trough: number;
  /** Index of the first return to the peak, -1 where there is none yet. */
  readonly recovery: number;
  /** Periods from the peak to the recovery, or to the end of the data. */
  readonly underwater: number;
}

/** All episodes in order of time: each a longest run of negative drawdowns. */
export function drawdownEpisodes(drawdowns: ArrayLike<number>): DrawdownEpisode[] {
  const last = drawdowns.length - 1;
  const episodes: DrawdownEpisode[] = [];
  let t = 1;
  while (t <= last) {
    if (!(drawdowns[t] < 0)) {
      t += 1;
      continue;
    }
    const peak = t - 1;
    let trough = t;
    while (t <= last && drawdowns[t] < 0) {
      if (drawdowns[t] < drawdowns[trough]) trough = t;
      t += 1;
    }
    const recovery = t <= last ? t : -1;
    const underwater = Math.min(t, last) - peak;
    episodes.push({ depth: drawdowns[trough], peak, trough, recovery, underwater });
  }
  return episodes;
}

/** The deepest episode, the first of equals; undefined where there is none. */
export function worstEpisode(episodes: readonly DrawdownEpisode[]): DrawdownEpisode | undefined {
  let worst: DrawdownEpisode | undefined;
  for (const episode of episodes) {
    if (worst === undefined || episode.depth < worst.depth) worst = episode;
  }
  return worst;
}

/** The episode that lasted longest, the first of equals; undefined where there is none. */
export function longestUnderwater(
  episodes: readonly DrawdownEpisode[],
): DrawdownEpisode | undefined {
  let longest: DrawdownEpisode | undefined;
  for (const episode of episodes) {
    if (longest === undefined || episode.underwater > longest.underwater) longest = episode;
  }
  return longest;
}
