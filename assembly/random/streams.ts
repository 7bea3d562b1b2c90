/**
 * The purposes for which random words are drawn, each with a sequence of its own.
 *
 * The numbers are part of every simulated result: append, never renumber.
 */
export const ASSETS: i32 = 0;
export const CHI_SQUARE: i32 = 1;
export const REJECTIONS: i32 = 2;
export const BOOTSTRAP: i32 = 3;
export const PARAMETERS: i32 = 4;
/** The dates of which a scenario is made. */
export const SCENARIO_DATES: i32 = 5;
/** The places inside strata. */
export const STRATA: i32 = 6;
/** The keys that scramble a sequence. */
export const SCRAMBLES: i32 = 7;
/** The regime of each period of a made dataset. */
export const REGIMES: i32 = 8;
