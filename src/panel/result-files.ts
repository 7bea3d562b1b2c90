/** The results as files, loaded when a person takes one away. */
export { resultCsv } from './result-csv';
export { resultJson } from './result-json';
