/** The first file of a worker thread. */
import { workerData } from 'node:worker_threads';
import { keepNothing, load } from './load.js';

const { entry = 'thread' } = workerData as { entry?: string };
keepNothing();
load('rolldown-runtime', 'engine', entry);
