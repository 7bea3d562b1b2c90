/** A worker that has every room and the reader of files: for the library, which is one file. */
import { createTableReader } from '../data/parse/table-reader';
import { rooms } from './all-rooms';
import './worker';
import { READER, type WorkerParts } from './worker-parts';

const parts: WorkerParts = { ...rooms, [READER]: { createTableReader } };
Object.assign(self, { parts });
