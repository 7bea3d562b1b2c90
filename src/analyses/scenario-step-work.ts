/** All that takes data through steps other than resampling: see `scenario-step-loader.ts`. */
export { cleanSources } from './scenario-cleaning';
export { conversionsOf, convertTable } from './scenario-conversions';
export { asPrices } from './scenario-form';
