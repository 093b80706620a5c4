/** The first file of a worker thread. */
import { workerData } from 'node:worker_threads';
import { load } from './load.js';

const { entry = 'thread' } = workerData as { entry?: string };
load('rolldown-runtime', 'engine', entry);
