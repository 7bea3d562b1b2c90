/** The look of a native range input: `--c` is its color, `--v` how much of the track is filled. */
import { css } from 'lit';

const track = css`
  height: 3px;
  border-radius: 2px;
  background: linear-gradient(90deg, var(--c) var(--v), var(--line) var(--v));
`;

export const rangeStyles = css`
  .range {
    appearance: none;
    width: 100%;
    height: 24px;
    margin: 0;
    background: none;
    cursor: pointer;
    touch-action: pan-y;
  }
  .range::-webkit-slider-runnable-track {
    ${track}
  }
  .range::-moz-range-track {
    ${track}
  }
  .range::-webkit-slider-thumb {
    appearance: none;
    width: 14px;
    height: 14px;
    margin-top: -5.5px;
    border-radius: 50%;
    background: var(--paper);
    border: 2px solid var(--c);
  }
  .range::-moz-range-thumb {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--paper);
    border: 2px solid var(--c);
  }
  .range:focus-visible {
    outline: none;
  }
  .range:focus-visible::-webkit-slider-thumb {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .range:focus-visible::-moz-range-thumb {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .range {
      forced-color-adjust: none;
    }
  }
`;
